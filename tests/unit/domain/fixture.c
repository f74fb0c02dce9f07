/* Builds and removes the small municipality; see fixture.h. */
#include "fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/modules.h"
#include "domain/people/unit.h"
#include "domain/records/event.h"
#include "domain/records/module.h"
#include "domain/records/target.h"
#include "io/file.h"
#include "io/secret.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct query disable = {"fixture.disable", "person",
                                     "UPDATE person SET status = 'disabled' WHERE key = ?1 RETURNING *"};
static const struct query mentorship_insert = {
    "fixture.mentorship", "mentorship",
    "INSERT INTO mentorship (learner_key, mentor_key, is_substitute, first, last) VALUES (?1, ?2, ?3, ?4, ?5)"
    " RETURNING *"};
static const struct query plan_insert = {
    "fixture.plan", "plan",
    "INSERT INTO plan (person_key, programme, start) VALUES (?1, 'introduktion', ?2) RETURNING *"};
/* What tests write without the domain is an event too. */
static const struct event_kind fixture_kinds[] = {{"fixture.made", "", "0.1.0"}, {0}};
static const struct module fixture_module = {.name = "fixture", .events = fixture_kinds};

static const struct query event_count = {"fixture.events", NULL, "SELECT count(*) FROM event"};

static const struct {
    const char *id, *name, *parent;
} units[] = {{"kommun", "Exempelkommunen", NULL},
             {"ifo", "Individ- och familjeomsorg", "kommun"},
             {"ekb", "Ekonomiskt bistånd", "ifo"},
             {"barn", "Barn och unga", "ifo"}};

static const struct person_new people[] = {
    {.id = "anna", .name = "Anna Ek", .unit = "ekb", .roles = "learner", .email = "anna@example.se"},
    {.id = "petra", .name = "Petra Skog", .unit = "ekb", .roles = "learner", .is_protected = true},
    {.id = "lars", .name = "Lars Ås", .unit = "barn", .roles = "learner"},
    {.id = "disa", .name = "Disa Alm", .unit = "ekb", .roles = "learner"},
    {.id = "bo", .name = "Bo Lind", .unit = "ekb", .roles = "mentor"},
    {.id = "britt", .name = "Britt Öst", .unit = "ekb", .roles = "mentor"},
    {.id = "cecilia", .name = "Cecilia Ström", .unit = "ekb", .roles = "manager"},
    {.id = "frida", .name = "Frida Ång", .unit = "ifo", .roles = "manager"},
    {.id = "stina", .name = "Stina Älv", .unit = "barn", .roles = "manager"},
    {.id = "hanna", .name = "Hanna Holm", .unit = "kommun", .roles = "hr"},
    {.id = "adam", .name = "Adam Berg", .unit = "kommun", .roles = "admin"},
    {.id = "erik", .name = "Erik Dal", .unit = "kommun", .roles = "author"},
    {.id = "klara", .name = "Klara Vik", .unit = "kommun", .roles = "contact"},
};

void fixture_ok(int result)
{
    cr_assert_eq(result, 0, "failed: %s", fail_sentence());
}

void fixture_expect_failure(int result, int code, const char *sentence)
{
    cr_assert_eq(result, code, "got %d, wanted %d: %s", result, code, result ? fail_sentence() : "no failure");
    cr_assert_str_eq(fail_sentence(), sentence);
}

static void write_one(struct fixture *fixture, const struct query *query, struct binding binding)
{
    fixture_ok(records_begin(fixture->records));
    int result = records_write(fixture->records, query, binding, NULL);
    fixture_ok(records_end(fixture->records, result, &(struct event){.actor = &actor_trappa, .kind = "fixture.made"}));
}

static void address_write(const struct target *target, struct text *into)
{
    if (target->kind == TARGET_STEP || target->kind == TARGET_IMAGE)
        text_addf(into, "/%s/%s", target->kind == TARGET_STEP ? "step" : "image", target->id);
    else
        text_addf(into, "/%d/%s/%s", (int)target->kind, target->person ? target->person : "",
                  target->id ? target->id : "");
}

void fixture_targets(void)
{
    target_use_writer(address_write);
}

void fixture_modules(const struct module *more)
{
    static const struct module *list[64];
    size_t count = 0;
    modules_install();
    for (const struct module *const *module = modules_all(); *module; module++)
        list[count++] = *module;
    list[count++] = &fixture_module;
    list[count++] = more;
    list[count] = NULL;
    modules_use(list);
}

void fixture_begin(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    fixture_modules(NULL);
    fixture_targets();
    fixture_ok(secret_begin());
    fixture_day("2026-03-02");
    fixture_ok(file_make_temporary("trappa-test", fixture->folder));
    fixture_ok(records_create(fixture->folder, &fixture->records));
    for (size_t i = 0; i < COUNT_OF(units); i++)
        fixture_ok(unit_add(fixture->records, &actor_operator, units[i].id, units[i].name, units[i].parent));
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        struct person_new person = people[i];
        person.in_profession_since = DAY_NONE;
        fixture_ok(person_add(fixture->records, &actor_operator, &person, NULL));
    }
    write_one(fixture, &disable, BIND(value_number(fixture_key(fixture, "disa"))));
}

void fixture_end(struct fixture *fixture)
{
    records_close(fixture->records);
    arena_finish(&fixture->arena);
    if (file_remove_tree(fixture->folder) != 0)
        cr_log_warn("%s", fail_sentence());
}

int fixture_date(const char *date)
{
    int day = 0;
    fixture_ok(day_parse(date, &day));
    return day;
}

void fixture_day(const char *date)
{
    clock_set(instant_at(fixture_date(date), 9, 0));
}

struct person fixture_person(struct fixture *fixture, const char *person_id)
{
    struct person person;
    fixture_ok(person_find(fixture->records, person_id, &fixture->arena, &person));
    return person;
}

int64_t fixture_key(struct fixture *fixture, const char *person_id)
{
    return fixture_person(fixture, person_id).key;
}

struct actor fixture_actor(struct fixture *fixture, const char *person_id)
{
    struct person person = fixture_person(fixture, person_id);
    struct actor actor;
    person.status = "active"; /* a test may want to see what a disabled one is refused */
    fixture_ok(person_actor(fixture->records, &person, &actor));
    return actor;
}

const struct subject *fixture_subject(struct records *records, const struct actor *actor, const struct person *person)
{
    static struct subject subjects[16];
    static size_t next;
    struct subject *subject = &subjects[next++ % COUNT_OF(subjects)];
    fixture_ok(subject_of_person(records, actor, person, subject));
    return subject;
}

void fixture_mentors(struct fixture *fixture, struct fixture_mentorship mentorship)
{
    int from = mentorship.from ? fixture_date(mentorship.from) : clock_today();
    int to = mentorship.to ? fixture_date(mentorship.to) : DAY_NONE;
    write_one(fixture, &mentorship_insert,
              BIND(value_number(fixture_key(fixture, mentorship.learner)),
                   value_number(fixture_key(fixture, mentorship.mentor)), value_number(mentorship.is_substitute),
                   value_number(from), value_day(to)));
}

void fixture_plan(struct fixture *fixture, const char *person_id, const char *start)
{
    write_one(fixture, &plan_insert,
              BIND(value_number(fixture_key(fixture, person_id)), value_number(fixture_date(start))));
}

int64_t fixture_events(struct fixture *fixture)
{
    int64_t count = 0;
    fixture_ok(records_number(fixture->records, &event_count, BIND_NOTHING, 0, &count));
    return count;
}

static const struct query step_insert = {"fixture.step", "step",
                                         "INSERT INTO step (id) VALUES ('fixture-step') ON CONFLICT (id) DO UPDATE SET"
                                         " id = excluded.id RETURNING *"};
static const struct query request_insert = {
    "fixture.request", "request",
    "INSERT INTO request (person_key, step_key, to_key, kind, state, asked_at)"
    " VALUES (?1, (SELECT key FROM step WHERE id = 'fixture-step'), ?2, 'signoff', 'open', 0) RETURNING *"};
static const struct query request_to = {
    "fixture.asked", NULL,
    "SELECT identity.id FROM request JOIN identity ON identity.person_key = request.to_key"
    " WHERE request.person_key = ?1 AND request.state = 'open'"};

void fixture_request(struct fixture *fixture, const char *person_id, const char *to_id)
{
    write_one(fixture, &step_insert, BIND_NOTHING);
    write_one(fixture, &request_insert,
              BIND(value_number(fixture_key(fixture, person_id)), value_number(fixture_key(fixture, to_id))));
}

const char *fixture_asked(struct fixture *fixture, const char *person_id)
{
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(
        records_select(fixture->records, &request_to, BIND(value_number(fixture_key(fixture, person_id))), &rows));
    const char *asked = rows_next(&rows) ? row_copy(&rows, 0, &fixture->arena) : "";
    fixture_ok(rows_result(&rows));
    return asked;
}
