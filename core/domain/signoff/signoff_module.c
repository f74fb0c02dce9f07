/* What signing brings to the program. */
#include "base/clock.h"
#include "domain/people/naming.h"
#include "domain/records/event.h"
#include "domain/records/table.h"

static const struct query request_withdraw = {
    "erase.requests", "request",
    "UPDATE request SET state = 'withdrawn', ended_at = ?2 WHERE person_key = ?1 AND state = 'open' RETURNING *"};

/* Nobody is asked any more; the row stays. */
static int request_erase(struct records *records, const struct erasure *erasure)
{
    return records_write(records, &request_withdraw, BIND(value_number(erasure->person_key), value_number(clock_now())),
                         NULL);
}

static const struct records_table signoff_tables[] = {
    {.name = "request",
     .key_columns = 1,
     .person = "person_key",
     .others = "to_key",
     .exported = "requests",
     .erase_by = request_erase},
    {.name = "signoff",
     .key_columns = 1,
     .person = "person_key signer_key entered_by_key",
     .others = "ended_by_key",
     .exported = "signoffs signed_for_others entered_from_paper",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "done_before",
     .key_columns = 1,
     .person = "person_key",
     .exported = "done_before",
     .kept = KEPT_UNDER_RANDOM_ID},
    {0},
};

static const struct person_export signoff_exports[] = {
    {.row = {"done_before", 130},
     .query = {"export.done_before", NULL,
               "SELECT step.id AS step, version.revision, d.at AS at__done FROM done_before AS d"
               " JOIN step ON step.key = d.step_key JOIN version ON version.key = d.version_key WHERE "
               "d.person_key = ?1"
               " ORDER BY d.key"}},
    {.row = {"requests", 150},
     .query = {"export.requests", NULL,
               "SELECT step.id AS step, " NAMING_BEGIN "r.to_key" NAMING_END
               " AS asked_of, r.kind, r.state, r.asked_at AS at__asked, r.ended_at AS at__ended,"
               " remark.words AS comment FROM request AS r JOIN step ON step.key = r.step_key LEFT JOIN"
               " remark ON remark.key = r.remark_key WHERE r.person_key = ?1 ORDER BY r.key"}},
    {.row = {"signoffs", 160},
     .query = {"export.signoffs", NULL,
               "SELECT step.id AS step, version.revision, s.evidence, s.autonomy, " NAMING_BEGIN
               "s.signer_key" NAMING_END " AS"
               " signer, s.signer_right, s.at AS at__signed, s.paper_day AS day__on_paper, " NAMING_BEGIN
               "s.entered_by_key" NAMING_END
               " AS entered_by, remark.words AS comment, s.ended_at AS at__ended, " NAMING_BEGIN
               "s.ended_by_key" NAMING_END
               " AS ended_by, reason.words AS ended_because FROM signoff AS s JOIN step ON step.key ="
               " s.step_key JOIN version ON version.key = s.version_key LEFT JOIN remark ON remark.key ="
               " s.remark_key LEFT JOIN remark AS reason ON reason.key = s.ended_remark_key WHERE"
               " s.person_key = ?1 ORDER BY s.key"}},
    {.row = {"signed_for_others", 170},
     .query = {"export.signed", NULL,
               "SELECT person.rid AS person, step.id AS step, s.at AS at__signed FROM signoff AS s"
               " JOIN person ON person.key = s.person_key JOIN step ON step.key = s.step_key"
               " WHERE s.signer_key = ?1 AND s.person_key <> ?1 ORDER BY s.key"}},
    {.row = {"entered_from_paper", 180},
     .query = {"export.entered", NULL,
               "SELECT person.rid AS person, step.id AS step, s.paper_day AS day__on_paper, s.at AS "
               "at__entered FROM "
               "signoff AS "
               "s"
               " JOIN person ON person.key = s.person_key JOIN step ON step.key = s.step_key"
               " WHERE s.entered_by_key = ?1 ORDER BY s.key"}},
    {.row = {0}},
};

static const struct event_kind signoff_events[] = {
    {"signoff.requested", "step state revision", "0.1.0"},
    {"signoff.given", "step state revision debt paper signer", "0.1.0"},
    {"signoff.returned", "step state revision", "0.1.0"},
    {"signoff.withdrawn", "step state revision", "0.1.0"},
    {"signoff.reopened", "step state revision", "0.1.0"},
    {"step.done", "step state revision debt", "0.1.0"},
    {"step.taken", "step state revision", "0.1.0"},
    {"step.taken_over", "step state revision", "0.1.0"},
    {0},
};

const struct module signoff_module = {
    .name = "signoff", .events = signoff_events, .tables = signoff_tables, .exports = signoff_exports};
