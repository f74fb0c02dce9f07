/* Edit place: somebody moves a step within its programme, begins a new one, or looks for what else can be changed. */
#pragma once

#include "domain/proposal/step_place.h"
#include "ui/web/kernel/route.h"

extern const struct route_table edit_place_routes;

struct edit_place_page {
    const char *layer, *path; /* of the step that it is about */
    const char *title;        /* of that step */
    struct step_place *places;
    size_t count;
    bool is_new; /* a new step; else this one is moved */
};

/* What can be changed that is no step. */
struct edit_file {
    const char *layer, *path;
};
struct edit_files_page {
    struct draft *drafts;
    size_t draft_count;
    struct edit_file *files;
    size_t file_count;
};

void page_edit_place(struct template *into, const struct page *page, const struct edit_place_page *shown);
void page_edit_files(struct template *into, const struct page *page, const struct edit_files_page *shown);
