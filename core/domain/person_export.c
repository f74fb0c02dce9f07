/* Everything kept about a person as JSON, to hand out; see person.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/person.h"

#include <string.h>

/* A list in the export: its key and its query by person.key. A column called "day NAME" is a day, "at NAME" an instant,
 * "is NAME" yes or no. Hashes of passwords and links are left out: they would help nobody but a thief. */
struct part {
    const char *key;
    struct query query;
};

#define NAME_OF(key_column) "(SELECT identity.name FROM identity WHERE identity.person_key = " key_column ")"
#define STEP_OF(key_column) "(SELECT step.id FROM step WHERE step.key = " key_column ")"
#define WORDS_OF(key_column) "(SELECT remark.words FROM remark WHERE remark.key = " key_column ")"

static const struct part parts[] = {
    {"account",
     {"export.account", NULL,
      "SELECT identity.id AS \"id\", identity.name AS \"name\", identity.email AS \"email\", identity.language AS"
      " \"language\", person.rid AS \"random_id\", person.status AS \"status\", unit.id AS \"unit\", unit.name AS"
      " \"unit_name\", person.is_protected AS \"is protected\", person.background AS \"background\","
      " person.in_profession_since AS \"day in_profession_since\", person.mentor_ceiling AS \"mentor_ceiling\","
      " person.full_until AS \"day full_until\", credential.set_at AS \"at password_set\" FROM person"
      " JOIN unit ON unit.key = person.unit_key LEFT JOIN identity ON identity.person_key = person.key"
      " LEFT JOIN credential ON credential.person_key = person.key WHERE person.key = ?1"}},
    {"roles", {"export.roles", NULL, "SELECT role AS \"role\" FROM role WHERE person_key = ?1 ORDER BY role"}},
    {"invitations",
     {"export.invitations", NULL,
      "SELECT expires_at AS \"at expires\", used_at AS \"at used\" FROM invitation WHERE person_key = ?1"
      " ORDER BY key"}},
    {"sessions",
     {"export.sessions", NULL,
      "SELECT started_at AS \"at started\", expires_at AS \"at expires\", ended_at AS \"at ended\" FROM session"
      " WHERE person_key = ?1 ORDER BY key"}},
    {"plans",
     {"export.plans", NULL,
      "SELECT programme AS \"programme\", start AS \"day start\", ended_on AS \"day ended\" FROM plan"
      " WHERE person_key = ?1 ORDER BY key"}},
    {"leaves",
     {"export.leaves", NULL,
      "SELECT plan.programme AS \"programme\", l.first AS \"day first\", l.last AS \"day last\", l.told_on AS"
      " \"day told\" FROM plan_leave AS l JOIN plan ON plan.key = l.plan_key WHERE plan.person_key = ?1"
      " ORDER BY l.key"}},
    {"shares",
     {"export.shares", NULL,
      "SELECT plan.programme AS \"programme\", s.first AS \"day first\", s.percent AS \"percent\" FROM plan_share AS s"
      " JOIN plan ON plan.key = s.plan_key WHERE plan.person_key = ?1 ORDER BY s.key"}},
    {"steps",
     {"export.steps", NULL,
      "SELECT " STEP_OF(
          "p.step_key") " AS \"step\", p.state AS \"state\", p.since AS \"at since\", version.revision AS"
                        " \"revision\", " NAME_OF("p.decided_by_key") " AS \"decided_by\", p.until AS \"day "
                                                                      "until\", " WORDS_OF(
                                                                          "p.remark_key") " AS \"comment\" FROM "
                                                                                          "progress AS p LEFT JOIN "
                                                                                          "version ON version.key = "
                                                                                          "p.version_key"
                                                                                          " WHERE p.person_key = ?1 "
                                                                                          "ORDER BY 1"}},
    {"requests",
     {"export.requests", NULL,
      "SELECT " STEP_OF("r.step_key") " AS \"step\", " NAME_OF(
          "r.to_key") " AS \"to\", r.kind AS \"kind\", r.state AS"
                      " \"state\", r.asked_at AS \"at asked\", r.ended_at AS \"at ended\", " WORDS_OF(
                          "r.remark_key") " AS \"comment\" FROM request AS r WHERE r.person_key = ?1 ORDER BY r.key"}},
    {"signoffs",
     {"export.signoffs", NULL,
      "SELECT " STEP_OF(
          "s.step_key") " AS \"step\", version.revision AS \"revision\", s.evidence AS \"evidence\","
                        " s.autonomy AS \"autonomy\", " NAME_OF(
                            "s.signer_key") " AS \"signer\", s.signer_right AS \"signer_right\","
                                            " s.at AS \"at signed\", " WORDS_OF("s.remark_key") " AS \"comment\", "
                                                                                                "s.ended_at AS \"at "
                                                                                                "ended\", " NAME_OF("s."
                                                                                                                    "en"
                                                                                                                    "de"
                                                                                                                    "d_"
                                                                                                                    "by"
                                                                                                                    "_k"
                                                                                                                    "e"
                                                                                                                    "y") " AS \"ended_by\", " WORDS_OF(
                                                                                                    "s.ended_remark_"
                                                                                                    "key") " AS "
                                                                                                           "\"ended_"
                                                                                                           "because\""
                                                                                                           " FROM "
                                                                                                           "signoff AS "
                                                                                                           "s JOIN "
                                                                                                           "version ON "
                                                                                                           "version."
                                                                                                           "key = "
                                                                                                           "s.version_"
                                                                                                           "key WHERE "
                                                                                                           "s.person_"
                                                                                                           "key = ?1 "
                                                                                                           "ORDER BY "
                                                                                                           "s.key"}},
    {"signed_for_others",
     {"export.signed", NULL,
      "SELECT person.rid AS \"person\", " STEP_OF(
          "s.step_key") " AS \"step\", s.at AS \"at signed\" FROM signoff AS s"
                        " JOIN person ON person.key = s.person_key WHERE s.signer_key = ?1 AND s.person_key <> ?1 "
                        "ORDER BY s.key"}},
    {"mentors",
     {"export.mentors", NULL,
      "SELECT " NAME_OF("m.mentor_key") " AS \"mentor\", m.is_substitute AS \"is substitute\", m.first AS"
                                        " \"day first\", m.last AS \"day last\" FROM mentorship AS m WHERE "
                                        "m.learner_key = ?1 ORDER BY m.key"}},
    {"learners",
     {"export.learners", NULL,
      "SELECT person.rid AS \"person\", m.is_substitute AS \"is substitute\", m.first AS \"day first\", m.last AS"
      " \"day last\" FROM mentorship AS m JOIN person ON person.key = m.learner_key WHERE m.mentor_key = ?1"
      " ORDER BY m.key"}},
    {"stair_decisions",
     {"export.stairs", NULL,
      "SELECT staircase AS \"staircase\", level AS \"level\", " NAME_OF(
          "decided_by_key") " AS \"decided_by\", at AS"
                            " \"at decided\" FROM stair_decision WHERE person_key = ?1 ORDER BY key"}},
    {"comments_about",
     {"export.comments_about", NULL,
      "SELECT at AS \"at written\", " NAME_OF("by_key") " AS \"by\", words AS \"words\" FROM remark"
                                                        " WHERE about_key = ?1 ORDER BY key"}},
    {"comments_written",
     {"export.comments_written", NULL,
      "SELECT at AS \"at written\", words AS \"words\" FROM remark WHERE by_key = ?1 AND about_key <> ?1"
      " ORDER BY key"}},
    {"events",
     {"export.events", NULL,
      "SELECT event.n AS \"n\", event.at AS \"at happened\", event.kind AS \"kind\", event.actor AS \"actor\", "
      "event.data"
      " AS \"data\" FROM event WHERE event.about = (SELECT person.rid FROM person WHERE person.key = ?1)"
      " ORDER BY event.n"}},
};

static void column_add(struct json *json, const struct rows *rows, int column)
{
    const char *name = row_column_name(rows, column), *space = strchr(name, ' ');
    char instant[INSTANT_TEXT_BYTES];
    json_key(json, space ? space + 1 : name);
    if (row_is_null(rows, column))
        json_null(json);
    else if (text_starts(name, "is "))
        json_bool(json, row_number(rows, column) != 0);
    else if (text_starts(name, "at "))
        json_string(json, instant_format(row_number(rows, column), instant));
    else if (text_starts(name, "day "))
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
    TRY(records_select(records, &part->query, BIND(of_number(person_key)), &rows));
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

static int parts_add(struct records *records, int64_t person_key, struct text *into)
{
    char now[INSTANT_TEXT_BYTES];
    struct json json = JSON(into);
    json_object(&json);
    json_put_string(&json, "exported", instant_format(clock_now(), now));
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        TRY(part_add(records, &parts[i], person_key, &json));
    json_end(&json);
    return text_check(into, "the export");
}

int person_export(struct records *records, const struct actor *actor, const char *id, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    TRY(person_for(records, actor, RIGHT_EXPORT, id, &arena, &person));
    TRY(records_begin(records));
    int result = parts_add(records, person.key, into);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "person.exported", .about = person.rid});
}
