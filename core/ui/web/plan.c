/* Shows a plan, one's own and another person's; see plan.h. */
#include "ui/web/plan.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/naming.h"
#include "domain/progress/state.h"

static void phases_divide(const struct page *page, struct plan_page *shown)
{
    const struct plan *plan = shown->plan;
    shown->phases = arena_zeroed(page->arena, (plan->count + 1) * sizeof *shown->phases);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_item *item = &plan->items[i];
        struct plan_phase *phase = shown->phase_count ? &shown->phases[shown->phase_count - 1] : NULL;
        if (!phase || !text_equal(phase->title, item->step.phase_title)) {
            phase = &shown->phases[shown->phase_count++];
            *phase = (struct plan_phase){
                .id = item->step.phase ? item->step.phase : "-", .title = item->step.phase_title, .items = item};
        }
        phase->count++;
        phase->late += item->is_late;
        phase->finished += plan_item_is_finished(item);
        shown->finished += plan_item_is_finished(item);
        shown->late += item->is_late;
    }
}

/* So many steps are shown at once; a page of all ninety is neither light nor read. */
#define STEPS_SHOWN 30
#define AHEAD_DAYS 14

/* Something there is to be done now, is late, has changed or waits. */
static bool is_present(const struct page *page, const struct plan_phase *phase)
{
    for (size_t i = 0; i < phase->count; i++) {
        const struct plan_item *item = &phase->items[i];
        bool is_near = item->due != DAY_NONE && item->due <= page->today + AHEAD_DAYS;
        if (item->diff != REVISION_DIFF_NONE ||
            (!plan_item_is_finished(item) && (is_near || item->state != STATE_TODO)))
            return true;
    }
    return false;
}

/* The phase that was asked for; else those where something is to be done now, the earliest first, as long as there is
 * room; else the first that is not finished. */
static void phases_open(const struct page *page, struct plan_page *shown)
{
    const char *asked = page_field(page, "fas");
    size_t steps = 0, first = 0;
    for (size_t i = 0; i < shown->phase_count; i++) {
        struct plan_phase *phase = &shown->phases[i];
        phase->is_open = *asked ? text_equal(phase->id, asked)
                                : is_present(page, phase) && (!steps || steps + phase->count <= STEPS_SHOWN);
        steps += phase->is_open ? phase->count : 0;
    }
    while (first + 1 < shown->phase_count && (size_t)shown->phases[first].finished == shown->phases[first].count)
        first++;
    if (!steps && shown->phase_count)
        shown->phases[first].is_open = true;
}

/* Deviations, cases, and the other programmes. */
static int beside_read(const struct page *page, const struct subject *subject, struct plan_page *shown)
{
    struct plan_choice *choices;
    struct caseload_week *weeks;
    TRY(plan_choices(page->site, subject, true, page->arena, &choices, &shown->choice_count));
    shown->choices = choices;
    TRY(deviations_of(page->site, subject, shown->plan, page->arena, &shown->deviations));
    TRY(caseload_of(page->site, subject, shown->plan, page->arena, &weeks, &shown->cases.count));
    bool is_running = shown->plan->ended_on == DAY_NONE || shown->plan->ended_on > page->today;
    shown->cases.weeks = weeks;
    shown->cases.programme = shown->plan->programme;
    shown->cases.action = page_format(page, "%s/arenden", page_link(page, TARGET_PLAN, shown->rid, NULL));
    shown->cases.may_tell =
        is_running && page->today >= shown->plan->start && subject_may(subject, shown->rid ? RIGHT_SIGN : RIGHT_LEARN);
    shown->may_lead = is_running && shown->rid && subject_may(subject, RIGHT_LEAD);
    return 0;
}

int plan_page_read(const struct page *page, const struct subject *subject, const char *programme,
                   struct plan_page *ret_shown)
{
    const struct person *person = &subject->person;
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    struct naming mentor, substitute;
    *ret_shown = (struct plan_page){.name = person->name};
    if (person->key != page->actor->key)
        ret_shown->rid = person->rid;
    int result = plan_show(page->site, subject, programme, page->arena, plan);
    if (plan_is_none(result) && !programme)
        return 0;
    TRY(result);
    TRY(naming_mentors(page->site->records, subject, page->arena, &mentor, &substitute));
    ret_shown->plan = plan;
    ret_shown->mentor_name = mentor.name;
    phases_divide(page, ret_shown);
    phases_open(page, ret_shown);
    const char *base = page_link(page, TARGET_PLAN, ret_shown->rid, NULL);
    ret_shown->address = page_format(page, "%s?program=%s&fas=", base, plan->programme);
    ret_shown->may_sign = ret_shown->rid && subject_may(subject, RIGHT_SIGN);
    return beside_read(page, subject, ret_shown);
}

static const char *chosen(const struct page *page)
{
    const char *programme = page_field(page, "program");
    return *programme ? programme : NULL;
}

static void plan_write(struct page *page, const struct plan_page *shown)
{
    if (shown->plan && page_field_is(page, "visa", "papper"))
        page_plan_paper(&page->content, page, shown);
    else
        page_plan(&page->content, page, shown);
}

static int own_show(struct page *page)
{
    struct subject self = page_subject_self(page);
    struct plan_page shown;
    TRY(plan_page_read(page, &self, chosen(page), &shown));
    plan_write(page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct subject subject;
    struct plan_page shown;
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &subject));
    TRY(plan_page_read(page, &subject, chosen(page), &shown));
    page_title(page, "%s: %s", page_translate(page, N_("Plan")), subject.person.name);
    plan_write(page, &shown);
    return 0;
}

static int caseload_view_keep(struct page *page, struct subject_ref person, const char *after,
                              int (*show)(struct page *page))
{
    int64_t cases = 0;
    int result = page_field_number(page, "cases", 0, CASELOAD_MAX, &cases);
    if (result == 0)
        result = caseload_report(page->site, page->actor, person, chosen(page), page->today, (int)cases);
    if (page_problem_failed(page, "cases", result))
        return show(page);
    TRY(result);
    page_message(page, N_("The number of cases is kept."));
    return page_redirect(page, "%s?program=%s", after, page_field(page, "program"));
}

static int own_cases_post(struct page *page)
{
    return caseload_view_keep(page, subject_self(), page_link(page, TARGET_PLAN, NULL, NULL), own_show);
}

static int other_cases_post(struct page *page)
{
    const char *after = page_link(page, TARGET_PLAN, page_parameter(page, "person"), NULL);
    return caseload_view_keep(page, page_subject(page), after, other_show);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/plan",
     .handler = own_show,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Plan"),
     .fields = {"program", "fas", "visa"},
     .menu = 20},
    {.method = "GET",
     .path = "/person/:person/plan",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Plan"),
     .fields = {"program", "fas", "visa"}},
    {.method = "POST",
     .path = "/plan/arenden",
     .handler = own_cases_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Plan"),
     .fields = {"program", "cases"}},
    {.method = "POST",
     .path = "/person/:person/plan/arenden",
     .handler = other_cases_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Plan"),
     .fields = {"program", "cases"}},
};
const struct route_table plan_routes = ROUTE_TABLE(rows);
