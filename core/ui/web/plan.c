/* The plan's page, one's own and another's; see plan.h. */
#include "ui/web/plan.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/mentor.h"

static void phases_divide(const struct page *page, struct plan_page *shown)
{
    const struct plan *plan = shown->plan;
    shown->phases = arena_zeroed(page->arena, (plan->count + 1) * sizeof *shown->phases);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_item *item = &plan->items[i];
        struct plan_phase *phase = shown->phase_count ? &shown->phases[shown->phase_count - 1] : NULL;
        if (!phase || !text_equal(phase->title, item->step.phase_title)) {
            phase = &shown->phases[shown->phase_count++];
            *phase = (struct plan_phase){.title = item->step.phase_title, .items = item};
        }
        phase->count++;
        phase->finished += plan_item_is_finished(item);
        shown->finished += plan_item_is_finished(item);
        shown->late += item->is_late;
    }
}

/* What bends the plan, the cases beside it, and which other programmes there are. */
static int beside_read(const struct page *page, const struct person *person, struct plan_page *shown)
{
    struct records *records = page->site->records;
    struct plan_choice *choices;
    struct caseload_week *weeks;
    TRY(plan_choices(page->site, page->actor, person, true, page->arena, &choices, &shown->choice_count));
    shown->choices = choices;
    TRY(deviations_of(page->site, page->actor, shown->plan, page->arena, &shown->deviations));
    TRY(caseload_of(page->site, page->actor, shown->plan, page->arena, &weeks, &shown->cases.count));
    bool is_running = shown->plan->ended_on == DAY_NONE || shown->plan->ended_on > page->today;
    shown->cases.weeks = weeks;
    shown->cases.programme = shown->plan->programme;
    shown->cases.action = shown->rid ? page_format(page, "/person/%s/plan/arenden", shown->rid) : "/plan/arenden";
    shown->cases.may_tell = is_running && page->today >= shown->plan->start &&
                            access_may(records, page->actor, shown->rid ? RIGHT_SIGN : RIGHT_LEARN, person->key);
    shown->may_lead = is_running && shown->rid && access_may(records, page->actor, RIGHT_LEAD, person->key);
    return 0;
}

int plan_page_read(const struct page *page, const struct person *person, const char *programme,
                   struct plan_page *ret_shown)
{
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    struct person mentor = {0}, substitute = {0};
    *ret_shown = (struct plan_page){.name = person->name};
    if (person->key != page->actor->key)
        ret_shown->rid = person->rid;
    int result = plan_show(page->site, page->actor, person, programme, page->arena, plan);
    if (result == FAIL_NOT_FOUND && !programme)
        return 0;
    TRY(result);
    TRY(mentor_of(page->site->records, person->key, page->arena, &mentor, &substitute));
    ret_shown->plan = plan;
    ret_shown->mentor_name = mentor.key ? mentor.name : NULL;
    phases_divide(page, ret_shown);
    return beside_read(page, person, ret_shown);
}

static const char *chosen(const struct page *page)
{
    const char *programme = page_field(page, "program");
    return *programme ? programme : NULL;
}

static int own_show(struct page *page)
{
    struct person self;
    struct plan_page shown;
    TRY(person_by_key(page->site->records, page->actor->key, page->arena, &self));
    TRY(plan_page_read(page, &self, chosen(page), &shown));
    page_plan(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct person person;
    struct plan_page shown;
    TRY(person_seen(page->site->records, page->actor, page_parameter(page, "person"), RIGHT_SEE_DATES, page->arena,
                    &person));
    TRY(plan_page_read(page, &person, chosen(page), &shown));
    page_viewed(page, &person);
    page_title(page, "%s: %s", page_say(page, N_("Plan")), person.name);
    page_plan(&page->content, page, &shown);
    return 0;
}

static int cases_keep(struct page *page, const struct person *person, int (*show)(struct page *page))
{
    int64_t cases = 0;
    int result = page_field_number(page, "cases", 0, CASELOAD_MOST, &cases);
    if (result == 0)
        result = caseload_tell(page->site, page->actor, person->id, chosen(page), page->today, (int)cases);
    if (page_problem_failed(page, "cases", result))
        return show(page);
    TRY(result);
    page_message(page, N_("The number of cases is kept."));
    const char *programme = page_field(page, "program");
    return person->key == page->actor->key ? page_redirect(page, "/plan?program=%s", programme)
                                           : page_redirect(page, "/person/%s/plan?program=%s", person->rid, programme);
}

static int own_cases_post(struct page *page)
{
    struct person self;
    TRY(person_by_key(page->site->records, page->actor->key, page->arena, &self));
    return cases_keep(page, &self, own_show);
}

static int other_cases_post(struct page *page)
{
    struct person person;
    TRY(person_seen(page->site->records, page->actor, page_parameter(page, "person"), RIGHT_SIGN, page->arena,
                    &person));
    return cases_keep(page, &person, other_show);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/plan",
     .handler = own_show,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Plan"),
     .fields = {"program"},
     .menu = 20},
    {.method = "GET",
     .path = "/person/:person/plan",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Plan"),
     .fields = {"program"}},
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
