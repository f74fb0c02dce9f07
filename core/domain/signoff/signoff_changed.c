/* What has changed since it was signed, for those who signed it; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/progress/standing_reader.h"
#include "domain/signoff/signoff.h"

#include <stdlib.h>
#include <string.h>

/* ?1 the actor, ?2 today: those whom the actor mentors, and those for whom the actor has signed. */
static const struct query people_of_signer = {
    "signoff.people_of_signer", NULL,
    "WITH learner (key) AS (SELECT learner_key FROM mentorship WHERE mentor_key = ?1 AND first <= ?2"
    " AND (last IS NULL OR last >= ?2))"
    " SELECT " PERSON_COLUMNS ", person.key IN learner FROM " PERSON_TABLES " WHERE person.status = 'active'"
    " AND person.key IN (SELECT key FROM learner UNION SELECT person_key FROM signoff WHERE signer_key = ?1)"
    " ORDER BY person.key"};

/* Whom the rows at hand are about. */
struct signed_for {
    struct subject subject;
    bool is_asked;   /* what the actor is to the person */
    bool is_learner; /* of the actor, today: what others signed too */
};

struct change_search {
    struct site *site;
    const struct actor *actor;
    struct arena *arena;
    struct standing_reader *reader;
    struct signoff_changed_item *items;
    size_t count, capacity;
};

static void change_search_finish(struct change_search *change_search)
{
    standing_reader_close(&change_search->reader);
    memory_free(change_search->items);
}

/* By whom the signature must be: the actor, or for a learner anybody but the learner. */
static bool is_concerned(const struct change_search *change_search, const struct signed_for *signed_for,
                         const struct progress *progress)
{
    return (signed_for->is_learner || progress->signer_key == change_search->actor->key) &&
           progress->signer_key != signed_for->subject.person.key;
}

/* Not what the learner has taken, where the signature stands. */
static bool has_changed(const struct standing *standing)
{
    return standing_asked_apart(standing).signature.what != REVISION_DIFF_NONE &&
           standing->asks.what != REVISION_DIFF_NONE;
}

static int subject_ask(const struct change_search *change_search, struct signed_for *signed_for)
{
    if (!signed_for->is_asked)
        TRY(subject_of_person(change_search->site->records, change_search->actor, &signed_for->subject.person,
                              &signed_for->subject));
    signed_for->is_asked = true;
    return 0;
}

static int step_look(struct change_search *change_search, struct signed_for *signed_for, struct standing_step *step)
{
    struct standing standing;
    struct signoff_changed_item changed = {.person = signed_for->subject.person};
    if (!is_concerned(change_search, signed_for, standing_reader_progress(change_search->reader, step)))
        return 0;
    TRY(standing_reader_judge(change_search->reader, step, NULL, &standing));
    if (!has_changed(&standing))
        return 0;
    TRY(subject_ask(change_search, signed_for));
    if (!subject_may(&signed_for->subject, RIGHT_SIGN))
        return 0;
    TRY(plan_step(change_search->site, &signed_for->subject, step->id, change_search->arena, &changed.item));
    ARRAY_RESERVE(change_search->items, change_search->count, change_search->capacity);
    change_search->items[change_search->count++] = changed;
    return 0;
}

static int person_look(struct change_search *change_search, const struct rows *rows)
{
    struct signed_for signed_for = {.is_learner = row_number(rows, PERSON_COLUMN_COUNT) != 0};
    person_read(rows, change_search->arena, &signed_for.subject.person);
    TRY(standing_reader_go_to(change_search->reader, signed_for.subject.person.key));
    for (size_t i = 0; i < standing_reader_count(change_search->reader); i++)
        TRY(step_look(change_search, &signed_for, standing_reader_step_at(change_search->reader, i)));
    return 0;
}

static int people_look(struct change_search *change_search)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct value key = value_number(change_search->actor->key);
    TRY(records_select(change_search->site->records, &people_of_signer, BIND(key, value_number(clock_today())), &rows));
    while (rows_next(&rows))
        TRY(person_look(change_search, &rows));
    return rows_result(&rows);
}

static int by_need(const void *a, const void *b)
{
    const struct signoff_changed_item *left = a, *right = b;
    if (left->item.diff != right->item.diff)
        return left->item.diff < right->item.diff ? 1 : -1;
    int order = strcmp(left->item.step.id, right->item.step.id);
    return order ? order : (left->person.key > right->person.key) - (left->person.key < right->person.key);
}

int signoff_changed(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_changed_item **ret_changed, size_t *ret_count)
{
    CLEANUP(change_search_finish) struct change_search change_search = {.site = site, .actor = actor, .arena = arena};
    const struct standing_scope scope = {
        .people = {.unit_key = PERSON_SCOPE_NO_UNIT, .mentor_key = actor->key, .signer_key = actor->key}};
    TRY(content_read_begin(site->content));
    int result = standing_reader_open(site, &scope, arena, &change_search.reader);
    if (result == 0)
        result = people_look(&change_search);
    content_read_end(site->content);
    TRY(result);
    *ret_changed = arena_zeroed(arena, (change_search.count + 1) * sizeof **ret_changed);
    if (change_search.count) {
        qsort(change_search.items, change_search.count, sizeof *change_search.items, by_need);
        memcpy(*ret_changed, change_search.items, change_search.count * sizeof **ret_changed);
    }
    *ret_count = change_search.count;
    return 0;
}
