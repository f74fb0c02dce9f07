/* People file: people from a file in the browser (Personer från fil): send it, see what it would do, do that. */
#pragma once

#include "domain/roster/person_upload.h"
#include "ui/web/route.h"

extern const struct route_table people_file_routes;

#define PEOPLE_FILE_LINES 60 /* sentences on a page */

struct people_file_line {
    int line; /* of the file; 0: the file as a whole, or somebody absent from it */
    bool is_fault, is_remark;
    const char *sentence;
};

struct people_file_page {
    const struct upload *upload;
    const struct person_import *import; /* NULL once it is done, or waits for the job */
    const char *encoding, *delimiter;
    const struct people_file_line *lines; /* of this page: faults first, then remarks, then people */
    size_t count;
    int64_t number, last; /* of the page, from 1 */
    bool may_complete;
};

void page_people_send(struct template *into, const struct page *page, bool may_complete);
void page_people_file(struct template *into, const struct page *page, const struct people_file_page *shown);
