/* Handles a manager's decisions about somebody's step; see decide.h. */
#include "ui/web/decide.h"

#include "ui/web/step.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/progress/decision.h"
#include "domain/signoff/signoff.h"
#include "ui/web/page_subject.h"

enum deciding {
    DECIDE_SKIP,
    DECIDE_RECOGNISE,
    DECIDE_REOPEN,
    DECIDE_DEFERRAL,
    DECIDE_WRITE_OFF,
    DECIDE_UNDO,
    DECIDE_NONE
};

static enum deciding decision_of(const struct page *page)
{
    static const char *const words[] = {"skip", "recognise", "reopen", "debt", "write-off", "undo"};
    int i = 0;
    while (i < DECIDE_NONE && !page_field_is(page, "decision", words[i]))
        i++;
    return (enum deciding)i;
}

/* The reason and the date of a deferral; faults become problems of the page. */
static int fields_read(struct page *page, enum deciding what, int *ret_until)
{
    bool has_day = !text_is_blank(page_field(page, "until"));
    *ret_until = DAY_NONE;
    if (text_is_blank(page_field(page, "because")))
        page_problem(page, "because", N_("Say why in one sentence."));
    if (what == DECIDE_DEFERRAL && !has_day)
        page_problem(page, "until", N_("Say by which day."));
    if ((what != DECIDE_SKIP && what != DECIDE_DEFERRAL) || !has_day)
        return 0;
    int result = page_field_day(page, "until", ret_until);
    if (page_problem_failed(page, "until", result))
        return 0;
    TRY(result);
    if (*ret_until < page->today)
        page_problem(page, "until", N_("That day has passed. Choose a day to come, or leave it empty."));
    return 0;
}

static int decision_do(const struct page *page, enum deciding what, int until)
{
    struct site *site = page->site;
    const struct subject_ref person = page_subject(page);
    const char *step = page_parameter(page, "step"), *because = page_field(page, "because");
    switch (what) {
    case DECIDE_SKIP:
        return step_skip(site, page->actor, person, step, because, until);
    case DECIDE_RECOGNISE:
        return step_recognise(site, page->actor, person, step, because);
    case DECIDE_REOPEN:
        return signoff_reopen(site, page->actor, person, step, because);
    case DECIDE_DEFERRAL:
    case DECIDE_WRITE_OFF:
        return step_defer(site, page->actor, person, step, because, until);
    case DECIDE_UNDO:
        return step_undo(site, page->actor, person, step, because);
    case DECIDE_NONE:
        break;
    }
    return fail(FAIL_USAGE, "'%s' is no decision about a step", page_field(page, "decision"));
}

/* The form again, for those who may use it. */
static int form_again(struct page *page, enum deciding what)
{
    struct subject subject;
    TRY(page_subject_open(page, what == DECIDE_REOPEN ? RIGHT_SIGN : RIGHT_LEAD, &subject));
    return step_show_other(page);
}

static int decide_post(struct page *page)
{
    int until = DAY_NONE;
    enum deciding what = decision_of(page);
    TRY(fields_read(page, what, &until));
    if (page_has_problems(page))
        return form_again(page, what);
    int result = decision_do(page, what, until);
    if (page_problem_failed(page, "because", result))
        return step_show_other(page);
    TRY(result);
    page_message(page, N_("Kept, with your reason."));
    return page_lead(page, TARGET_STEP, page_parameter(page, "person"), page_parameter(page, "step"));
}

static const struct route rows[] = {
    {.method = "POST",
     .path = "/person/:person/moment/:step",
     .handler = decide_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Step"),
     .fields = {"decision", "because", "until"}},
};
const struct route_table decide_routes = ROUTE_TABLE(rows);
