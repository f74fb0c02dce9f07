/* Reads from the event log what changed who may do what; see account_change.h. */
#include "domain/people/account_change.h"

#include "base/clock.h"
#include "base/fail.h"

#include <string.h>

/* The kinds are those of the index event_account. Of what changed, `roles` stands in a list, not as a key. */
static const struct query change_list = {
    "account_change.list", NULL,
    "WITH RECURSIVE below (key) AS (SELECT key FROM unit WHERE key = ?1"
    " UNION SELECT unit.key FROM unit JOIN below ON unit.parent_key = below.key)"
    " SELECT event.at, event.kind, event.data, about.key, maker.key FROM event"
    " JOIN person AS about ON about.rid = event.about LEFT JOIN person AS maker ON maker.rid = event.actor"
    " WHERE event.kind IN ('invitation.made', 'person.added', 'person.changed') AND event.at >= ?2"
    " AND about.unit_key IN (SELECT key FROM below)"
    " AND (event.kind = 'person.changed' AND (event.data LIKE '%\"roles\",%' OR event.data LIKE '%\"roles\"]%')"
    "  OR event.kind = 'person.added' AND (event.data LIKE '%\"roles\":%manager%' OR event.data LIKE '%\"roles\":%hr%'"
    "   OR event.data LIKE '%\"roles\":%admin%')"
    "  OR event.kind = 'invitation.made' AND about.key IN"
    "   (SELECT person_key FROM role WHERE role IN ('manager', 'hr', 'admin')))"
    " ORDER BY event.at DESC, event.n DESC LIMIT ?3"};

/* The roles in an event's data. */
static unsigned roles_of(const char *data, struct arena *arena)
{
    static const char key[] = "\"roles\":\"";
    unsigned roles = 0;
    const char *at = strstr(data, key);
    if (!at)
        return 0;
    at += strlen(key);
    if (roles_parse(arena_format(arena, "%.*s", (int)strcspn(at, "\""), at), &roles) != 0)
        fail_forget(); /* of a later program */
    return roles;
}

static int change_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    bool is_link = text_equal(row_text(rows, 1), "invitation.made");
    *(struct account_change *)ret_item =
        (struct account_change){.at = row_number(rows, 0),
                                .kind = is_link ? ACCOUNT_LINK_MADE : ACCOUNT_ROLES_SET,
                                .roles = roles_of(row_text(rows, 2), arena),
                                .about_key = row_number(rows, 3),
                                .by_key = row_number(rows, 4)};
    return 0;
}

int account_changes_read(struct records *records, const struct actor *actor, int64_t unit_key, struct arena *arena,
                         struct account_change **ret_changes, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct account_change *changes = NULL;
    size_t count = 0;
    unsigned relations = 0;
    TRY(access_unit_relations(records, actor, unit_key, &relations));
    if (relations & RELATION_MANAGER) {
        int64_t since = instant_at(clock_today() - ACCOUNT_CHANGE_DAYS, 0, 0);
        TRY(records_select(records, &change_list,
                           BIND(value_number(unit_key), value_number(since), value_number(ACCOUNT_CHANGES_MAX)),
                           &rows));
        TRY(ROWS_COLLECT(&rows, change_read, NULL, arena, &changes, &count));
    }
    rows_end(&rows);
    for (size_t i = 0; i < count; i++) {
        TRY(naming_for(records, actor, changes[i].about_key, arena, &changes[i].about));
        TRY(naming_for(records, actor, changes[i].by_key, arena, &changes[i].by));
    }
    *ret_changes = changes;
    *ret_count = count;
    return 0;
}
