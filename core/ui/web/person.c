/* Shows a person, and changes the mentor; see person.h. */
#include "ui/web/person.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/aspirant/aspirant.h"
#include "domain/mentor/mentor_change.h"
#include "domain/mentor/mentoring.h"
#include "domain/people/session.h"
#include "domain/progress/level.h"
#include "domain/signoff/signoff.h"
#include "domain/staircase/staircase.h"

static int units_read(const struct page *page, struct person_page *shown)
{
    struct unit *units;
    TRY(secondary_units_of(page->site->records, shown->subject.person.key, page->arena, &units, &shown->also_count));
    shown->also = units;
    if (!shown->may_lead)
        return 0;
    TRY(unit_list(page->site->records, page->arena, &units, &shown->unit_count));
    shown->unit_count = units_keep_open(units, shown->unit_count, 0);
    shown->units = units;
    return 0;
}

static int person_read(struct page *page, struct person_page *shown)
{
    struct records *records = page->site->records;
    struct mentor_load *choices;
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &shown->subject));
    TRY(plan_page_read(page, &shown->subject, NULL, &shown->plan));
    TRY(deferrals_of(page->site, &shown->subject, page->arena, &shown->deferrals, &shown->deferral_count));
    TRY(naming_mentors(records, &shown->subject, page->arena, &shown->mentor, &shown->substitute));
    TRY(mentor_reason(records, &shown->subject, page->arena, &shown->mentor_because));
    TRY(level_of_person(page->site, shown->subject.person.key, &shown->level));
    shown->may_lead = subject_may(&shown->subject, RIGHT_LEAD);
    shown->may_invite = shown->subject.person.is_protected && shown->subject.relations & RELATION_MANAGER;
    TRY(units_read(page, shown));
    TRY(aspirant_is_one(records, shown->subject.person.key, &shown->is_aspirant));
    if (!shown->may_lead)
        return 0;
    TRY(mentor_loads(records, page->actor, NULL, page->arena, &choices, &shown->choice_count));
    shown->choices = choices;
    return 0;
}

static int person_show(struct page *page)
{
    struct person_page shown = {0};
    TRY(person_read(page, &shown));
    page_title(page, "%s", shown.subject.person.name);
    page_person(&page->content, page, &shown);
    return 0;
}

static int mentor_post(struct page *page)
{
    const char *rid = page_parameter(page, "person"), *mentor = page_field(page, "mentor");
    int result = mentoring_assign(page->site, page->actor,
                                  &(struct mentor_assignment){.learner = subject_rid(rid),
                                                              .mentor = subject_rid(mentor),
                                                              .from = DAY_NONE,
                                                              .to = DAY_NONE,
                                                              .is_substitute = page_field_is(page, "as", "substitute"),
                                                              .because = page_field(page, "because")});
    if (page_problem_failed(page, "because", result))
        return person_show(page);
    TRY(result);
    page_message(page, N_("%s is now with %s."), page_subject_name(page, rid), page_subject_name(page, mentor));
    return page_lead(page, TARGET_PERSON, rid, NULL);
}

static int unit_post(struct page *page)
{
    struct subject subject;
    struct records *records = page->site->records;
    TRY(page_subject_open(page, RIGHT_LEAD, &subject));
    bool leaves = page_field_is(page, "as", "leave");
    const char *id = subject.person.id, *unit = page_field(page, "unit");
    int result = leaves ? secondary_unit_remove(records, page->actor, subject_id(id), unit)
                        : secondary_unit_add(records, page->actor, subject_id(id), unit);
    if (page_problem_failed(page, "unit", result))
        return person_show(page);
    TRY(result);
    if (page_subject_open(page, RIGHT_SEE_DATES, &subject) == 0)
        return page_lead(page, TARGET_PERSON, subject.person.rid, NULL);
    return page_lead(page, TARGET_UNIT, NULL, NULL); /* who leaves is no longer the viewer's to see */
}

/* The link is shown in the answer itself: it is in no address, no cookie and no log. */
static int link_post(struct page *page)
{
    struct person_page shown = {0};
    char token[SECRET_TOKEN_BYTES];
    TRY(person_read(page, &shown));
    int result = invitation_make(page->site->records, page->actor, shown.subject.person.id, token);
    if (page_problem_failed(page, "", result))
        return person_show(page);
    TRY(result);
    shown.link = page_whole_link(page, TARGET_INVITATION, NULL, token);
    page_title(page, "%s", shown.subject.person.name);
    page_person(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/person/:person",
     .handler = person_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Person")},
    {.method = "POST",
     .path = "/person/:person/mentor",
     .handler = mentor_post,
     .open_to = ROUTE_FOR_MANAGER,
     .title = N_("Person"),
     .fields = {"mentor", "as", "because"}},
    {.method = "POST",
     .path = "/person/:person/enhet",
     .handler = unit_post,
     .open_to = ROUTE_FOR_MANAGER,
     .title = N_("Person"),
     .fields = {"unit", "as"}},
    {.method = "POST",
     .path = "/person/:person/lank",
     .handler = link_post,
     .open_to = ROUTE_FOR_MANAGER,
     .title = N_("Person")},
};
const struct route_table person_routes = ROUTE_TABLE(rows);
