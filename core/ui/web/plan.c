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

int plan_page_read(const struct page *page, const struct person *person, struct plan_page *ret_shown)
{
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    struct person mentor = {0}, substitute = {0};
    *ret_shown = (struct plan_page){.name = person->name};
    if (person->key != page->actor->key)
        ret_shown->rid = person->rid;
    int result = plan_show(page->site, page->actor, person, NULL, page->arena, plan);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    TRY(mentor_of(page->site->records, person->key, page->arena, &mentor, &substitute));
    ret_shown->plan = plan;
    ret_shown->mentor_name = mentor.key ? mentor.name : NULL;
    phases_divide(page, ret_shown);
    return 0;
}

static int own_show(struct page *page)
{
    struct person self;
    struct plan_page shown;
    TRY(person_by_key(page->site->records, page->actor->key, page->arena, &self));
    TRY(plan_page_read(page, &self, &shown));
    page_plan(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct person person;
    struct plan_page shown;
    TRY(person_seen(page->site->records, page->actor, page_parameter(page, "person"), RIGHT_SEE_DATES, page->arena,
                    &person));
    TRY(plan_page_read(page, &person, &shown));
    page_viewed(page, &person);
    page_title(page, "%s: %s", page_say(page, N_("Plan")), person.name);
    page_plan(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/plan",
     .handler = own_show,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Plan"),
     .menu = 20},
    {.method = "GET",
     .path = "/person/:person/plan",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Plan")},
};
const struct route_table plan_routes = ROUTE_TABLE(rows);
