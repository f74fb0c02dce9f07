/* Starts an introduction from a form; see introduction.h. */
#include "ui/web/introduction.h"

#include "base/fail.h"
#include "base/text.h"
#include "base/workday.h"
#include "domain/mentor/introduction.h"
#include "domain/mentor/mentoring.h"

/* ---- what can be chosen ---- */

static int units_read(const struct page *page, struct introduction_page *shown)
{
    struct unit *units;
    size_t count;
    TRY(unit_list(page->site->records, page->arena, &units, &count));
    count = units_keep_open(units, count, 0);
    struct unit *allowed = arena_zeroed(page->arena, (count + 1) * sizeof *allowed);
    for (size_t i = 0; i < count; i++) {
        unsigned relations = 0;
        TRY(access_unit_relations(page->site->records, page->actor, units[i].key, &relations));
        if (relations)
            allowed[shown->unit_count++] = units[i];
        if (units[i].key == page->actor->unit_key && !shown->unit_id)
            shown->unit_id = units[i].id;
    }
    shown->units = allowed;
    return 0;
}

static bool has_plan(const struct person *person, const struct plan_summary *plans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (plans[i].person.key == person->key)
            return true;
    return false;
}

static int learners_read(const struct page *page, struct introduction_page *shown)
{
    struct people people;
    struct plan_summary *plans;
    size_t plan_count;
    TRY(person_list(page->site->records, page->actor, NULL, page->arena, &people));
    TRY(plan_summaries(page->site, page->actor, NULL, page->arena, &plans, &plan_count));
    struct person *learners = arena_zeroed(page->arena, (people.count + 1) * sizeof *learners);
    for (size_t i = 0; i < people.count; i++) {
        const struct person *person = &people.items[i];
        if (person_is_learner(person) && !has_plan(person, plans, plan_count))
            learners[shown->learner_count++] = *person;
    }
    shown->learners = learners;
    return 0;
}

static int mentors_read(const struct page *page, struct introduction_page *shown)
{
    struct mentor_load *mentors;
    struct person suggested = {0};
    TRY(mentor_loads(page->site->records, page->actor, NULL, page->arena, &mentors, &shown->mentor_count));
    shown->mentors = mentors;
    TRY(mentoring_suggest(page->site, page->actor, &(struct mentoring_request){shown->unit_id, shown->programme_id},
                          page->arena, &suggested));
    shown->mentor_rid = page_has_field(page, "mentor") ? page_field(page, "mentor")
                        : suggested.key                ? suggested.rid
                                                       : "";
    shown->mentor_name = suggested.key ? suggested.name : NULL;
    return 0;
}

/* Preselects the programme from the lowest level, if there is one. */
static int programmes_read(const struct page *page, struct introduction_page *shown)
{
    struct content_programme *programmes;
    size_t chosen = 0;
    TRY(content_programmes(page->site->content, page->arena, &programmes, &shown->programme_count));
    while (chosen < shown->programme_count && programmes[chosen].level < 2)
        chosen++;
    if (chosen == shown->programme_count)
        chosen = 0;
    shown->programmes = programmes;
    if (page_has_field(page, "programme"))
        shown->programme_id = page_field(page, "programme");
    else if (shown->programme_count)
        shown->programme_id = programmes[chosen].id;
    return 0;
}

static int introduction_show(struct page *page)
{
    struct introduction_page shown = {.person_rid = page_field(page, "person")};
    if (!text_is_blank(page_field(page, "unit")))
        shown.unit_id = page_field(page, "unit");
    TRY(programmes_read(page, &shown));
    TRY(units_read(page, &shown));
    TRY(learners_read(page, &shown));
    TRY(mentors_read(page, &shown));
    day_format(workday_nth(page->today, 1), shown.from);
    page_introduction(&page->content, page, &shown);
    return 0;
}

/* ---- starting ---- */

static int introduction_read(struct page *page, struct introduction *introduction)
{
    const char *email = page_field(page, "email");
    *introduction = (struct introduction){.person = subject_rid(page_field(page, "person")),
                                          .name = page_field(page, "name"),
                                          .email = text_is_blank(email) ? NULL : email,
                                          .unit = page_field(page, "unit"),
                                          .programme = page_field(page, "programme"),
                                          .mentor = subject_rid(page_field(page, "mentor")),
                                          .because = page_field(page, "because"),
                                          .replaces_mentor = page_field_is(page, "replace", "yes")};
    if (!subject_is_given(introduction->person) && text_is_blank(introduction->name))
        page_problem(page, "name", N_("Write the new person's name, or choose somebody above."));
    int result = page_field_day(page, "from", &introduction->from);
    return page_problem_failed(page, "from", result) ? 0 : result;
}

static int introduction_post(struct page *page)
{
    struct introduction introduction;
    struct person person;
    TRY(introduction_read(page, &introduction));
    if (page_has_problems(page))
        return introduction_show(page);
    int result = introduction_start(page->site, page->actor, &introduction, page->arena, &person);
    if (page_problem_failed(page, subject_is_given(introduction.mentor) ? "because" : "name", result))
        return introduction_show(page);
    TRY(result);
    page_message(page,
                 subject_is_given(introduction.person)
                     ? N_("The introduction of %s has been started.")
                     : N_("The introduction of %s has been started. Ask the administrator for a link to sign in with."),
                 person.name);
    return page_lead(page, TARGET_PERSON, person.rid, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/introduktion",
     .handler = introduction_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Start an introduction"),
     .fields = {"person", "unit"},
     .menu = 45},
    {.method = "POST",
     .path = "/introduktion",
     .handler = introduction_post,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("Start an introduction"),
     .fields = {"person", "name", "email", "unit", "programme", "from", "mentor", "because", "replace"}},
};
const struct route_table introduction_routes = ROUTE_TABLE(rows);
