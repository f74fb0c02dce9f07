/* Frame: the document around every page: header, menu, language, messages, footer. */
#pragma once

#include "ui/web/kernel/page.h"

/* A menu item. */
struct frame_item {
    const char *title, *path;
    int order;
    bool is_current;
};

#define FRAME_ITEMS_MAX 16

struct frame {
    const char *organisation;            /* "" if not configured */
    const char *name;                    /* of the signed-in person; NULL: nobody */
    const char *other_code, *other_name; /* the other language, for the switch */
    const char *here;                    /* the path that the language switch returns to */
    struct frame_item items[FRAME_ITEMS_MAX];
    size_t item_count;
    struct html content;
};

void frame_problems(struct template *into, const struct page *page);
void frame_header(struct template *into, const struct page *page, const struct frame *frame);
void frame_document(struct template *into, const struct page *page, const struct frame *frame);
