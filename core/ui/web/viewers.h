/* Viewers: who has looked at one's own pages, and when (Vem som har tittat). */
#pragma once

#include "domain/people/page_view.h"
#include "domain/people/session.h"
#include "ui/web/kernel/route.h"

extern const struct route_table viewers_routes;

struct viewers_page {
    const struct page_view *views;
    size_t count;
    const struct password_replacement *replacements;
    size_t replacement_count;
};

void page_viewers(struct template *into, const struct page *page, const struct viewers_page *shown);
