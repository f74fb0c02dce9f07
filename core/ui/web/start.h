/* Start: "/" redirects to the person's start page. */
#pragma once

#include "ui/web/kernel/route.h"

extern const struct route_table start_routes;

int start_show(struct page *page);
