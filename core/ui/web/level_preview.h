/* Trial page: a changed staircase, written or pasted, and what it would mean (Trappan, prova). Nothing is written. */
#pragma once

#include "domain/staircase/level_preview.h"
#include "ui/web/kernel/route.h"

extern const struct route_table level_preview_routes;

/* More people than this are added up by a job: the page says where the answer comes. */
#define LEVEL_PREVIEW_PEOPLE_MAX 2000

/* One thing that is wrong with the file. */
struct level_preview_fault {
    int line, column;
    const char *sentence, *hint; /* in the reader's language; hint may be "" */
};

struct level_preview_page {
    const char *file; /* what there is to change */
    const struct level_preview_fault *faults;
    size_t fault_count;
    bool has_preview, is_waiting;
    struct level_preview preview;
    struct html *rule_words; /* of each of its rules */
};

void page_level_preview(struct template *into, const struct page *page, const struct level_preview_page *shown);
