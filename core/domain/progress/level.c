/* Reads the level and the staircase of a person; see level.h. */
#include "domain/progress/level.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/content/content.h"
#include "domain/people/change.h"
#include "domain/progress/level.h"

#include <string.h>

/* Newest first. */
static const struct query decisions_of = {
    "stair.decisions", NULL,
    "SELECT staircase, level FROM stair_decision WHERE person_key = ?1 AND at < ?2"
    " ORDER BY key DESC"};
static const struct query programmes_of = {
    "stair.running", NULL,
    "SELECT programme FROM plan WHERE person_key = ?1 AND (ended_on IS NULL OR ended_on > ?2)"
    " ORDER BY start DESC, key DESC"};
static const struct query choice_of = {"stair.choice", NULL,
                                       "SELECT staircase FROM stair_choice WHERE person_key = ?1"};
static const struct query choice_put = {
    "stair.choose", "stair_choice",
    "INSERT INTO stair_choice (person_key, staircase) VALUES (?1, ?2)"
    " ON CONFLICT (person_key) DO UPDATE SET staircase = excluded.staircase RETURNING *"};

/* Ids of the published staircases. */
struct ids {
    struct content_staircase *items;
    size_t count;
};

static const char *id_among(const struct ids *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (text_equal(ids->items[i].id, id))
            return ids->items[i].id;
    return NULL;
}

/* The one that the newest running programme leads to, of those that lead to any. */
static int id_by_programme(struct site *site, int64_t person_key, const struct ids *ids, struct arena *arena,
                           const char **ret_id)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &programmes_of, BIND(value_number(person_key), value_number(clock_today())),
                       &rows));
    while (!*ret_id && rows_next(&rows)) {
        struct content_programme programme = {0};
        int result = content_programme(site->content, row_text(&rows, 0), arena, &programme);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        if (result == 0)
            *ret_id = id_among(ids, programme.staircase);
    }
    return rows_result(&rows);
}

static int id_by_choice(struct site *site, int64_t person_key, const struct ids *ids, const char **ret_id)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &choice_of, BIND(value_number(person_key)), &rows));
    if (rows_next(&rows))
        *ret_id = id_among(ids, row_text(&rows, 0));
    return rows_result(&rows);
}

static int staircase_id(struct site *site, int64_t person_key, struct arena *arena, const char **ret_id)
{
    struct ids ids;
    *ret_id = NULL;
    int result = content_staircases(site->content, arena, &ids.items, &ids.count);
    if (result != 0)
        return fail_is(result, REASON_NOT_PUBLISHED) ? 0 : result;
    TRY(id_by_programme(site, person_key, &ids, arena, ret_id));
    if (!*ret_id && ids.count == 1)
        *ret_id = ids.items[0].id;
    return *ret_id ? 0 : id_by_choice(site, person_key, &ids, ret_id);
}

/* Hardly anybody has decisions on two staircases: only then is it worked out which one counts. */
static int level_before(struct site *site, int64_t person_key, int64_t instant, int *ret_level)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    const char *own = NULL;
    *ret_level = 1;
    TRY(records_select(site->records, &decisions_of, BIND(value_number(person_key), value_number(instant)), &rows));
    if (!rows_next(&rows))
        return rows_result(&rows);
    TRY(staircase_id(site, person_key, &arena, &own));
    do {
        if (!own || text_equal(row_text(&rows, 0), own)) {
            *ret_level = (int)row_number(&rows, 1);
            return 0;
        }
    } while (rows_next(&rows));
    return rows_result(&rows);
}

int level_of_person(struct site *site, int64_t person_key, int *ret_level)
{
    return level_before(site, person_key, INT64_MAX, ret_level);
}

int level_of_person_on(struct site *site, int64_t person_key, int day, int *ret_level)
{
    return level_before(site, person_key, instant_at(day + 1, 0, 0), ret_level);
}

static int choose_write(struct change *change, struct site *site, const char *staircase)
{
    struct ids ids;
    TRY(content_staircases(site->content, &change->arena, &ids.items, &ids.count));
    if (!id_among(&ids, staircase))
        return fail(FAIL_NOT_FOUND, "staircase '%s': no such staircase", staircase);
    json_put_string(&change->json, "staircase", staircase);
    return records_write(site->records, &choice_put,
                         BIND(value_number(change->subject.person.key), value_text(staircase)), NULL);
}

int staircase_choose(struct site *site, const struct actor *actor, struct subject_ref person, const char *staircase)
{
    CLEANUP(change_finish) struct change change = CHANGE(site->records, actor);
    TRY(change_begin(&change, person, RIGHT_LEAD));
    return change_end(&change, choose_write(&change, site, staircase), "stair.chosen");
}
