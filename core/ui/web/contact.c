/* Shows a contact the own university's students who consented; see contact.h. */
#include "ui/web/contact.h"

#include "base/text.h"
#include "domain/aspirant/hours.h"

const char *contact_hours(const struct page *page, int seconds)
{
    char *text = arena_zeroed(page->arena, HOURS_TEXT_BYTES);
    return hours_format(seconds, page->language == LANGUAGE_SV ? ',' : '.', text);
}

static int list_show(struct page *page)
{
    struct contact_students students;
    TRY(contact_view_all(page->site, page->actor, page->arena, &students));
    int64_t last = students.count ? (int64_t)(students.count - 1) / CONTACT_ROWS_MAX + 1 : 1;
    struct contact_page shown = {.university = students.university, .all = students.count, .number = 1, .last = last};
    if (page_has_field(page, "sida"))
        TRY(page_field_number(page, "sida", 1, last, &shown.number));
    size_t first = (size_t)(shown.number - 1) * CONTACT_ROWS_MAX;
    shown.students = students.items + first;
    shown.count = students.count - first < CONTACT_ROWS_MAX ? students.count - first : CONTACT_ROWS_MAX;
    page_contact(&page->content, page, &shown);
    return 0;
}

static int student_show(struct page *page)
{
    struct contact_student student;
    TRY(contact_view_one(page->site, page->actor, page_parameter(page, "person"), page->arena, &student));
    page_viewed(page, student.rid);
    page_title(page, "%s", student.name);
    page_contact_student(&page->content, page, &student);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/studenter",
     .handler = list_show,
     .open_to = ROUTE_FOR_CONTACT,
     .title = N_("Students"),
     .fields = {"sida"},
     .menu = 5},
    {.method = "GET",
     .path = "/studenter/:person",
     .handler = student_show,
     .open_to = ROUTE_FOR_CONTACT,
     .title = N_("Student")},
};
const struct route_table contact_routes = ROUTE_TABLE(rows);
