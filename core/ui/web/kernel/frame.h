/* Frame: the document around every page: header, menu, language, messages, footer. */
#pragma once

#include "ui/web/kernel/page.h"

struct frame_item {
    const char *title, *path;
    int order;
    bool is_current;
};

#define FRAME_ITEMS_MAX 16

struct frame {
    const char *organisation;            /* "" where it is not configured */
    const char *name;                    /* of whoever is signed in; NULL */
    const char *other_code, *other_name; /* the language one may switch to */
    const char *here;                    /* where the language switch returns to */
    struct frame_item items[FRAME_ITEMS_MAX];
    size_t item_count;
    struct html content;
};

void frame_problems(struct template *into, const struct page *page);
void frame_header(struct template *into, const struct page *page, const struct frame *frame);
void frame_document(struct template *into, const struct page *page, const struct frame *frame);
