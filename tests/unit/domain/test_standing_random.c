/* Tests by chance of how people stand with steps: whatever has happened to two people with two programmes, circulars
 * and what comes again, the reading of many says of each person and step what the reading of one says. */
#include "domain/progress/standing_reader.h"
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/workday.h"
#include "domain/circular/circular.h"
#include "domain/plan/added_step.h"
#include "domain/plan/plan_place.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/decision.h"
#include "domain/progress/step_change.h"
#include "domain/signoff/step_action.h"
#include "domain/staircase/competence_record.h"
#include "io/file.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 700
#define ROUNDS_BETWEEN 14 /* from one comparison to the next */

static struct site_fixture fixture;
static struct site *site;

static const char *const learners[] = {"anna", "lars"};
static const char *const programmes[] = {"introduktion", "mentor"};
static const char *const steps[] = {"valkommen", "sekretess", "sjalv", "normen", "besok", "fritt", "bara-socionom",
                                    "sent",      "handleda",  "arlig", "brev",   "extra", "gammal"};

static void step_write(const char *id, const char *front)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    site_fixture_write(&fixture, arena_format(&arena, "programmes/mentor/01-ett/%s.md", id),
                       arena_format(&arena, "---\nid: %s\ntitle: Om %s\n%s---\n\nText.\n", id, id, front));
}

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    site_fixture_write(
        &fixture, "programmes/mentor/programme.yaml",
        "id: mentor\ntitle: Mentorsprogram\nphases:\n  - {id: ett, title: Ett, also: [valkommen, normen, "
        "bara-socionom]}\n");
    step_write("handleda", "due: week 1\nsignoff: mentor\ncompetences: {norm: 2}\n");
    step_write("arlig", "due: week 1\nagain: {every: 3 months}\n");
    step_write("extra", "signoff: self\ndue: day 3\n");
    step_write("gammal", "due: week 2\n");
    site_fixture_write(&fixture, "circulars/brev.md",
                       "---\nid: brev\ntitle: Brev\nkind: circular\nto: [learner]\ndue: week 1\nrevisions:\n"
                       "  - {n: 1, date: 2026-03-02, class: substantive, note: ett}\n---\n\nLäs.\n");
    site_fixture_publish(&fixture);
    fixture_mentors(&fixture.town, (struct fixture_mentorship){.learner = "lars", .mentor = "bo"});
    for (size_t i = 0; i < COUNT_OF(learners); i++)
        for (size_t j = 0; j < COUNT_OF(programmes); j++)
            if (i + j < 2)
                fixture_ok(plan_start(site, &actor_operator, subject_id(learners[i]), programmes[j],
                                      fixture_date(j ? "2026-03-09" : "2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(standing, .init = begin, .fini = finish, .timeout = 600);

/* ---- what happens ---- */

static void step_retire(const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    fixture_ok(file_remove_tree(arena_format(&arena, "%s/programmes/mentor/01-ett/%s.md", fixture.layer, id)));
    site_fixture_write(&fixture, "curriculum.yaml",
                       arena_format(&arena, "id: prov\ntitle: Prov\nlanguage: sv\nretired: [%s]\n", id));
}

static void revise(int n)
{
    static const char *const classes[] = {"editorial", "substantive", "legal"};
    static const char *const fronts[][2] = {
        {"normen", "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n"},
        {"besok", "due: week 3\nkind: observation\nsignoff: mentor\ncompetences: {norm: 1}\n"},
        {"fritt", ""},
    };
    for (size_t i = 0; i < COUNT_OF(fronts); i++) {
        CLEANUP(text_finish) struct text front = TEXT(8192);
        text_addf(&front, "%srevisions:\n", fronts[i][1]);
        for (int j = n; j > 1; j--)
            text_addf(&front, "  - {n: %d, date: 2026-0%d-15, class: %s, note: Ny}\n", j, 2 + j,
                      classes[(j + (int)i) % 3]);
        text_add(&front, "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n");
        site_fixture_step(&fixture, fronts[i][0], text_string(&front), "Text.");
    }
    if (n == 4)
        step_retire("gammal");
    site_fixture_publish(&fixture);
}

/* What a manager does with the plan. */
static void plan_deviate(const char *person, const char *step)
{
    int today = clock_today();
    const char *other = steps[rand() % (int)COUNT_OF(steps)];
    struct added_step_new added = {.person = subject_id(person),
                                   .programme = programmes[rand() % 2],
                                   .step = step,
                                   .instead_of = rand() % 2 ? other : NULL,
                                   .due = rand() % 2 ? today + 10 : DAY_NONE,
                                   .because = "Behövs"};
    switch (rand() % 6) {
    case 0:
        (void)added_step_remove(site, &actor_operator, subject_id(person), step, "Nej");
        break;
    case 1:
        (void)plan_add_leave(site, &actor_operator, subject_id(person),
                             &(struct leave){.first = today + 3, .last = today + 9});
        break;
    case 2:
        (void)person_set(site->records, &actor_operator, subject_id(person),
                         &(struct person_change){.background = rand() % 2 ? "socionom" : "annan"});
        break;
    default:
        (void)added_step_add(site, &actor_operator, &added);
    }
}

static void try_something(const char *person, const char *step)
{
    static const char *const evidences[] = {"observed", "simulated", "reported"};
    struct actor self = fixture_actor(&fixture.town, person);
    struct actor mentor = fixture_actor(&fixture.town, rand() % 3 ? "bo" : person[0] == 'a' ? "cecilia" : "stina");
    struct signoff_new signing = {
        .person = subject_id(person), .step = step, .evidence = evidences[rand() % 3], .autonomy = 1 + rand() % 5};
    switch (rand() % 13) {
    case 0:
    case 1:
        (void)step_done(site, &self, subject_id(person), step);
        break;
    case 2:
        (void)step_accept_revision(site, &self, subject_id(person), step);
        break;
    case 3:
        (void)step_skip(site, &actor_operator, subject_id(person), step, "Senare",
                        rand() % 2 ? clock_today() + 30 : DAY_NONE);
        break;
    case 4:
        (void)step_recognise(site, &actor_operator, subject_id(person), step, "Kunde det");
        break;
    case 5:
        (void)signoff_request(site, &self, subject_id(person), step, rand() % 2);
        break;
    case 6:
        (void)signoff_return(site, &mentor, subject_id(person), step, "En gång till");
        break;
    case 7:
        (void)signoff_reopen(site, &mentor, subject_id(person), step, "Fel");
        break;
    case 8:
        (void)step_undo(site, &actor_operator, subject_id(person), step, "Ändrat");
        break;
    case 9:
    case 10:
        plan_deviate(person, step);
        break;
    default:
        (void)signoff_give(site, &mentor, &signing);
    }
}

/* ---- comparing ---- */

static void same_item(const char *person, const struct plan_item *one, const struct plan_item *many)
{
    const char *step = one->step.id;
    cr_assert_eq(one->state, many->state, "%s %s: %s, %s", person, step, plan_state_word(one->state),
                 plan_state_word(many->state));
    cr_assert(one->diff == many->diff && one->diff_from == many->diff_from, "%s %s: %d %d", person, step, one->diff,
              many->diff);
    cr_assert_eq(plan_item_is_finished(one), plan_item_is_finished(many), "%s %s", person, step);
    cr_assert(one->done_revision == many->done_revision && one->signed_revision == many->signed_revision, "%s %s",
              person, step);
    cr_assert(one->autonomy == many->autonomy && text_equal(one->evidence, many->evidence), "%s %s", person, step);
    cr_assert(one->valid_until == many->valid_until && one->is_renewable == many->is_renewable, "%s %s", person, step);
    cr_assert(text_equal(one->diff_since, many->diff_since) && one->until == many->until, "%s %s", person, step);
}

static void steps_compare(struct arena *arena)
{
    CLEANUP(standing_reader_close) struct standing_reader *reader = NULL;
    fixture_ok(content_read_begin(site->content));
    fixture_ok(standing_reader_open(site, &(struct standing_scope){0}, arena, &reader));
    for (size_t i = 0; i < COUNT_OF(learners); i++) {
        struct person person = fixture_person(&fixture.town, learners[i]);
        fixture_ok(standing_reader_go_to(reader, person.key));
        for (size_t j = 0; j < COUNT_OF(steps); j++) {
            struct standing standing;
            fixture_ok(standing_reader_judge(reader, standing_reader_step(reader, steps[j]), NULL, &standing));
            struct plan_item many = standing_item(&standing, DAY_NONE);
            struct plan_item one = site_fixture_item(&fixture, learners[i], steps[j]);
            same_item(learners[i], &one, &many);
            cr_assert_eq(standing.is_finished, plan_item_is_finished(&one));
        }
    }
    content_read_end(site->content);
}

static const struct plan_item *item_of(const struct plan *plan, const char *step)
{
    const struct plan_item *item = site_fixture_find(plan, step);
    cr_assert(item, "%s is not in the plan", step);
    return item;
}

/* Each step of the plans by itself, and all plans as one. */
static void plans_compare(const char *id, struct arena *arena)
{
    struct plan together, plan;
    const struct plan_choice *choices = NULL;
    size_t count = 0;
    struct person person = fixture_person(&fixture.town, id);
    fixture_ok(plan_show_together(site, fixture_subject(site->records, &actor_operator, &person), arena, &together,
                                  &choices, &count));
    for (size_t i = 0; i < together.count; i++) {
        struct plan_item one = site_fixture_item(&fixture, id, together.items[i].step.id);
        same_item(id, &one, &together.items[i]);
        cr_assert_eq(one.due, together.items[i].due, "%s %s", id, one.step.id);
        cr_assert_eq(one.is_late, together.items[i].is_late, "%s %s", id, one.step.id);
    }
    for (size_t i = 0; i < count; i++) {
        fixture_ok(plan_show(site, fixture_subject(site->records, &actor_operator, &person), choices[i].programme,
                             arena, &plan));
        for (size_t j = 0; j < plan.count; j++) {
            int first = item_of(&together, plan.items[j].step.id)->due;
            cr_assert(first == plan.items[j].due || plan_due_is_before(first, plan.items[j].due));
        }
    }
}

static void summary_compare(const struct plan_summary *summary, struct arena *arena)
{
    struct plan plan;
    int steps_shown = 0, finished = 0, late = 0, requested = 0, changed = 0, next = DAY_NONE;
    fixture_ok(plan_show(site, fixture_subject(site->records, &actor_operator, &summary->person), summary->programme,
                         arena, &plan));
    for (size_t i = 0; i < plan.count; i++) {
        const struct plan_item *item = &plan.items[i];
        if (item->step.is_retired || item->step.is_hidden)
            continue;
        steps_shown++;
        finished += plan_item_is_finished(item);
        late += item->is_late;
        requested += item->state == STATE_REQUESTED;
        changed += item->diff != REVISION_DIFF_NONE;
        if (!plan_item_is_finished(item) && item->due >= clock_today() && plan_due_is_before(item->due, next))
            next = item->due;
    }
    cr_assert(summary->steps == steps_shown && summary->finished == finished, "%s %s: %d of %d, %d of %d",
              summary->person.id, summary->programme, summary->finished, summary->steps, finished, steps_shown);
    cr_assert(summary->late == late && summary->requested == requested && summary->changed == changed);
    cr_assert_eq(summary->next_due, next);
}

static void summaries_compare(struct arena *arena)
{
    struct plan_summary *summaries;
    size_t count = 0;
    fixture_ok(plan_summaries(site, &actor_operator, NULL, arena, &summaries, &count));
    cr_assert_eq(count, 3);
    for (size_t i = 0; i < count; i++)
        summary_compare(&summaries[i], arena);
}

static bool is_among(const struct circular_waiting *waiting, size_t count, int64_t person_key)
{
    for (size_t i = 0; i < count; i++)
        if (waiting[i].person->key == person_key)
            return true;
    return false;
}

/* Whom circulars and what comes again wait for. */
static void circulars_compare(const char *id, struct arena *arena)
{
    struct circular_list list;
    struct circular_state *states[2];
    size_t counts[2];
    struct person person = fixture_person(&fixture.town, id);
    fixture_ok(circulars_of(site, fixture_subject(site->records, &actor_operator, &person), arena, &list));
    fixture_ok(circulars_in(site, &actor_operator, NULL, arena, &states[0], &counts[0]));
    fixture_ok(annual_cycle_in(site, &actor_operator, NULL, arena, &states[1], &counts[1]));
    for (size_t i = 0; i < COUNT_OF(states); i++)
        for (size_t j = 0; j < counts[i]; j++) {
            bool waits = false;
            for (size_t k = 0; k < list.waiting; k++)
                waits = waits || text_equal(list.items[k].item.step.id, states[i][j].circular.entry.id);
            cr_assert_eq(waits, is_among(states[i][j].waiting, states[i][j].waiting_count, person.key), "%s %s", id,
                         states[i][j].circular.entry.id);
        }
}

/* What the record says of the person at hand, in words. */
static const char *record_words(struct competence_record *record, const struct competence_person *person,
                                struct arena *arena)
{
    CLEANUP(text_finish) struct text words = TEXT(8192);
    for (size_t i = 0; i < person->signature_count; i++)
        text_addf(&words, "%s %d until %d\n", person->signatures[i].step, person->signatures[i].autonomy,
                  person->signatures[i].lapses_on);
    for (size_t i = 0; i < COUNT_OF(programmes); i++) {
        int finished, all;
        fixture_ok(competence_record_programme(record, programmes[i], &finished, &all));
        text_addf(&words, "%s %d of %d\n", programmes[i], finished, all);
    }
    return arena_copy_string(arena, text_string(&words));
}

static const char *record_of_one(int64_t person_key, struct arena *arena)
{
    CLEANUP(competence_record_close) struct competence_record *record = NULL;
    const struct competence_person *person;
    fixture_ok(competence_record_open(site, person_scope_of(person_key), arena, &record));
    fixture_ok(competence_record_next(record, &person));
    return record_words(record, person, arena);
}

/* The row of the matrix, which has one competence. */
static void matrix_compare(const struct competence_person *person, const struct matrix_cell *cells, size_t count)
{
    const struct matrix_cell *cell = NULL;
    int highest = 0;
    for (size_t i = 0; i < count; i++)
        if (cells[i].person_key == person->key)
            cell = &cells[i];
    for (size_t i = 0; i < person->signature_count; i++)
        highest = person->signatures[i].autonomy > highest ? person->signatures[i].autonomy : highest;
    cr_assert_eq(cell ? cell->signoffs : 0, (int)person->signature_count);
    cr_assert_eq(cell ? cell->autonomy : 0, highest);
}

static void records_compare(struct arena *arena)
{
    CLEANUP(competence_record_close) struct competence_record *all = NULL;
    const struct competence_person *person;
    const char *own[COUNT_OF(learners)];
    struct matrix_cell *cells;
    size_t count;
    for (size_t i = 0; i < COUNT_OF(learners); i++)
        own[i] = record_of_one(fixture_person(&fixture.town, learners[i]).key, arena);
    fixture_ok(signoff_matrix(site, &actor_operator, NULL, arena, &cells, &count));
    fixture_ok(competence_record_open(site, (struct person_scope){0}, arena, &all));
    fixture_ok(competence_record_next(all, &person));
    while (person) {
        matrix_compare(person, cells, count);
        for (size_t i = 0; i < COUNT_OF(learners); i++)
            if (person->key == fixture_person(&fixture.town, learners[i]).key)
                cr_assert_str_eq(record_words(all, person, arena), own[i], "%s", own[i]);
        fixture_ok(competence_record_next(all, &person));
    }
}

Test(standing, is_the_same_for_one_and_for_many)
{
    int day = fixture_date("2026-03-02");
    srand(11);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % 140 == 139)
            revise(2 + round / 140);
        if (round % 8 == 0)
            clock_set(instant_at(day += 2, 9, 0));
        try_something(learners[rand() % 2], steps[rand() % (int)COUNT_OF(steps)]);
        if (round % ROUNDS_BETWEEN)
            continue;
        CLEANUP(arena_finish) struct arena arena = {0};
        steps_compare(&arena);
        summaries_compare(&arena);
        records_compare(&arena);
        for (size_t i = 0; i < COUNT_OF(learners); i++) {
            plans_compare(learners[i], &arena);
            circulars_compare(learners[i], &arena);
        }
    }
}
