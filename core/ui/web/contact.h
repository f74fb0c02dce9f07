/* Contact: the page of a university's contact (Studenter): the students who consented, their dates and hours by
 * month. */
#pragma once

#include "domain/aspirant/contact_view.h"
#include "ui/web/kernel/route.h"

extern const struct route_table contact_routes;

#define CONTACT_ROWS_MAX 40 /* students on each page of the list */
#define CONTACT_MONTHS 3    /* for each student in the list */

struct contact_page {
    const char *university; /* NULL */
    const struct contact_student *students;
    size_t count, all;
    int64_t number, last; /* page number of the list, from 1 */
};

const char *contact_hours(const struct page *page, int seconds); /* "2,5" */
void page_contact(struct template *into, const struct page *page, const struct contact_page *shown);
void page_contact_student(struct template *into, const struct page *page, const struct contact_student *student);
