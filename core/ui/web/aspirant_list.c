/* Lists the students of a unit, and adds one; see aspirant_list.h. */
#include "ui/web/aspirant_list.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "io/collate.h"
#include "ui/web/page_subject.h"

#include <stdlib.h>

/* ---- what is about to break ---- */

bool aspirant_is_behind(const struct aspirant *aspirant, int today)
{
    const struct hours_month *month = aspirant_month_now(aspirant);
    return aspirant->stage == ASPIRANT_BESIDE && month && !month->is_met &&
           day_add_months(month->first, 1) - today <= ASPIRANT_NEAR_MONTHS_END;
}

static bool is_here(const struct aspirant *aspirant)
{
    return aspirant->stage != ASPIRANT_HIRED && aspirant->stage != ASPIRANT_LEFT;
}

void aspirant_alarms_count(const struct aspirants *aspirants, int today, struct aspirant_alarms *ret_alarms)
{
    struct aspirant_alarms alarms = {0};
    for (size_t i = 0; i < aspirants->count; i++) {
        const struct aspirant *aspirant = &aspirants->items[i];
        if (!is_here(aspirant))
            continue;
        alarms.behind += aspirant_is_behind(aspirant, today);
        for (size_t j = 0; j < aspirant->commitment_count; j++) {
            alarms.near += aspirant->commitments[j].is_near;
            alarms.broken += aspirant->commitments[j].outcome == COMMITMENT_IS_BROKEN;
        }
    }
    *ret_alarms = alarms;
}

/* The day that matters first: of a commitment that is near; else none. */
static int nearest_due(const struct aspirant *aspirant)
{
    int due = INT32_MAX;
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].is_near && aspirant->commitments[i].due < due)
            due = aspirant->commitments[i].due;
    return due;
}

static bool has_broken(const struct aspirant *aspirant)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].outcome == COMMITMENT_IS_BROKEN)
            return true;
    return false;
}

/* 0 for what is about to break, then who is behind, then what is broken, then the rest. */
static int urgency(const struct aspirant *aspirant)
{
    if (nearest_due(aspirant) != INT32_MAX)
        return 0;
    if (aspirant_is_behind(aspirant, clock_today()))
        return 1;
    return has_broken(aspirant) ? 2 : 3;
}

static int by_urgency(const void *a, const void *b)
{
    const struct aspirant *left = *(const struct aspirant *const *)a, *right = *(const struct aspirant *const *)b;
    int order = urgency(left) - urgency(right);
    if (order == 0 && nearest_due(left) != nearest_due(right))
        order = nearest_due(left) < nearest_due(right) ? -1 : 1;
    return order ? order : collate_swedish(left->person.name, right->person.name);
}

/* ---- reading ---- */

static bool is_one(const struct aspirants *aspirants, const struct person *person)
{
    for (size_t i = 0; i < aspirants->count; i++)
        if (aspirants->items[i].person.key == person->key)
            return aspirants->items[i].stage != ASPIRANT_PLACEMENT && aspirants->items[i].stage != ASPIRANT_LEFT;
    return false;
}

/* Who may become an aspirant: a learner whom no list has yet, or on placement. */
static int learners_read(const struct page *page, const struct aspirants *aspirants, struct aspirants_page *shown)
{
    struct people people;
    TRY(person_list(page->site->records, page->actor, page->viewer->unit_id, page->arena, &people));
    struct person *learners = arena_zeroed(page->arena, (people.count + 1) * sizeof *learners);
    for (size_t i = 0; i < people.count && shown->learner_count < 200; i++) {
        const struct person *person = &people.items[i];
        if (person_is_learner(person) && !is_one(aspirants, person))
            learners[shown->learner_count++] = *person;
    }
    shown->learners = learners;
    return 0;
}

static int aspirants_read(const struct page *page, struct aspirants_page *shown)
{
    struct aspirants aspirants;
    struct content_programme *programmes;
    TRY(aspirant_list(page->site, page->actor, NULL, page->arena, &aspirants));
    aspirant_alarms_count(&aspirants, page->today, &shown->alarms);
    shown->here = arena_zeroed(page->arena, (aspirants.count + 1) * sizeof *shown->here);
    shown->gone = arena_zeroed(page->arena, (aspirants.count + 1) * sizeof *shown->gone);
    for (size_t i = 0; i < aspirants.count; i++)
        if (is_here(&aspirants.items[i]))
            shown->here[shown->here_count++] = &aspirants.items[i];
        else
            shown->gone[shown->gone_count++] = &aspirants.items[i];
    if (shown->here_count)
        qsort(shown->here, shown->here_count, sizeof *shown->here, by_urgency);
    TRY(learners_read(page, &aspirants, shown));
    TRY(content_programmes(page->site->content, page->arena, &programmes, &shown->programme_count));
    shown->programmes = programmes;
    return funnel_read(page->site, page->actor, NULL, page->arena, &shown->funnel);
}

static int list_show(struct page *page)
{
    struct aspirants_page shown = {0};
    TRY(aspirants_read(page, &shown));
    page_aspirants(&page->content, page, &shown);
    return 0;
}

/* ---- adding ---- */

static int add_read(struct page *page, struct aspirant_new *added)
{
    const char *programme = page_field(page, "programme"), *university = page_field(page, "university");
    *added = (struct aspirant_new){.person = subject_rid(page_field(page, "person")),
                                   .university = *university ? university : NULL,
                                   .term = page_field(page, "term"),
                                   .graduates = DAY_NONE,
                                   .from = page->today,
                                   .minimum = -1,
                                   .is_placement = page_field_is(page, "as", "placement"),
                                   .programme = *programme ? programme : NULL};
    if (*page_field(page, "graduates") &&
        page_problem_failed(page, "graduates", page_field_day(page, "graduates", &added->graduates)))
        return 0;
    if (page_problem_failed(page, "from", page_field_day(page, "from", &added->from)))
        return 0;
    if (*page_field(page, "minimum"))
        page_problem_failed(page, "minimum", hours_parse(page_field(page, "minimum"), &added->minimum));
    return 0;
}

static int add_post(struct page *page)
{
    struct aspirant_new added;
    const char *rid = page_field(page, "person");
    TRY(add_read(page, &added));
    if (page_has_problems(page))
        return list_show(page);
    int result = aspirant_add(page->site, page->actor, &added);
    if (page_problem_failed(page, "university", result))
        return list_show(page);
    TRY(result);
    page_message(page, N_("%s is in the list now."), page_subject_name(page, rid));
    return page_lead(page, TARGET_STUDENT_PLACEMENT, rid, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/aspiranter",
     .handler = list_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Aspirants"),
     .menu = 43},
    {.method = "POST",
     .path = "/aspiranter",
     .handler = add_post,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Aspirants"),
     .fields = {"person", "university", "term", "graduates", "from", "minimum", "programme", "as"}},
};
const struct route_table aspirant_list_routes = ROUTE_TABLE(rows);
