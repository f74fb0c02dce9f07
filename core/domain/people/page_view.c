/* Records and reads who looked at whose pages; see page_view.h. */
#include "domain/people/page_view.h"

#include "base/clock.h"
#include "base/json.h"

#include <string.h>

#define EACH_TIME (RELATION_HR | RELATION_ADMIN)
#define ONCE_A_DAY                                                                                                     \
    (RELATION_MANAGER | RELATION_MENTOR | RELATION_SUBSTITUTE | RELATION_FORMER_MENTOR | RELATION_CONTACT)

static const struct query view_count = {
    "page_view.count", NULL,
    "SELECT count(*) FROM event WHERE kind = 'page.viewed' AND about = ?1 AND actor = ?2 AND at >= ?3"};
static const struct query view_list = {
    "page_view.list", NULL,
    "SELECT event.at, event.data, person.key FROM event LEFT JOIN person ON person.rid = event.actor"
    " WHERE event.kind = 'page.viewed' AND event.about = ?1 ORDER BY event.n DESC LIMIT ?2"};

static int seen_today(struct records *records, const struct actor *actor, const char *rid, bool *ret_is_seen)
{
    int64_t count = 0;
    TRY(records_number(records, &view_count,
                       BIND(value_text(rid), value_text(actor->rid), value_number(instant_at(clock_today(), 0, 0))), 0,
                       &count));
    *ret_is_seen = count > 0;
    return 0;
}

/* Another worker may have written it meanwhile. */
static int view_write(struct records *records, const struct actor *actor, const char *rid, const char *page,
                      bool is_once)
{
    CLEANUP(text_finish) struct text data = TEXT(4096);
    struct json json = JSON(&data);
    bool is_seen = false;
    json_object(&json);
    json_put_string(&json, "page", page);
    json_end(&json);
    TRY(records_begin(records));
    int result = is_once ? seen_today(records, actor, rid, &is_seen) : 0;
    if (result != 0 || is_seen)
        return records_end_unchanged(records, result);
    return records_end(
        records, 0, &(struct event){.actor = actor, .kind = "page.viewed", .about = rid, .data = text_string(&data)});
}

int page_view_record(struct records *records, const struct actor *actor, const char *rid, const char *page)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    unsigned relations = 0;
    bool is_seen = false;
    TRY(person_by_rid(records, rid, &arena, &person));
    TRY(access_relations(records, actor, person.key, &relations));
    if (relations & RELATION_SELF || !(relations & (EACH_TIME | ONCE_A_DAY)))
        return 0;
    bool is_once = !(relations & EACH_TIME);
    if (is_once)
        TRY(seen_today(records, actor, rid, &is_seen));
    return is_seen ? 0 : view_write(records, actor, rid, page, is_once);
}

/* ---- who looked ---- */

/* The page in an event's data, which view_write() alone writes. */
static const char *page_of(const char *data, struct arena *arena)
{
    static const char key[] = "\"page\":\"";
    const char *at = strstr(data, key);
    at = at ? at + strlen(key) : "";
    return arena_format(arena, "%.*s", (int)strcspn(at, "\""), at);
}

static int view_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct page_view *)ret_item = (struct page_view){
        .at = row_number(rows, 0), .page = page_of(row_text(rows, 1), arena), .viewer_key = row_number(rows, 2)};
    return 0;
}

int page_views_read(struct records *records, const struct actor *actor, struct subject_ref person, struct arena *arena,
                    struct page_view **ret_views, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct subject subject;
    struct page_view *views;
    size_t count;
    TRY(subject_open(records, actor, person, RIGHT_EXPORT, arena, &subject));
    TRY(records_select(records, &view_list, BIND(value_text(subject.person.rid), value_number(PAGE_VIEWS_MAX)), &rows));
    TRY(ROWS_COLLECT(&rows, view_read, NULL, arena, &views, &count));
    rows_end(&rows);
    for (size_t i = 0; i < count; i++)
        TRY(naming_for(records, actor, views[i].viewer_key, arena, &views[i].viewer));
    *ret_views = views;
    *ret_count = count;
    return 0;
}
