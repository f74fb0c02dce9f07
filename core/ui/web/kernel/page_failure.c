/* Advice for reasons in the words of pages, and names of form fields; see page_failure.h. */
#include "ui/web/kernel/page_failure.h"

#include "base/text.h"
#include "domain/mentor/mentoring.h"
#include "ui/text/hint.h"
#include "ui/text/humanize.h"
#include "ui/web/kernel/route.h"

#define SAY_WHY N_("%s. Write why it should be this mentor all the same, or choose another.")

static const struct hint rows[] = {
    {REASON_MENTOR_CARRIES_ENOUGH, SAY_WHY, false},
    {REASON_MENTOR_IS_FULL, SAY_WHY, false},
    {REASON_MENTOR_UNPREPARED, N_("%s, so say why"), false},
    {REASON_STILL_MENTORS, N_("%s. Hand them over to another mentor first."), false},
};
static const struct hints hints = {rows, COUNT_OF(rows)};

/* Fields of forms that are called something else than what the domain calls the input. */
static const struct {
    const char *input, *field;
} others[] = {
    {"evidence", "answer"}, {"planned", "ramp"},   {"role", "roles"},
    {"share", "percent"},   {"staircase", "file"}, {"status", "active"},
};

const char *page_failure(const struct page *page)
{
    return humanize_capital(page->arena, hint_sentence(hint_find(&hints), page->language, NULL, page->arena));
}

static const char *field_of_row(const struct route *row, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(row->fields) && row->fields[i]; i++)
        if (text_equal(row->fields[i], name))
            return row->fields[i];
    return NULL;
}

const char *page_failed_field(const struct page *page)
{
    const char *input = fail_last_field();
    const char *found = input && page->route ? field_of_row(page->route, input) : NULL;
    for (size_t i = 0; input && page->route && !found && i < COUNT_OF(others); i++)
        if (text_equal(others[i].input, input))
            found = field_of_row(page->route, others[i].field);
    return found;
}
