/* The stair that a person stands on, and the decision on it; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/plan/plan_rows.h"
#include "domain/plan/signoff.h"

static const struct query level_last = {
    "stair.last", NULL, "SELECT level FROM stair_decision WHERE person_key = ?1 ORDER BY key DESC LIMIT 1"};
static const struct query decision_insert = {
    "stair.decide", "stair_decision",
    "INSERT INTO stair_decision (key, person_key, staircase, level, decided_by_key, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM stair_decision), ?1, ?2, ?3, ?4, ?5) RETURNING *"};

int stair_level(struct site *site, int64_t person_key, int *ret_level)
{
    int64_t level = 1;
    TRY(records_number(site->records, &level_last, BIND(of_number(person_key)), 1, &level));
    *ret_level = (int)level;
    return 0;
}

/* The one that the running programme leads to, else the only one there is; NULL if neither. */
static int staircase_of(struct site *site, int64_t person_key, struct arena *arena,
                        const struct content_staircase **ret_staircase)
{
    struct plan_row row;
    struct content_programme programme = {0};
    struct content_staircase *staircases;
    size_t count = 0;
    TRY(plan_row_newest(site->records, person_key, NULL, arena, &row));
    TRY(content_staircases(site->content, arena, &staircases, &count));
    int result = row.key ? content_programme(site->content, row.programme, arena, &programme) : 0;
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    *ret_staircase = count == 1 ? &staircases[0] : NULL;
    for (size_t i = 0; i < count && result == 0 && programme.staircase; i++)
        if (text_equal(staircases[i].id, programme.staircase))
            *ret_staircase = &staircases[i];
    return 0;
}

struct deciding {
    struct site *site;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    const char *staircase;
};

static void deciding_finish(struct deciding *deciding)
{
    arena_finish(&deciding->arena);
}

static int decide_write(struct deciding *deciding, const char *person_id, int level)
{
    struct records *records = deciding->site->records;
    const struct content_staircase *staircase = NULL;
    bool is_there = false;
    TRY(person_find(records, person_id, &deciding->arena, &deciding->person));
    TRY(access_check(records, deciding->actor, RIGHT_LEAD, deciding->person.key));
    TRY(staircase_of(deciding->site, deciding->person.key, &deciding->arena, &staircase));
    if (!staircase)
        return fail(FAIL_RULE, "person '%s': no plan leads to a staircase, and there is not just one", person_id);
    for (size_t i = 0; i < staircase->level_count; i++)
        is_there = is_there || staircase->levels[i].number == level;
    if (!is_there)
        return fail(FAIL_INPUT, "level %d: staircase '%s' has no such level", level, staircase->id);
    deciding->staircase = staircase->id;
    return records_write(records, &decision_insert,
                         BIND(of_number(deciding->person.key), of_text(staircase->id), of_number(level),
                              of_key(deciding->actor->key), of_number(clock_now())),
                         NULL);
}

int stair_decide(struct site *site, const struct actor *actor, const char *person_id, int level)
{
    CLEANUP(deciding_finish) struct deciding deciding = {.site = site, .actor = actor};
    CLEANUP(text_finish) struct text data = TEXT(4096);
    struct json json = JSON(&data);
    TRY(records_begin(site->records));
    int result = decide_write(&deciding, person_id, level);
    json_object(&json);
    json_put_string(&json, "staircase", deciding.staircase);
    json_put_number(&json, "level", level);
    json_end(&json);
    return records_end(
        site->records, result,
        &(struct event){
            .actor = actor, .kind = "stair.decided", .about = deciding.person.rid, .data = text_string(&data)});
}
