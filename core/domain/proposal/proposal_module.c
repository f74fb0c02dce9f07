/* What proposals bring to the program. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/proposal/proposal.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "domain/remind/reminder.h"

#define TOLD_DAYS 14 /* so long a decision stands among the reminders of its author */

static const struct migration proposal_migrations[] = {
    {{"proposals", 30},
     "CREATE TABLE proposal (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, layer TEXT NOT NULL,"
     " branch TEXT NOT NULL, title TEXT NOT NULL, author_key INTEGER NOT NULL REFERENCES person (key),"
     " state TEXT NOT NULL CHECK (state IN ('open', 'changes', 'accepted', 'declined')), base TEXT NOT NULL,"
     " head TEXT NOT NULL, sent_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, decided_at INTEGER,"
     " decided_by_key INTEGER REFERENCES person (key), merged TEXT, UNIQUE (layer, branch)) STRICT;"
     "CREATE INDEX proposal_by_author ON proposal (author_key, state);"
     "CREATE TABLE proposal_comment (key INTEGER PRIMARY KEY, proposal_key INTEGER NOT NULL REFERENCES proposal (key),"
     " remark_key INTEGER NOT NULL REFERENCES remark (key), kind TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
     "CREATE INDEX proposal_comment_by_proposal ON proposal_comment (proposal_key);"
     "CREATE TABLE proposal_measure (proposal_key INTEGER PRIMARY KEY REFERENCES proposal (key), head TEXT NOT NULL,"
     " tip TEXT NOT NULL, edition TEXT NOT NULL, is_conflict INTEGER NOT NULL, errors INTEGER NOT NULL,"
     " warnings INTEGER NOT NULL, steps INTEGER NOT NULL, plans INTEGER NOT NULL, signoffs INTEGER NOT NULL,"
     " redo INTEGER NOT NULL, read INTEGER NOT NULL) STRICT;"
     "CREATE TABLE proposal_draft (person_key INTEGER NOT NULL REFERENCES person (key), layer TEXT NOT NULL,"
     " path TEXT NOT NULL, base TEXT NOT NULL, text TEXT NOT NULL, why TEXT NOT NULL, change INTEGER NOT NULL,"
     " holds_from INTEGER, changed_at INTEGER NOT NULL, PRIMARY KEY (person_key, layer, path)) STRICT, WITHOUT ROWID;"
     "CREATE INDEX proposal_draft_by_file ON proposal_draft (layer, path);"},
    {.row = {0}},
};

static const struct records_table proposal_tables[] = {
    {.name = "proposal",
     .key_columns = 1,
     .person = "author_key",
     .others = "decided_by_key",
     .exported = "proposals",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "proposal_comment",
     .key_columns = 1,
     .person = "remark_key",
     .exported = "proposal_comments",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "proposal_draft",
     .key_columns = 3,
     .is_unlogged = true,
     .person = "person_key",
     .exported = "drafts",
     .erase = {"erase.drafts", "proposal_draft", "DELETE FROM proposal_draft WHERE person_key = ?1 RETURNING *"}},
    {.name = "proposal_measure",
     .key_columns = 1,
     .is_unlogged = true,
     .person = "proposal_key",
     .not_exported = "what a proposal would mean for everybody; says nothing of its author",
     .kept = "figures only, and they are measured again"},
    {0},
};

static const struct person_export proposal_exports[] = {
    {.row = {"proposals", 285},
     .query =
         {"export.proposals", NULL,
          "SELECT p.id, p.layer, p.title, p.state, p.sent_at AS at__sent, p.decided_at AS at__decided, " NAMING_BEGIN
          "p.decided_by_key" NAMING_END " AS decided_by FROM proposal AS p WHERE p.author_key = ?1 ORDER BY p.key"}},
    {.row = {"proposal_comments", 287},
     .query = {"export.proposal_comments", NULL,
               "SELECT p.id AS proposal, c.kind, c.at AS at__said, remark.words AS what FROM proposal_comment AS c"
               " JOIN proposal AS p ON p.key = c.proposal_key LEFT JOIN remark ON remark.key = c.remark_key"
               " WHERE p.author_key = ?1 ORDER BY c.key"}},
    {.row = {"drafts", 286},
     .query = {"export.drafts", NULL,
               "SELECT layer, path, text, why, changed_at AS at__changed FROM proposal_draft WHERE person_key = ?1"
               " ORDER BY layer, path"}},
    {.row = {0}},
};

static const struct event_kind proposal_events[] = {
    {"proposal.sent", "proposal layer commit", "0.1.0"},
    {"proposal.updated", "proposal layer commit", "0.1.0"},
    {"proposal.commented", "proposal layer", "0.1.0"},
    {"proposal.returned", "proposal layer", "0.1.0"},
    {"proposal.accepted", "proposal layer commit", "0.1.0"},
    {"proposal.declined", "proposal layer", "0.1.0"},
    {0},
};

static int run_measure(const struct job_task *task)
{
    return proposal_measure_all(task->site);
}

static const struct job_kind proposal_jobs[] = {
    {.name = JOB_PROPOSAL_MEASURE, .help = "Says what accepting proposals would mean", .run = run_measure},
    {0},
};

/* ---- the author is told what became of it ---- */

static void decision_add(struct reminder_collection *collection, const struct rows *rows)
{
    bool is_returned = text_equal(row_text(rows, 2), "changes");
    struct reminder reminder = {.kind = is_returned ? REMINDER_RETURNED : REMINDER_FOR_YOU,
                                .title = row_copy(rows, 1, collection->arena),
                                .day = instant_day(row_number(rows, 3)),
                                .target = {.kind = TARGET_PROPOSAL, .id = row_copy(rows, 0, collection->arena)}};
    reminder_collection_add(collection, &reminder);
}

static int remind_of_proposals(struct reminder_collection *collection)
{
    static const struct query decided = {
        "remind.proposals", NULL,
        "SELECT id, title, state, coalesce(decided_at, changed_at) FROM proposal WHERE author_key = ?1"
        " AND (state = 'changes' OR decided_at >= ?2) ORDER BY key DESC LIMIT 20"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(
        collection->site->records, &decided,
        BIND(value_number(collection->self.person.key), value_number(instant_at(collection->today - TOLD_DAYS, 0, 0))),
        &rows));
    while (rows_next(&rows))
        decision_add(collection, &rows);
    return rows_result(&rows);
}

static const struct reminder_source proposal_reminders[] = {
    {.row = {"proposals", 60}, .find = remind_of_proposals},
    {.row = {0}},
};

const struct module proposal_module = {.name = "proposal",
                                       .tables = proposal_tables,
                                       .exports = proposal_exports,
                                       .migrations = proposal_migrations,
                                       .events = proposal_events,
                                       .jobs = proposal_jobs,
                                       .reminders = proposal_reminders};
