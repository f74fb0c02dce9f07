/* Roster import: the pages that import people from a file (Personer från fil): upload it, see its effect, apply it. */
#pragma once

#include "domain/roster/roster_upload.h"
#include "ui/web/kernel/route.h"

extern const struct route_table roster_import_routes;

#define PEOPLE_FILE_LINES 60 /* on each page */

struct roster_import_line {
    int line; /* of the file; 0: the whole file, or a person absent from it */
    bool is_fault, is_comment;
    const char *sentence;
};

struct roster_import_page {
    const struct upload *upload;
    const struct roster_import *import; /* NULL: applied, or waiting for the job */
    const char *encoding, *delimiter;
    const struct roster_import_line *lines; /* of this page: faults, then remarks, then people */
    size_t count;
    int64_t number, last; /* page number, from 1 */
    bool may_complete;
};

void page_people_send(struct template *into, const struct page *page, bool may_complete);
void page_roster_import(struct template *into, const struct page *page, const struct roster_import_page *shown);
