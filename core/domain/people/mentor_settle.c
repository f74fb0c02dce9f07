/* Moves open requests on from those whose mentorship came to its last day by itself; see mentor.h. */
#include "base/clock.h"
#include "domain/people/mentor_part.h"

/* ?1 today. A manager who once was the mentor can still sign. */
static const struct query stranded_all = {
    "request.stranded", NULL,
    "SELECT r.key, r.person_key, r.to_key FROM request AS r WHERE r.state = 'open'"
    " AND EXISTS (SELECT 1 FROM mentorship AS m WHERE m.learner_key = r.person_key AND m.mentor_key = r.to_key"
    "  AND m.last < ?1)"
    " AND NOT EXISTS (SELECT 1 FROM mentorship AS m WHERE m.learner_key = r.person_key AND m.mentor_key = r.to_key"
    "  AND m.first <= ?1 AND (m.last IS NULL OR m.last >= ?1))"
    " AND NOT EXISTS (SELECT 1 FROM role WHERE role.person_key = r.to_key AND role.role = 'manager')"
    " ORDER BY r.key"};
static const struct query request_readdress = {"request.readdress", "request",
                                               "UPDATE request SET to_key = ?2 WHERE key = ?1 RETURNING *"};

struct stranded {
    int64_t key, person_key, to_key;
};

struct stranded_list {
    struct stranded *items;
    size_t count, capacity;
};

static void stranded_finish(struct stranded_list *list)
{
    memory_free(list->items);
}

static int stranded_read(struct records *records, struct stranded_list *list)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &stranded_all, BIND(of_number(clock_today())), &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(list->items, list->count, list->capacity);
        list->items[list->count++] = (struct stranded){
            .key = row_number(&rows, 0), .person_key = row_number(&rows, 1), .to_key = row_number(&rows, 2)};
    }
    return rows_result(&rows);
}

static int stranded_move(struct records *records, const struct stranded *stranded, int64_t *ret_moved)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person mentor, substitute;
    int64_t next = 0;
    TRY(mentor_of(records, stranded->person_key, &arena, &mentor, &substitute));
    next = mentor.key ? mentor.key : substitute.key;
    if (!next)
        TRY(mentor_manager(records, stranded->person_key, stranded->to_key, &next));
    if (!next)
        return 0; /* nobody could sign: it stays until somebody can */
    return records_write(records, &request_readdress, BIND(of_number(stranded->key), of_number(next)), ret_moved);
}

int mentor_settle(struct records *records)
{
    CLEANUP(stranded_finish) struct stranded_list list = {0};
    int64_t moved = 0;
    TRY(records_begin(records));
    int result = stranded_read(records, &list);
    for (size_t i = 0; result == 0 && i < list.count; i++)
        result = stranded_move(records, &list.items[i], &moved);
    if (result != 0 || !moved)
        return records_end_unchanged(records, result);
    return records_end(records, 0, &(struct event){.actor = &actor_trappa, .kind = "request.moved"});
}
