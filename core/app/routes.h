/* Routes: every table of routes there is. */
#pragma once

#include "ui/web/kernel/route.h"

/* NULL after the last. */
extern const struct route_table *const route_tables[];
