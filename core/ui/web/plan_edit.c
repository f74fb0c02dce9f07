/* Changes a plan by forms; see plan_edit.h. */
#include "ui/web/plan_edit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/plan/added_step.h"
#include "domain/plan/caseload.h"
#include "ui/web/plan.h"

#include <string.h>

#define HITS_MAX 8

/* ---- showing ---- */

static int ramp_read(const struct page *page, struct plan_edit_page *shown)
{
    CLEANUP(text_finish) struct text ramp = TEXT(4096);
    struct caseload_week *weeks;
    size_t count = 0;
    TRY(caseload_of(page->site, &shown->subject, shown->plan, page->arena, &weeks, &count));
    for (size_t i = 0; i < count && weeks[i].planned != CASELOAD_NONE; i++)
        text_addf(&ramp, "%s%d", i ? " " : "", weeks[i].planned);
    shown->ramp = arena_copy_string(page->arena, text_string(&ramp));
    return 0;
}

static int plan_edit_read(const struct page *page, struct plan_edit_page *shown)
{
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    struct plan_choice *choices;
    const char *programme = page_field(page, "program");
    TRY(plan_show(page->site, &shown->subject, *programme ? programme : NULL, page->arena, plan));
    shown->plan = plan;
    TRY(plan_choices(page->site, &shown->subject, false, page->arena, &choices, &shown->choice_count));
    shown->choices = choices;
    TRY(deviations_of(page->site, &shown->subject, plan, page->arena, &shown->deviations));
    shown->what = page_field(page, "what");
    return ramp_read(page, shown);
}

static int show_with(struct page *page, const struct content_hit *hits, size_t hit_count)
{
    struct plan_edit_page shown = {.hits = hits, .hit_count = hit_count};
    TRY(page_subject_open(page, RIGHT_LEAD, &shown.subject));
    TRY(plan_edit_read(page, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("Adjust the plan")), shown.subject.person.name);
    page_plan_edit(&page->content, page, &shown);
    return 0;
}

static int plan_edit_show(struct page *page)
{
    return show_with(page, NULL, 0);
}

/* ---- which step is meant ---- */

int plan_edit_step_choose(struct page *page, const char **ret_step, const struct content_hit **ret_hits,
                          size_t *ret_count)
{
    const char *words = page_field(page, "words"), *choice = page_field(page, "choice");
    struct content_entry entry;
    struct content_hit *hits;
    size_t count = 0;
    *ret_step = NULL;
    *ret_count = 0;
    if (!text_is_blank(choice)) {
        *ret_step = choice;
        return 0;
    }
    if (text_is_blank(words)) {
        page_problem(page, "words", N_("Write which step: its name, or a word in it."));
        return 0;
    }
    TRY(content_search(page->site->content, words, HITS_MAX, page->arena, &hits, &count));
    if (count != 1 && content_step(page->site->content, words, page->arena, &entry) == 0)
        *ret_step = entry.id;
    for (size_t i = 0; i < count && !*ret_step; i++)
        if (count == 1 || text_equal(hits[i].title, words))
            *ret_step = hits[i].step;
    if (*ret_step)
        return 0;
    page_problem(page, count ? "choice" : "words",
                 count ? N_("Several steps have these words. Choose one.") : N_("No step has these words."));
    *ret_hits = hits;
    *ret_count = count;
    return 0;
}

/* ---- changing ---- */

/* The answer to a form: the same page with its faults, or the page after the change. */
static int answer(struct page *page, const char *field, int result)
{
    const char *rid = page_parameter(page, "person"), *programme = page_field(page, "program");
    if (page_problem_failed(page, field, result))
        return plan_edit_show(page);
    TRY(result);
    if (*programme)
        return page_redirect(page, "%s?program=%s", page_link(page, TARGET_PLAN, rid, NULL), programme);
    return page_lead(page, TARGET_PLAN, rid, NULL);
}

/* A day of the form; `otherwise` when it was left empty. A wrong one is a problem on the page. */
static int day_read(struct page *page, const char *field, int otherwise, int *ret_day)
{
    *ret_day = otherwise;
    if (text_is_blank(page_field(page, field)))
        return 0;
    int result = page_field_day(page, field, ret_day);
    return page_problem_failed(page, field, result) ? 0 : result;
}

static int leave_post(struct page *page)
{
    struct leave leave = {0};
    TRY(day_read(page, "first", DAY_NONE, &leave.first));
    TRY(day_read(page, "last", DAY_NONE, &leave.last));
    if (leave.first == DAY_NONE && !page_has_problems(page))
        page_problem(page, "first", N_("Say from which day."));
    if (page_has_problems(page))
        return plan_edit_show(page);
    if (!leave_kind_parse(page_field(page, "kind"), &leave.kind))
        leave.kind = LEAVE_PLAIN;
    int result = plan_add_leave(page->site, page->actor, page_subject(page), &leave);
    if (result == 0)
        page_message(page, N_("The leave is kept, and the dates that had not passed have moved."));
    return answer(page, "first", result);
}

static int share_post(struct page *page)
{
    int64_t percent = 0;
    int from = DAY_NONE;
    TRY(day_read(page, "from", page->today, &from));
    int result = page_field_number(page, "percent", 1, 100, &percent);
    if (page_problem_failed(page, "percent", result) || page_has_problems(page))
        return plan_edit_show(page);
    TRY(result);
    result = plan_add_share(page->site, page->actor, page_subject(page), (int)percent, from);
    if (result == 0)
        page_message(page, N_("The working time is kept, and the dates that had not passed have moved."));
    return answer(page, "percent", result);
}

static int step_post(struct page *page)
{
    const struct content_hit *hits = NULL;
    size_t hit_count = 0;
    const char *programme = page_field(page, "program");
    struct added_step_new step = {.person = page_subject(page),
                                  .programme = *programme ? programme : NULL,
                                  .because = page_field(page, "because")};
    TRY(day_read(page, "due", DAY_NONE, &step.due));
    if (!text_is_blank(page_field(page, "instead")))
        step.instead_of = page_field(page, "instead");
    if (text_is_blank(step.because))
        page_problem(page, "because", N_("Say why in one sentence."));
    TRY(plan_edit_step_choose(page, &step.step, &hits, &hit_count));
    if (page_has_problems(page))
        return show_with(page, hits, hit_count);
    int result = added_step_add(page->site, page->actor, &step);
    if (result == 0)
        page_message(page, step.instead_of ? N_("The step has been replaced, with your reason.")
                                           : N_("The step has been added, with your reason."));
    return answer(page, "words", result);
}

static int cases_post(struct page *page)
{
    const char *programme = page_field(page, "program");
    int result = caseload_plan(page->site, page->actor, page_subject(page), *programme ? programme : NULL,
                               page_field(page, "ramp"));
    if (result == 0)
        page_message(page, N_("The planned number of cases is kept."));
    return answer(page, "ramp", result);
}

static int end_post(struct page *page)
{
    const char *rid = page_parameter(page, "person");
    const char *programme = page_field(page, "program"), *because = page_field(page, "end-because");
    if (text_is_blank(because))
        page_problem(page, "end-because", N_("Say why in one sentence."));
    if (page_has_problems(page))
        return plan_edit_show(page);
    int result = plan_end(page->site, page->actor, page_subject(page), programme, because);
    if (page_problem_failed(page, "end-because", result))
        return plan_edit_show(page);
    TRY(result);
    page_message(page, N_("The plan of %s has ended. What was done stays done."), page_subject_name(page, rid));
    return page_lead(page, TARGET_PERSON, rid, NULL);
}

static int take_back_post(struct page *page)
{
    int day = DAY_NONE, result;
    TRY(day_read(page, "day", DAY_NONE, &day));
    if (page_has_problems(page))
        return plan_edit_show(page);
    if (page_field_is(page, "what", "leave"))
        result = plan_remove_leave(page->site, page->actor, page_subject(page), day);
    else if (page_field_is(page, "what", "share"))
        result = plan_remove_share(page->site, page->actor, page_subject(page), day);
    else
        result = added_step_remove(page->site, page->actor, page_subject(page), page_field(page, "step"),
                                   page_translate(page, N_("Taken back on the page of the plan")));
    if (result == 0)
        page_message(page, N_("Taken back. The plan is as if it had not been said."));
    return answer(page, "", result);
}

#define ROW(way, end, what, ...)                                                                                       \
    {                                                                                                                  \
        .method = way, .path = "/person/:person/anpassa" end, .handler = what, .open_to = ROUTE_FOR_MANAGER,           \
        .title = N_("Adjust the plan"), .fields = {                                                                    \
            "program",                                                                                                 \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }

static const struct route rows[] = {
    ROW("GET", "", plan_edit_show, "instead"),
    ROW("POST", "/ledighet", leave_post, "first", "last", "kind"),
    ROW("POST", "/deltid", share_post, "from", "percent"),
    ROW("POST", "/moment", step_post, "words", "choice", "instead", "due", "because"),
    ROW("POST", "/arenden", cases_post, "ramp"),
    ROW("POST", "/aterta", take_back_post, "what", "day", "step"),
    ROW("POST", "/avsluta", end_post, "end-because"),
};
const struct route_table plan_edit_routes = ROUTE_TABLE(rows);
