/* Makes a site to measure on: people in units of fifty, each with a mentor, a plan, and sign-offs of three quarters of
 * it. Usage: bench_fill SITE CURRICULUM PEOPLE SIGNOFFS-EACH
 *
 * Units, people, mentors and plans go through the domain. Sign-offs are written through records, with one event a
 * person instead of one a sign-off, so that 1.2 million of them take minutes; `audit verify` holds all the same. A
 * transaction is many of each. The clock stands where TRAPPA_NOW says. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/modules.h"
#include "domain/admin/site_create.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/people/unit.h"
#include "domain/plan/plan.h"
#include "domain/progress/progress.h"
#include "domain/publish/publish.h"
#include "io/secret.h"
#include "ui/text/links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNIT_PEOPLE 50
#define UNIT_MENTORS 10
#define BATCH 500 /* people in a transaction */
#define WEEKS_AGO 30

static const struct query signoff_insert = {
    "bench.signoff", "signoff",
    "INSERT INTO signoff (key, person_key, step_key, version_key, edition_key, evidence, autonomy, signer_key,"
    " signer_right, signer_level, at) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, 'mentor', 1, ?8) RETURNING *"};
static const struct query progress_insert = {
    "bench.progress", "progress",
    "INSERT INTO progress (person_key, step_key, state, since, version_key, signoff_key)"
    " VALUES (?1, ?2, 'signed', ?3, ?4, ?5) RETURNING *"};

struct step_known {
    int64_t key, version_key;
};

struct programme_known {
    struct step_known *steps;
    size_t count;
};

struct filling {
    struct site *site;
    struct arena arena;
    struct programme_known *programmes;
    size_t programme_count;
    int people, signoffs_each;
    int64_t *person_keys;
    int64_t signoff_key;
};

static void filling_finish(struct filling *filling)
{
    site_close(filling->site);
    arena_finish(&filling->arena);
    memory_free(filling->programmes);
    memory_free(filling->person_keys);
}

/* ---- the curriculum ---- */

static int publish_all(struct filling *filling)
{
    struct publication publication;
    int result = publish(filling->site->records, &actor_operator, &publication);
    if (result == 0 && publication.check.findings.errors)
        result = fail(FAIL_RULE, "the curriculum has %zu errors", publication.check.findings.errors);
    publication_finish(&publication);
    return result;
}

static int programme_read(struct filling *filling, const char *id, struct programme_known *programme)
{
    struct content_entries entries;
    TRY(content_programme_steps(filling->site->content, id, &filling->arena, &entries));
    programme->steps = arena_zeroed(&filling->arena, (entries.count + 1) * sizeof *programme->steps);
    for (programme->count = 0; programme->count < entries.count; programme->count++) {
        struct step_known *step = &programme->steps[programme->count];
        const struct content_entry *entry = &entries.items[programme->count];
        TRY(progress_step_key(filling->site->records, entry->id, &step->key));
        TRY(progress_version_key(filling->site->records, step->key, entry, &step->version_key));
    }
    return 0;
}

/* Programmes p1, p2, ...; only those with steps enough for everybody's sign-offs are given to people. */
static int programmes_read(struct filling *filling)
{
    struct content_programme programme;
    size_t capacity = 0;
    for (size_t n = 1;; n++) {
        char *id = arena_format(&filling->arena, "p%zu", n);
        struct programme_known known;
        if (content_programme(filling->site->content, id, &filling->arena, &programme) != 0)
            break;
        TRY(programme_read(filling, id, &known));
        if (known.count <= (size_t)filling->signoffs_each)
            continue;
        ARRAY_RESERVE(filling->programmes, filling->programme_count, capacity);
        filling->programmes[filling->programme_count++] = known;
    }
    return filling->programme_count ? 0 : fail(FAIL_INPUT, "no programme has more steps than there are sign-offs");
}

/* ---- people ---- */

static const char *roles_of(int place)
{
    return place == 0 ? "manager,learner" : place <= UNIT_MENTORS ? "mentor,learner" : "learner";
}

/* The place of somebody's mentor within the unit. */
static int mentor_of_place(int place)
{
    int mentor = 1 + place % UNIT_MENTORS;
    return mentor == place ? 1 + mentor % UNIT_MENTORS : mentor;
}

static int person_make(struct filling *filling, int index)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person found;
    const char *unit = arena_format(&arena, "unit-%d", index / UNIT_PEOPLE);
    const struct person_new person = {.id = arena_format(&arena, "person-%d", index),
                                      .name = arena_format(&arena, "Person %d", index),
                                      .email = arena_format(&arena, "person-%d@exempel.example", index),
                                      .unit = unit,
                                      .roles = roles_of(index % UNIT_PEOPLE),
                                      .background = index % 3 ? "socionom" : "other",
                                      .in_profession_since = clock_today() - 365 * (1 + index % 9)};
    if (index % UNIT_PEOPLE == 0)
        TRY(unit_add(filling->site->records, &actor_operator, unit, arena_format(&arena, "Enhet %d", index),
                     SITE_FIRST_UNIT));
    TRY(person_add(filling->site->records, &actor_operator, &person, NULL));
    TRY(person_find(filling->site->records, person.id, &arena, &found));
    filling->person_keys[index] = found.key;
    return 0;
}

static int plan_make(struct filling *filling, int index)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    int place = index % UNIT_PEOPLE, first = index - place, start = clock_today() - 7 * WEEKS_AGO;
    const char *person = arena_format(&arena, "person-%d", index);
    int mentor = first + mentor_of_place(place);
    const struct mentor_assignment assignment = {.learner = subject_id(person),
                                                 .mentor = subject_id(arena_format(&arena, "person-%d", mentor)),
                                                 .from = start,
                                                 .to = DAY_NONE,
                                                 .because = "Mätning"};
    if (mentor < filling->people)
        TRY(mentor_assign(filling->site->records, &actor_operator, &assignment));
    return plan_start(filling->site, &actor_operator, subject_id(person),
                      arena_format(&arena, "p%zu", 1 + (size_t)index % filling->programme_count), start);
}

static int signoff_make(struct filling *filling, int index, int n)
{
    static const char *const evidences[] = {"observed", "simulated", "reported"};
    const struct step_known *step = &filling->programmes[(size_t)index % filling->programme_count].steps[n];
    struct records *records = filling->site->records;
    int place = index % UNIT_PEOPLE, mentor = index - place + mentor_of_place(place);
    int64_t at = clock_now() - 86400LL * 7 * (WEEKS_AGO - n / 2);
    struct value person = value_number(filling->person_keys[index]), key = value_number(++filling->signoff_key);
    TRY(records_write(records, &signoff_insert,
                      BIND(key, person, value_number(step->key), value_number(step->version_key),
                           value_text(evidences[(index + n) % 3]), value_number(1 + (index + 3 * n) % 5),
                           value_number(filling->person_keys[mentor < filling->people ? mentor : 0]), value_number(at)),
                      NULL));
    return records_write(records, &progress_insert,
                         BIND(person, value_number(step->key), value_number(at), value_number(step->version_key), key),
                         NULL);
}

static int signoffs_make(struct filling *filling, int index)
{
    struct records *records = filling->site->records;
    int result = 0;
    TRY(records_begin(records));
    for (int n = 0; n < filling->signoffs_each && result == 0; n++)
        result = signoff_make(filling, index, n);
    return records_end(records, result,
                       &(struct event){.actor = &actor_operator, .kind = "bench.signoffs_added", .is_of_plugin = true});
}

/* Does something for everybody, many in a transaction. */
static int for_everybody(struct filling *filling, const char *kind, int (*make)(struct filling *filling, int index))
{
    struct records *records = filling->site->records;
    for (int from = 0; from < filling->people; from += BATCH) {
        int result = 0;
        TRY(records_begin(records));
        for (int index = from; index < from + BATCH && index < filling->people && result == 0; index++)
            result = make(filling, index);
        TRY(records_end(records, result,
                        &(struct event){.actor = &actor_operator, .kind = kind, .is_of_plugin = true}));
    }
    return 0;
}

static int fill(struct filling *filling)
{
    struct records *records = filling->site->records;
    TRY(publish_all(filling));
    TRY(records_begin(records));
    TRY(records_end(records, programmes_read(filling),
                    &(struct event){.actor = &actor_operator, .kind = "bench.steps_added", .is_of_plugin = true}));
    TRY(for_everybody(filling, "bench.people_added", person_make));
    TRY(for_everybody(filling, "bench.plans_added", plan_make));
    TRY(for_everybody(filling, "bench.signoffs_added", signoffs_make));
    return database_forget(records_database(records));
}

static int run(const char *const *arguments)
{
    CLEANUP(filling_finish)
    struct filling filling = {.people = (int)strtol(arguments[2], NULL, 10),
                              .signoffs_each = (int)strtol(arguments[3], NULL, 10)};
    char token[SECRET_TOKEN_BYTES];
    const struct site_new new = {
        .curriculum = arguments[1], .unit_name = "Mätkommunen", .person_name = "Administratör"};
    modules_install();
    links_install();
    TRY(clock_begin(false));
    TRY(site_create(arguments[0], &new, token));
    TRY(site_open(arguments[0], &filling.site));
    filling.person_keys = memory_zeroed((size_t)filling.people * sizeof *filling.person_keys);
    return fill(&filling);
}

int main(int argument_count, char **arguments)
{
    if (argument_count == 5 && run((const char *const *)arguments + 1) == 0)
        return 0;
    fprintf(stderr, "bench_fill: %s\n", argument_count == 5 ? fail_sentence() : "SITE CURRICULUM PEOPLE SIGNOFFS-EACH");
    return 1;
}
