/* Everything kept about a person as JSON, to hand out; see person.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/admin/erase.h"
#include "domain/people/person_internal.h"

#include <string.h>

/* A list in the export: its key and its query by person.key. A column day__NAME is a day, at__NAME an instant, is__NAME
 * yes or no. Hashes of passwords and links are left out: they would help nobody but a thief. */
struct part {
    const char *key;
    struct query query;
};

static const struct part parts[] = {
    {"account",
     {"export.account", NULL,
      "SELECT identity.id, identity.name, identity.email, identity.language, person.rid AS random_id, person.status,"
      " unit.id AS unit, unit.name AS unit_name, person.is_protected AS is__protected, person.background,"
      " person.in_profession_since AS day__in_profession_since, person.mentor_ceiling,"
      " person.full_until AS day__full_until, person.placed_on AS day__placed_on, credential.set_at AS "
      "at__password_set FROM person"
      " JOIN unit ON unit.key = person.unit_key LEFT JOIN identity ON identity.person_key = person.key"
      " LEFT JOIN credential ON credential.person_key = person.key WHERE person.key = ?1"}},
    {"also_units",
     {"export.also_units", NULL,
      "SELECT unit.id AS unit, unit.name AS unit_name FROM also_unit JOIN unit ON unit.key = also_unit.unit_key"
      " WHERE also_unit.person_key = ?1 ORDER BY unit.id"}},
    {"employment",
     {"export.employment", NULL,
      "SELECT ended AS day__account_closes, is_closed AS is__closed_by_a_file FROM employment WHERE person_key = ?1"}},
    {"roles", {"export.roles", NULL, "SELECT role FROM role WHERE person_key = ?1 ORDER BY role"}},
    {"invitations",
     {"export.invitations", NULL,
      "SELECT expires_at AS at__expires, used_at AS at__used FROM invitation WHERE person_key = ?1 ORDER BY key"}},
    {"sessions",
     {"export.sessions", NULL,
      "SELECT started_at AS at__started, expires_at AS at__expires, ended_at AS at__ended FROM session"
      " WHERE person_key = ?1 ORDER BY key"}},
    {"plans",
     {"export.plans", NULL,
      "SELECT plan.programme, plan.start AS day__start, plan.ended_on AS day__ended, ender.name AS ended_by,"
      " reason.words AS ended_because FROM plan LEFT JOIN identity AS ender ON ender.person_key = plan.ended_by_key"
      " LEFT JOIN remark AS reason ON reason.key = plan.ended_remark_key WHERE plan.person_key = ?1 ORDER BY "
      "plan.key"}},
    {"leaves",
     {"export.leaves", NULL,
      "SELECT plan.programme, l.kind, l.first AS day__first, l.last AS day__last, l.told_on AS day__told,"
      " teller.name AS told_by, l.ended_at AS at__taken_back FROM plan_leave AS l JOIN plan ON plan.key = l.plan_key"
      " LEFT JOIN identity AS teller ON teller.person_key = l.told_by_key WHERE plan.person_key = ?1 ORDER BY l.key"}},
    {"shares",
     {"export.shares", NULL,
      "SELECT plan.programme, s.first AS day__first, s.percent, s.told_on AS day__told, teller.name AS told_by,"
      " s.ended_at AS at__taken_back FROM plan_share AS s JOIN plan ON plan.key = s.plan_key"
      " LEFT JOIN identity AS teller ON teller.person_key = s.told_by_key WHERE plan.person_key = ?1 ORDER BY s.key"}},
    {"own_steps",
     {"export.own_steps", NULL,
      "SELECT plan.programme, step.id AS step, other.id AS instead_of, o.due AS day__due, decider.name AS decided_by,"
      " o.at AS at__decided, remark.words AS because, o.ended_at AS at__taken_back, reason.words AS taken_back_because"
      " FROM plan_step AS o JOIN plan ON plan.key = o.plan_key JOIN step ON step.key = o.step_key"
      " LEFT JOIN step AS other ON other.key = o.instead_of_key"
      " LEFT JOIN identity AS decider ON decider.person_key = o.decided_by_key"
      " LEFT JOIN remark ON remark.key = o.remark_key LEFT JOIN remark AS reason ON reason.key = o.ended_remark_key"
      " WHERE plan.person_key = ?1 ORDER BY o.key"}},
    {"caseload",
     {"export.caseload", NULL,
      "SELECT plan.programme, c.week AS day__week, c.planned, c.actual FROM caseload AS c"
      " JOIN plan ON plan.key = c.plan_key WHERE plan.person_key = ?1 ORDER BY c.plan_key, c.week"}},
    {"steps",
     {"export.steps", NULL,
      "SELECT step.id AS step, p.state, p.since AS at__since, version.revision, decider.name AS decided_by,"
      " p.until AS day__until, remark.words AS comment FROM progress AS p JOIN step ON step.key = p.step_key"
      " LEFT JOIN version ON version.key = p.version_key"
      " LEFT JOIN identity AS decider ON decider.person_key = p.decided_by_key"
      " LEFT JOIN remark ON remark.key = p.remark_key WHERE p.person_key = ?1 ORDER BY step.id"}},
    {"done_before",
     {"export.done_before", NULL,
      "SELECT step.id AS step, version.revision, d.at AS at__done FROM done_before AS d"
      " JOIN step ON step.key = d.step_key JOIN version ON version.key = d.version_key WHERE d.person_key = ?1"
      " ORDER BY d.key"}},
    {"taken_over",
     {"export.taken_over", NULL,
      "SELECT step.id AS step, older.id AS from_step, version.revision, c.at AS at__taken_over FROM carried AS c"
      " JOIN step ON step.key = c.step_key JOIN step AS older ON older.key = c.from_key"
      " LEFT JOIN version ON version.key = c.version_key WHERE c.person_key = ?1 ORDER BY c.key"}},
    {"requests",
     {"export.requests", NULL,
      "SELECT step.id AS step, asked.name AS asked_of, r.kind, r.state, r.asked_at AS at__asked,"
      " r.ended_at AS at__ended, remark.words AS comment FROM request AS r JOIN step ON step.key = r.step_key"
      " LEFT JOIN identity AS asked ON asked.person_key = r.to_key LEFT JOIN remark ON remark.key = r.remark_key"
      " WHERE r.person_key = ?1 ORDER BY r.key"}},
    {"signoffs",
     {"export.signoffs", NULL,
      "SELECT step.id AS step, version.revision, s.evidence, s.autonomy, signer.name AS signer, s.signer_right,"
      " s.at AS at__signed, s.paper_day AS day__on_paper, typist.name AS entered_by, remark.words AS comment, "
      "s.ended_at AS at__ended, ender.name AS ended_by,"
      " reason.words AS ended_because FROM signoff AS s JOIN step ON step.key = s.step_key"
      " JOIN version ON version.key = s.version_key LEFT JOIN identity AS signer ON signer.person_key = s.signer_key"
      " LEFT JOIN identity AS typist ON typist.person_key = s.entered_by_key"
      " LEFT JOIN remark ON remark.key = s.remark_key LEFT JOIN identity AS ender ON ender.person_key = s.ended_by_key"
      " LEFT JOIN remark AS reason ON reason.key = s.ended_remark_key WHERE s.person_key = ?1 ORDER BY s.key"}},
    {"signed_for_others",
     {"export.signed", NULL,
      "SELECT person.rid AS person, step.id AS step, s.at AS at__signed FROM signoff AS s"
      " JOIN person ON person.key = s.person_key JOIN step ON step.key = s.step_key"
      " WHERE s.signer_key = ?1 AND s.person_key <> ?1 ORDER BY s.key"}},
    {"entered_from_paper",
     {"export.entered", NULL,
      "SELECT person.rid AS person, step.id AS step, s.paper_day AS day__on_paper, s.at AS at__entered FROM signoff AS "
      "s"
      " JOIN person ON person.key = s.person_key JOIN step ON step.key = s.step_key"
      " WHERE s.entered_by_key = ?1 ORDER BY s.key"}},
    {"mentors",
     {"export.mentors", NULL,
      "SELECT mentor.name AS mentor, m.is_substitute AS is__substitute, m.first AS day__first, m.last AS day__last,"
      " remark.words AS because FROM mentorship AS m LEFT JOIN identity AS mentor ON mentor.person_key = m.mentor_key"
      " LEFT JOIN remark ON remark.key = m.remark_key"
      " WHERE m.learner_key = ?1 ORDER BY m.key"}},
    {"learners",
     {"export.learners", NULL,
      "SELECT person.rid AS person, m.is_substitute AS is__substitute, m.first AS day__first,"
      " m.last AS day__last FROM mentorship AS m JOIN person ON person.key = m.learner_key"
      " WHERE m.mentor_key = ?1 ORDER BY m.key"}},
    {"stair_decisions",
     {"export.stairs", NULL,
      "SELECT d.staircase, d.level, decider.name AS decided_by, d.at AS at__decided, edition.id AS edition,"
      " remark.words AS because FROM stair_decision AS d LEFT JOIN edition ON edition.key = d.edition_key"
      " LEFT JOIN remark ON remark.key = d.remark_key LEFT JOIN identity AS decider"
      " ON decider.person_key = d.decided_by_key WHERE d.person_key = ?1 ORDER BY d.key"}},
    {"stair_grounds",
     {"export.stair_grounds", NULL,
      "SELECT d.level, g.rule, g.have, g.need, g.is_met AS is__met FROM stair_ground AS g"
      " JOIN stair_decision AS d ON d.key = g.decision_key WHERE d.person_key = ?1 ORDER BY d.key, g.n"}},
    {"stair_evidence",
     {"export.stair_evidence", NULL,
      "SELECT d.level, step.id AS step, s.at AS at__signed FROM stair_evidence AS e"
      " JOIN stair_decision AS d ON d.key = e.decision_key JOIN signoff AS s ON s.key = e.signoff_key"
      " JOIN step ON step.key = s.step_key WHERE d.person_key = ?1 ORDER BY d.key, s.key"}},
    {"own_view",
     {"export.own_view", NULL,
      "SELECT competence, autonomy, at AS at__said FROM self_view WHERE person_key = ?1 ORDER BY competence"}},
    {"stair_choice", {"export.stair_choice", NULL, "SELECT staircase FROM stair_choice WHERE person_key = ?1"}},
    {"talks",
     {"export.talks", NULL,
      "SELECT talk.day AS day__held, talk.minutes, mentor.name AS held_by FROM talk"
      " LEFT JOIN identity AS mentor ON mentor.person_key = talk.by_key WHERE talk.person_key = ?1 ORDER BY talk.key"}},
    {"aspirant",
     {"export.aspirant", NULL,
      "SELECT university, term, graduates AS day__graduates, placed_on AS day__placed, began_on AS day__began,"
      " hired_on AS day__hired, left_on AS day__left, left_why, minimum / 100.0 AS minimum_hours, programme"
      " FROM aspirant WHERE person_key = ?1"}},
    {"aspirant_hours",
     {"export.aspirant_hours", NULL,
      "SELECT h.day AS day__worked, h.is_month AS is__whole_month, h.hundredths / 100.0 AS hours, h.at AS at__logged,"
      " remark.words AS note, h.ended_at AS at__changed FROM aspirant_hours AS h"
      " LEFT JOIN remark ON remark.key = h.remark_key WHERE h.person_key = ?1 ORDER BY h.key"}},
    {"aspirant_pauses",
     {"export.aspirant_pauses", NULL,
      "SELECT p.first AS day__first, p.last AS day__last, p.kind, teller.name AS told_by, p.ended_at AS at__taken_back"
      " FROM aspirant_pause AS p LEFT JOIN identity AS teller ON teller.person_key = p.by_key"
      " WHERE p.person_key = ?1 ORDER BY p.key"}},
    {"promises",
     {"export.promises", NULL,
      "SELECT p.kind, what.words AS what, p.due AS day__due, c.state, c.day AS day__of_state, c.due AS day__due_then,"
      " c.at AS at__said, sayer.name AS said_by, remark.words AS because FROM promise AS p"
      " JOIN promise_change AS c ON c.promise_key = p.key LEFT JOIN remark AS what ON what.key = p.remark_key"
      " LEFT JOIN identity AS sayer ON sayer.person_key = c.by_key LEFT JOIN remark ON remark.key = c.remark_key"
      " WHERE p.person_key = ?1 ORDER BY p.key, c.n"}},
    {"consents_to_university",
     {"export.consents", NULL,
      "SELECT given_at AS at__given, ended_at AS at__taken_back FROM aspirant_consent WHERE person_key = ?1"
      " ORDER BY key"}},
    {"contact_of_university",
     {"export.university_contact", NULL, "SELECT university FROM university_contact WHERE person_key = ?1"}},
    {"calendar",
     {"export.calendar", NULL, "SELECT made_at AS at__address_made FROM calendar_address WHERE person_key = ?1"}},
    {"calendar_events",
     {"export.calendar_events", NULL,
      "SELECT kind, subject, uid, sequence, day AS day__day, at AS at__begins, minutes, changed_at AS at__changed,"
      " is_cancelled AS is__cancelled FROM calendar_event WHERE person_key = ?1 ORDER BY kind, subject"}},
    {"reminder_mails_chosen",
     {"export.digest_choice", NULL, "SELECT choice, at AS at__chosen FROM digest_choice WHERE person_key = ?1"}},
    {"reminder_mails",
     {"export.digests", NULL,
      "SELECT day AS day__of, state, at AS at__settled FROM digest WHERE person_key = ?1 ORDER BY day"}},
    {"comments_about",
     {"export.comments_about", NULL,
      "SELECT r.at AS at__written, writer.name AS written_by, r.words FROM remark AS r"
      " LEFT JOIN identity AS writer ON writer.person_key = r.by_key WHERE r.about_key = ?1 ORDER BY r.key"}},
    {"comments_written",
     {"export.comments_written", NULL,
      "SELECT at AS at__written, words FROM remark WHERE by_key = ?1 AND about_key <> ?1 ORDER BY key"}},
    {"events",
     {"export.events", NULL,
      "SELECT event.n, event.at AS at__happened, event.kind, event.actor, event.data FROM event"
      " JOIN person ON person.rid = event.about WHERE person.key = ?1 ORDER BY event.n"}},
};

static void column_add(struct json *json, const struct rows *rows, int column)
{
    const char *name = row_column_name(rows, column), *prefix = strstr(name, "__");
    char instant[INSTANT_TEXT_BYTES];
    json_key(json, prefix ? prefix + 2 : name);
    if (row_is_null(rows, column))
        json_null(json);
    else if (text_starts(name, "is__"))
        json_bool(json, row_number(rows, column) != 0);
    else if (text_starts(name, "at__"))
        json_string(json, instant_format(row_number(rows, column), instant));
    else if (text_starts(name, "day__"))
        json_string(json, day_format(row_day(rows, column), instant));
    else if (row_kind(rows, column) == VALUE_NUMBER)
        json_number(json, row_number(rows, column));
    else if (row_kind(rows, column) == VALUE_DECIMAL)
        json_decimal(json, row_decimal(rows, column));
    else
        json_string(json, row_text(rows, column));
}

static int part_add(struct records *records, const struct part *part, int64_t person_key, struct json *json)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &part->query, BIND(value_number(person_key)), &rows));
    json_key(json, part->key);
    json_array(json);
    while (rows_next(&rows)) {
        json_object(json);
        for (int column = 0; column < row_columns(&rows); column++)
            column_add(json, &rows, column);
        json_end(json);
    }
    json_end(json);
    return rows_result(&rows);
}

static int parts_add(struct records *records, const struct person *person, struct text *into)
{
    char now[INSTANT_TEXT_BYTES];
    struct json json = JSON(into);
    json_object(&json);
    json_put_string(&json, "exported", instant_format(clock_now(), now));
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        TRY(part_add(records, &parts[i], person->key, &json));
    TRY(person_export_elsewhere(records, person->rid, &json));
    json_end(&json);
    return text_check(into, "the export");
}

int person_export(struct records *records, const struct actor *actor, const char *id, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    TRY(person_for(records, actor, RIGHT_EXPORT, id, &arena, &person));
    TRY(records_begin(records));
    int result = parts_add(records, &person, into);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "person.exported", .about = person.rid});
}
