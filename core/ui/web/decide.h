/* Decide: handles the forms by which a manager decides about somebody's step: skip, recognise, reopen a signature, set
 * or write off a deferral, undo a decision. The form is in decide_form.html. */
#pragma once

#include "ui/web/kernel/route.h"

extern const struct route_table decide_routes;
