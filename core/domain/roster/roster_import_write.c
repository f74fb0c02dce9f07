/* Applies what a file of people asks for, by functions of the domain, each with its event; see roster_import.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/people/secondary_unit.h"
#include "domain/plan/plan.h"
#include "domain/roster/employment.h"
#include "domain/roster/roster_import_internal.h"

/* The id by which the person is known before the account is written. */
static struct subject_ref subject_before(const struct roster_import_person *person)
{
    return subject_id(person->former_id ? person->former_id : person->id);
}

/* Stored as the reason of a mentorship above the ceiling. */
#define REASON "Enligt personalfilen."

static int person_write_new(struct records *records, const struct actor *actor,
                            const struct roster_import_person *person)
{
    const struct person *wish = &person->wish;
    return person_add(
        records, actor,
        &(struct person_new){.id = person->id,
                             .name = wish->name,
                             .email = wish->email,
                             .unit = wish->unit_id,
                             .roles = person->roles,
                             .background = wish->background,
                             .in_profession_since = person->sets_since ? wish->in_profession_since : DAY_NONE,
                             .is_protected = wish->is_protected},
        NULL);
}

/* Whether the role mentor goes: only after those have another mentor who get one by the file. */
static bool loses_mentor(const struct roster_import_person *person)
{
    return !person->is_added && person->roles && (person->roles_before & ROLE_MENTOR) &&
           !(person->wish.roles & ROLE_MENTOR);
}

static const char *roles_before_mentors(const struct roster_import_person *person, struct arena *arena)
{
    return loses_mentor(person) ? roles_format(person->wish.roles | ROLE_MENTOR, arena) : person->roles;
}

static int person_write_known(struct records *records, const struct actor *actor,
                              const struct roster_import_person *person)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct person *wish = &person->wish;
    if (!person->change_count && !person->is_closed && !person->is_opened)
        return 0;
    return person_set(
        records, actor, subject_before(person),
        &(struct person_change){.id = person->former_id ? person->id : NULL,
                                .name = wish->name,
                                .email = wish->email,
                                .unit = wish->unit_id,
                                .roles = roles_before_mentors(person, &arena),
                                .background = wish->background,
                                .status = person->is_closed   ? "disabled"
                                          : person->is_opened ? "active"
                                                              : NULL,
                                .in_profession_since = person->sets_since ? &wish->in_profession_since : NULL,
                                .is_protected = person->sets_protected ? &wish->is_protected : NULL});
}

static int ended_write(struct records *records, const struct roster_import_person *person)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person found;
    if (!person->has_ended && !person->is_closed && !person->is_opened)
        return 0;
    TRY(person_find(records, person->id, &arena, &found));
    bool is_closed = person->is_closed || text_equal(found.status, "disabled");
    return employment_set(records, found.key, person->ended, is_closed);
}

static int units_write(struct records *records, const struct actor *actor, const struct roster_import_person *person)
{
    for (size_t i = 0; i < person->unit_count; i++)
        TRY(person->units[i].is_left
                ? secondary_unit_remove(records, actor, subject_id(person->id), person->units[i].id)
                : secondary_unit_add(records, actor, subject_id(person->id), person->units[i].id));
    return 0;
}

static int account_write(struct records *records, const struct actor *actor, const struct roster_import_person *person)
{
    TRY(person->is_added ? person_write_new(records, actor, person) : person_write_known(records, actor, person));
    TRY(units_write(records, actor, person));
    return ended_write(records, person);
}

/* Addresses that others are to have are given up first: two people may have changed theirs with each other. */
static int emails_free(struct records *records, const struct actor *actor, const struct roster_import *import)
{
    CLEANUP(map_finish) struct map wanted = {0};
    for (size_t i = 0; i < import->count; i++)
        if (import->people[i].wish.email)
            map_put(&wanted, import->people[i].wish.email, &import->people[i]);
    for (size_t i = 0; i < import->count; i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        const struct roster_import_person *person = &import->people[i];
        struct person found;
        if (person->is_added || !person->wish.email)
            continue;
        TRY(person_find(records, subject_before(person).word, &arena, &found));
        if (found.email && map_get(&wanted, found.email))
            TRY(person_set(records, actor, subject_before(person), &(struct person_change){.email = ""}));
    }
    return 0;
}

static int plan_write(struct site *site, const struct actor *actor, const struct roster_import *import,
                      const struct roster_import_person *person)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person found;
    if (!person->has_plan && !person->has_move)
        return 0;
    TRY(person->has_plan ? plan_start(site, actor, subject_id(person->id), import->programme, person->plan_from)
                         : plan_move(site, actor, subject_id(person->id), import->programme, person->plan_from));
    TRY(person_find(site->records, person->id, &arena, &found));
    return employment_set_started(site->records, found.key, person->plan_from);
}

static int learning_write(struct site *site, const struct actor *actor, const struct roster_import *import,
                          const struct roster_import_person *person)
{
    TRY(plan_write(site, actor, import, person));
    if (!person->has_mentor)
        return 0;
    return mentor_assign(site->records, actor,
                         &(struct mentor_assignment){.learner = subject_id(person->id),
                                                     .mentor = subject_id(person->mentor),
                                                     .from = person->mentor_from,
                                                     .to = DAY_NONE,
                                                     .because = person->needs_reason ? REASON : NULL});
}

/* The roles that go once others are mentors. */
static int roles_give_up(struct records *records, const struct actor *actor, const struct roster_import_person *person)
{
    if (!loses_mentor(person))
        return 0;
    return person_set(records, actor, subject_id(person->id), &(struct person_change){.roles = person->roles});
}

int roster_import_write(struct site *site, const struct actor *actor, const struct roster_import *import, int *ret_line)
{
    *ret_line = 0;
    TRY(emails_free(site->records, actor, import));
    for (size_t i = 0; i < import->count; i++) {
        *ret_line = import->people[i].line;
        TRY(account_write(site->records, actor, &import->people[i]));
    }
    for (size_t i = 0; i < import->count; i++) {
        *ret_line = import->people[i].line;
        TRY(learning_write(site, actor, import, &import->people[i]));
    }
    for (size_t i = 0; i < import->count; i++) {
        *ret_line = import->people[i].line;
        TRY(roles_give_up(site->records, actor, &import->people[i]));
    }
    return 0;
}
