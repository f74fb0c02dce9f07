/* Routes: the list of all route tables. */
#pragma once

#include "ui/web/kernel/route.h"

/* NULL after the last. */
extern const struct route_table *const route_tables[];
