/* Decide: what a manager decides about somebody's step, on its page: skip, recognise, open a signature again, set or
 * write off a debt, take a decision back. The form is in decide_form.html. */
#pragma once

#include "ui/web/kernel/route.h"

extern const struct route_table decide_routes;
