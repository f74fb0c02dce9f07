/* Computes the coverage of a unit, in one pass over the competence records of its people; see coverage.h. */
#include "domain/staircase/coverage.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/person_scope.h"
#include "domain/people/unit.h"
#include "domain/people/visible_people.h"
#include "domain/staircase/competence_record.h"

#include <stdlib.h>
#include <string.h>

const char *coverage_thin_word(enum coverage_thin thin)
{
    static const char *const words[THIN_COUNT] = {
        [THIN_NOT] = "no", [THIN_NOBODY] = "nobody", [THIN_ONE] = "one", [THIN_SOON] = "soon"};
    return words[thin];
}

struct coverage_work {
    struct site *site;
    struct arena *arena;
    struct visible_people visible;
    struct competence_record *record;
    struct unit unit; /* key 0: all */
    struct coverage *coverage;
    bool *is_walked; /* staircases, by place: somebody is on it */
    int today;
};

static void coverage_work_finish(struct coverage_work *coverage_work)
{
    competence_record_close(&coverage_work->record);
    visible_people_finish(&coverage_work->visible);
}

/* ---- whom it is about ---- */

static int scope_read(struct coverage_work *coverage_work, const struct actor *actor, const char *asked)
{
    struct records *records = coverage_work->site->records;
    unsigned relations = 0;
    TRY(unit_choose(records, actor, asked, coverage_work->arena, &coverage_work->unit));
    TRY(access_unit_relations(records, actor, coverage_work->unit.key, &relations)); /* key 0 has no manager */
    coverage_work->coverage->is_from_outside = !(relations & (RELATION_MANAGER | RELATION_OPERATOR));
    return 0;
}

/* Both of PERSON_SCOPE; ?6 today, ?7 the last day that is soon. */
static const struct query leaves_of = {
    "coverage.leaves", NULL,
    "SELECT l.person_key, l.first, l.last FROM plan_leave AS l WHERE l.person_key IN " PERSON_SCOPE
    " AND l.ended_at IS NULL AND coalesce(l.kind, 'leave') <> 'vacation' AND l.first <= ?7"
    " AND (l.last IS NULL OR l.last >= ?6) ORDER BY l.person_key, l.first"};

static const struct query closings_of = {
    "coverage.closings", NULL,
    "SELECT employment.person_key, employment.ended FROM employment WHERE employment.person_key IN " PERSON_SCOPE
    " AND employment.ended <= ?7 AND employment.ended >= ?6 ORDER BY employment.person_key"};

static int soon_select(struct coverage_work *coverage_work, const struct query *query, struct rows *ret_rows)
{
    const struct person_scope scope = {.unit_key = coverage_work->unit.key};
    struct value values[PERSON_SCOPE_VALUES + 2];
    struct binding binding = person_scope_bind(&scope, values);
    values[binding.count++] = value_number(coverage_work->today);
    values[binding.count++] = value_number(coverage_work->today + COVERAGE_SOON_DAYS);
    return records_select(coverage_work->site->records, query, binding, ret_rows);
}

static int closings_read(struct coverage_work *coverage_work)
{
    struct rows rows CLEANUP(rows_end) = {0};
    size_t at;
    TRY(soon_select(coverage_work, &closings_of, &rows));
    while (rows_next(&rows))
        if (visible_people_find(&coverage_work->visible, row_number(&rows, 0), &at))
            coverage_work->coverage->people[at].leaves_on = row_day(&rows, 1);
    return rows_result(&rows);
}

static int leaves_read(struct coverage_work *coverage_work)
{
    struct rows rows CLEANUP(rows_end) = {0};
    size_t at;
    TRY(soon_select(coverage_work, &leaves_of, &rows));
    while (rows_next(&rows)) {
        if (!visible_people_find(&coverage_work->visible, row_number(&rows, 0), &at))
            continue;
        struct coverage_person *person = &coverage_work->coverage->people[at];
        if (person->away_from != DAY_NONE)
            continue;
        person->away_from = row_day(&rows, 1);
        person->away_to = row_day(&rows, 2);
    }
    return rows_result(&rows);
}

static int mentors_read(struct coverage_work *coverage_work, const struct actor *actor)
{
    struct mentor_load *loads;
    size_t count, at;
    TRY(mentor_loads(coverage_work->site->records, actor, coverage_work->unit.id, coverage_work->arena, &loads,
                     &count));
    for (size_t i = 0; i < count; i++) {
        if (!visible_people_find(&coverage_work->visible, loads[i].mentor.key, &at))
            continue;
        struct coverage_person *person = &coverage_work->coverage->people[at];
        person->is_mentor = true;
        person->learners = loads[i].assignments;
        person->is_full = loads[i].weight + 1 > loads[i].ceiling ||
                          (loads[i].full_until != DAY_NONE && loads[i].full_until >= coverage_work->today);
    }
    return 0;
}

static int people_read(struct coverage_work *coverage_work, const struct actor *actor)
{
    size_t count = coverage_work->visible.people.count;
    struct coverage_person *people = arena_zeroed(coverage_work->arena, (count + 1) * sizeof *people);
    for (size_t i = 0; i < count; i++)
        people[i] = (struct coverage_person){.person = &coverage_work->visible.people.items[i],
                                             .level = 1,
                                             .away_from = DAY_NONE,
                                             .away_to = DAY_NONE,
                                             .leaves_on = DAY_NONE};
    coverage_work->coverage->people = people;
    TRY(leaves_read(coverage_work));
    TRY(closings_read(coverage_work));
    return mentors_read(coverage_work, actor);
}

/* ---- one person ---- */

/* The signatures of one person on one competence. */
struct standing {
    int autonomy, lasting; /* now; and when COVERAGE_SOON_DAYS have passed */
    int lapses_on;         /* the last day on which something at COVERAGE_CARRIES lapses */
    bool is_lasting;       /* something at COVERAGE_CARRIES lapses on no known day */
};

static void signature_weigh(const struct coverage_work *coverage_work, const struct competence_signoff *signature,
                            struct coverage_competence *competence, struct standing *standing)
{
    bool lasts = signature->lapses_on == DAY_NONE, carries = signature->autonomy >= COVERAGE_CARRIES;
    bool lasts_long = lasts || signature->lapses_on > coverage_work->today + COVERAGE_SOON_DAYS;
    if (signature->autonomy > standing->autonomy)
        standing->autonomy = signature->autonomy;
    if (lasts_long && signature->autonomy > standing->lasting)
        standing->lasting = signature->autonomy;
    standing->is_lasting = standing->is_lasting || (carries && lasts);
    if (carries && !lasts && signature->lapses_on > standing->lapses_on)
        standing->lapses_on = signature->lapses_on;
    if (signature->evidence < COUNT_OF(competence->evidence))
        competence->evidence[signature->evidence]++;
}

static bool is_away(const struct coverage_work *coverage_work, const struct coverage_person *who)
{
    return who->away_from != DAY_NONE && who->away_from <= coverage_work->today;
}

static struct coverage_holder *holder_new(struct coverage_work *coverage_work, struct coverage_competence *competence)
{
    if (competence->holder_count == competence->holder_capacity) {
        size_t capacity = competence->holder_capacity ? 2 * competence->holder_capacity : 8;
        struct coverage_holder *moved = arena_zeroed(coverage_work->arena, capacity * sizeof *moved);
        if (competence->holder_count)
            memcpy(moved, competence->holders, competence->holder_count * sizeof *moved);
        competence->holders = moved;
        competence->holder_capacity = capacity;
    }
    return &competence->holders[competence->holder_count++];
}

static void holder_add(struct coverage_work *coverage_work, struct coverage_competence *competence,
                       const struct coverage_person *who, const struct standing *standing)
{
    bool carries = standing->autonomy >= COVERAGE_CARRIES && !is_away(coverage_work, who);
    *holder_new(coverage_work, competence) = (struct coverage_holder){
        .who = who,
        .autonomy = standing->autonomy,
        .lapses_on = standing->autonomy >= COVERAGE_CARRIES && !standing->is_lasting ? standing->lapses_on : DAY_NONE};
    competence->at[standing->autonomy]++;
    competence->carries += carries;
    competence->will_carry +=
        carries && who->away_from == DAY_NONE && who->leaves_on == DAY_NONE && standing->lasting >= COVERAGE_CARRIES;
}

static void competences_add(struct coverage_work *coverage_work, const struct competence_person *row,
                            const struct coverage_person *who)
{
    for (size_t i = 0; i < coverage_work->coverage->competence_count && row->signature_count; i++) {
        struct coverage_competence *competence = &coverage_work->coverage->competences[i];
        struct standing standing = {.lapses_on = DAY_NONE};
        int number = competence_record_competence(coverage_work->record, competence->competence->id);
        for (size_t j = 0; j < row->signature_count && number; j++)
            if (row->signatures[j].competence == number)
                signature_weigh(coverage_work, &row->signatures[j], competence, &standing);
        if (standing.autonomy)
            holder_add(coverage_work, competence, who, &standing);
    }
}

static void list_add(struct coverage_people *list, const struct coverage_person *who)
{
    list->items[list->count++] = who;
}

/* The responsibilities that a manager has confirmed for the person, on whatever level. */
static void responsibilities_add(struct coverage_work *coverage_work, const struct coverage_person *who)
{
    struct coverage *coverage = coverage_work->coverage;
    for (size_t i = 0; i < coverage->staircase_count; i++)
        for (size_t j = 0; j < coverage->staircases[i].staircase->level_count; j++) {
            struct coverage_level *level = &coverage->staircases[i].levels[j];
            for (size_t k = 0; k < level->responsibility_count; k++)
                if (competence_record_is_confirmed(coverage_work->record, level->responsibilities[k].words))
                    list_add(&level->responsibilities[k].confirmed, who);
        }
}

static void person_add_up(struct coverage_work *coverage_work, const struct competence_person *row, size_t at)
{
    struct coverage_person *who = &coverage_work->coverage->people[at];
    who->staircase = row->staircase;
    who->level = row->level;
    who->signatures = (int)row->signature_count;
    for (size_t i = 0; i < coverage_work->coverage->staircase_count; i++)
        if (row->staircase && text_equal(row->staircase->id, coverage_work->coverage->staircases[i].staircase->id)) {
            who->staircase = coverage_work->coverage->staircases[i].staircase;
            coverage_work->is_walked[i] = true;
        }
    competences_add(coverage_work, row, who);
    responsibilities_add(coverage_work, who);
}

static int everybody_add_up(struct coverage_work *coverage_work)
{
    const struct person_scope scope = {.unit_key = coverage_work->unit.key};
    const struct competence_person *row;
    size_t at;
    TRY(competence_record_open(coverage_work->site, scope, coverage_work->arena, &coverage_work->record));
    TRY(competence_record_next(coverage_work->record, &row));
    while (row) {
        if (visible_people_find(&coverage_work->visible, row->key, &at))
            person_add_up(coverage_work, row, at);
        TRY(competence_record_next(coverage_work->record, &row));
    }
    return 0;
}

/* ---- staircases ---- */

static struct coverage_people list_new(const struct coverage_work *coverage_work)
{
    return (struct coverage_people){arena_zeroed(coverage_work->arena, (coverage_work->visible.people.count + 1) *
                                                                           sizeof(const struct coverage_person *)),
                                    0};
}

static void level_set(struct coverage_work *coverage_work, const struct content_level *level,
                      struct coverage_level *ret_level)
{
    *ret_level = (struct coverage_level){.level = level, .people = list_new(coverage_work)};
    ret_level->responsibilities =
        arena_zeroed(coverage_work->arena, (level->rule_count + 1) * sizeof *ret_level->responsibilities);
    for (size_t i = 0; i < level->rule_count; i++)
        if (level->rules[i].kind == RULE_RESPONSIBILITY)
            ret_level->responsibilities[ret_level->responsibility_count++] =
                (struct coverage_responsibility){level->rules[i].which, list_new(coverage_work)};
}

static void staircase_set(struct coverage_work *coverage_work, const struct content_staircase *staircase)
{
    struct coverage *coverage = coverage_work->coverage;
    struct coverage_staircase *into = &coverage->staircases[coverage->staircase_count++];
    *into = (struct coverage_staircase){
        staircase, arena_zeroed(coverage_work->arena, (staircase->level_count + 1) * sizeof *into->levels)};
    for (size_t i = 0; i < staircase->level_count; i++)
        level_set(coverage_work, &staircase->levels[i], &into->levels[i]);
    for (size_t i = 0; i < staircase->competence_count; i++)
        coverage->competences[coverage->competence_count++] =
            (struct coverage_competence){.competence = &staircase->competences[i], .staircase = staircase};
}

static int staircases_set(struct coverage_work *coverage_work)
{
    struct coverage *coverage = coverage_work->coverage;
    struct content_staircase *staircases;
    size_t count, competences = 0;
    TRY(content_staircases(coverage_work->site->content, coverage_work->arena, &staircases, &count));
    for (size_t i = 0; i < count; i++)
        competences += staircases[i].competence_count;
    coverage->staircases = arena_zeroed(coverage_work->arena, (count + 1) * sizeof *coverage->staircases);
    coverage->competences = arena_zeroed(coverage_work->arena, (competences + 1) * sizeof *coverage->competences);
    coverage_work->is_walked = arena_zeroed(coverage_work->arena, (count + 1) * sizeof *coverage_work->is_walked);
    for (size_t i = 0; i < count; i++)
        staircase_set(coverage_work, &staircases[i]);
    return 0;
}

/* Leaves out the staircases, with their competences, on which nobody there is, unless that is all of them. */
static void staircases_close_up(struct coverage_work *coverage_work)
{
    struct coverage *coverage = coverage_work->coverage;
    bool is_any = false;
    size_t kept = 0, competences = 0;
    for (size_t i = 0; i < coverage->staircase_count; i++)
        is_any = is_any || coverage_work->is_walked[i];
    for (size_t i = 0; i < coverage->competence_count && is_any; i++) {
        struct coverage_competence *competence = &coverage->competences[i];
        size_t at = 0;
        while (coverage->staircases[at].staircase != competence->staircase)
            at++;
        if (coverage_work->is_walked[at])
            coverage->competences[competences++] = *competence;
    }
    for (size_t i = 0; i < coverage->staircase_count && is_any; i++)
        if (coverage_work->is_walked[i])
            coverage->staircases[kept++] = coverage->staircases[i];
    coverage->staircase_count = is_any ? kept : coverage->staircase_count;
    coverage->competence_count = is_any ? competences : coverage->competence_count;
}

/* ---- people by level, and signers ---- */

static void levels_fill(struct coverage *coverage)
{
    for (size_t i = 0; i < coverage->person_count; i++)
        if (coverage->people[i].level > 1 && !coverage->people[i].signatures)
            list_add(&coverage->unsigned_above, &coverage->people[i]);
    for (size_t i = 0; i < coverage->person_count; i++)
        for (size_t j = 0; j < coverage->staircase_count; j++) {
            const struct coverage_staircase *staircase_svg = &coverage->staircases[j];
            const struct coverage_person *who = &coverage->people[i];
            for (size_t k = 0; k < staircase_svg->staircase->level_count && who->staircase == staircase_svg->staircase;
                 k++)
                if (staircase_svg->levels[k].level->number == who->level)
                    list_add(&staircase_svg->levels[k].people, who);
        }
}

static void signing_fill(struct coverage *coverage, struct coverage_signers *signing)
{
    for (size_t i = 0; i < coverage->person_count; i++) {
        const struct coverage_person *who = &coverage->people[i];
        bool signs = who->is_mentor || (who->person->roles & ROLE_MANAGER);
        if (who->level < signing->level)
            continue;
        if (signs)
            list_add(&signing->signers, who);
        else if (signing->level)
            list_add(&signing->could, who);
    }
}

static int signings_read(struct coverage_work *coverage_work)
{
    struct coverage *coverage = coverage_work->coverage;
    struct content_signer_level *levels;
    TRY(content_signer_levels(coverage_work->site->content, coverage_work->arena, &levels, &coverage->signing_count));
    coverage->signings = arena_zeroed(coverage_work->arena, (coverage->signing_count + 1) * sizeof *coverage->signings);
    for (size_t i = 0; i < coverage->signing_count; i++) {
        coverage->signings[i] = (struct coverage_signers){.level = levels[i].level,
                                                          .steps = levels[i].steps,
                                                          .signers = list_new(coverage_work),
                                                          .could = list_new(coverage_work)};
        signing_fill(coverage, &coverage->signings[i]);
    }
    return 0;
}

/* ---- the sum ---- */

static int by_autonomy(const void *a, const void *b)
{
    const struct coverage_holder *left = a, *right = b;
    if (left->autonomy != right->autonomy)
        return right->autonomy - left->autonomy;
    return (left->who > right->who) - (left->who < right->who); /* people lie by name */
}

static enum coverage_thin thin_of(const struct coverage_competence *competence)
{
    if (competence->carries < 2)
        return competence->carries ? THIN_ONE : THIN_NOBODY;
    return competence->will_carry < 2 ? THIN_SOON : THIN_NOT;
}

static int competence_close(struct coverage_work *coverage_work, struct coverage_competence *competence)
{
    if (competence->holder_count)
        qsort(competence->holders, competence->holder_count, sizeof *competence->holders, by_autonomy);
    competence->thin = thin_of(competence);
    coverage_work->coverage->thin_count += competence->thin != THIN_NOT;
    competence->evidence_is_withheld =
        coverage_work->coverage->is_from_outside && access_is_few(competence->holder_count);
    if (competence->evidence_is_withheld)
        memset(competence->evidence, 0, sizeof competence->evidence);
    return competence_paths_to(coverage_work->site->content, competence->competence->id, coverage_work->arena,
                               &competence->competence_paths);
}

static int coverage_close(struct coverage_work *coverage_work)
{
    staircases_close_up(coverage_work);
    coverage_work->coverage->unsigned_above = list_new(coverage_work);
    levels_fill(coverage_work->coverage);
    TRY(signings_read(coverage_work));
    for (size_t i = 0; i < coverage_work->coverage->competence_count; i++)
        TRY(competence_close(coverage_work, &coverage_work->coverage->competences[i]));
    return 0;
}

static int coverage_fill(struct coverage_work *coverage_work, const struct actor *actor, size_t people_most)
{
    struct coverage *coverage = coverage_work->coverage;
    TRY(visible_people_read(coverage_work->site->records, actor, coverage_work->unit.id, coverage_work->arena,
                            &coverage_work->visible));
    coverage->person_count = coverage_work->visible.people.count;
    coverage->is_too_large = people_most && coverage->person_count > people_most;
    if (coverage->is_too_large)
        return 0;
    TRY(staircases_set(coverage_work));
    TRY(people_read(coverage_work, actor));
    TRY(everybody_add_up(coverage_work));
    return coverage_close(coverage_work);
}

int coverage_read(struct site *site, const struct actor *actor, const struct coverage_request *asking,
                  struct arena *arena, struct coverage *ret_coverage)
{
    *ret_coverage = (struct coverage){0};
    CLEANUP(coverage_work_finish)
    struct coverage_work coverage_work = {
        .site = site, .arena = arena, .coverage = ret_coverage, .today = clock_today()};
    TRY(scope_read(&coverage_work, actor, asking->unit));
    return coverage_fill(&coverage_work, actor, asking->people_most);
}
