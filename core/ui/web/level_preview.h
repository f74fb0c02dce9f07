/* Level preview: the page where a changed staircase is edited or pasted and its effect shown (Trappan, prova). It
 * changes nothing. */
#pragma once

#include "domain/staircase/level_preview.h"
#include "ui/web/kernel/route.h"

extern const struct route_table level_preview_routes;

/* For more people a job computes the preview, and the page says where the result will be. */
#define LEVEL_PREVIEW_PEOPLE_MAX 2000

/* A fault in the file. */
struct level_preview_fault {
    int line, column;
    const char *sentence, *hint; /* in the reader's language; hint may be "" */
};

struct level_preview_page {
    const char *file; /* to edit */
    const struct level_preview_fault *faults;
    size_t fault_count;
    bool has_preview, is_waiting;
    struct level_preview preview;
    struct html *rule_words; /* for each of the preview's rules */
};

void page_level_preview(struct template *into, const struct page *page, const struct level_preview_page *shown);
