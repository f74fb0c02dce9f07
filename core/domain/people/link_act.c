/* Finds in the event log what followed upon a password that somebody else set; see link_act.h. */
#include "domain/people/link_act.h"

#include "base/fail.h"

/* `reset` is a password that somebody else set where there was one before. An invitation is of the one who made the
 * newest: it ended those before. Another reset in between has acts of its own. */
static const struct query act_list = {
    "link_act.list", NULL,
    "WITH setting AS (SELECT s.n, s.at, s.about, CASE s.kind WHEN 'credential.set' THEN s.actor ELSE (SELECT made.actor"
    "  FROM event AS made WHERE made.about = s.about AND made.kind = 'invitation.made' AND made.n < s.n"
    "  ORDER BY made.n DESC LIMIT 1) END AS set_by FROM event AS s WHERE s.kind IN ('invitation.used', "
    "'credential.set')),"
    " reset AS (SELECT n, at, about, set_by FROM setting WHERE set_by <> about AND EXISTS"
    "  (SELECT 1 FROM setting AS before WHERE before.about = setting.about AND before.n < setting.n))"
    " SELECT act.at, reset.at, act.kind, actor.key, about.key, maker.key FROM reset"
    " JOIN event AS act ON act.actor = reset.about AND act.n > reset.n AND act.at < reset.at + ?1"
    " JOIN person AS actor ON actor.rid = act.actor LEFT JOIN person AS about ON about.rid = act.about"
    " LEFT JOIN person AS maker ON maker.rid = reset.set_by"
    " WHERE act.kind <> 'invitation.used' AND (?2 IS NULL OR act.kind = ?2) AND NOT EXISTS (SELECT 1 FROM reset AS "
    "later"
    "  WHERE later.about = reset.about AND later.n > reset.n AND later.n < act.n)"
    " ORDER BY act.n DESC LIMIT ?3"};

static int act_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct link_act *)ret_item = (struct link_act){.at = row_number(rows, 0),
                                                     .set_at = row_number(rows, 1),
                                                     .kind = row_copy(rows, 2, arena),
                                                     .actor_key = row_number(rows, 3),
                                                     .about_key = row_number(rows, 4),
                                                     .set_by_key = row_number(rows, 5)};
    return 0;
}

int link_acts_read(struct records *records, const struct actor *actor, int days, const char *kind, struct arena *arena,
                   struct link_act **ret_acts, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct link_act *acts;
    size_t count;
    TRY(access_check_site(actor, SITE_RUN));
    TRY(records_select(records, &act_list,
                       BIND(value_number((int64_t)days * 24 * 3600), value_text(kind), value_number(LINK_ACTS_MAX)),
                       &rows));
    TRY(ROWS_COLLECT(&rows, act_read, NULL, arena, &acts, &count));
    rows_end(&rows);
    for (size_t i = 0; i < count; i++) {
        TRY(naming_for(records, actor, acts[i].actor_key, arena, &acts[i].actor));
        TRY(naming_for(records, actor, acts[i].about_key, arena, &acts[i].about));
        TRY(naming_for(records, actor, acts[i].set_by_key, arena, &acts[i].set_by));
    }
    *ret_acts = acts;
    *ret_count = count;
    return 0;
}
