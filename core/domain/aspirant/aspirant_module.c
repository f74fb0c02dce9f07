/* What aspirants bring to the program. */
#include "domain/aspirant/aspirant_internal.h"
#include "domain/calendar/calendar_sources.h"
#include "domain/people/person_internal.h"
#include "domain/records/event.h"
#include "domain/records/table.h"
#include "domain/remind/reminder.h"

static const struct reminder_source aspirant_reminders[] = {
    {.row = {"promises", 40}, .find = remind_of_commitments, .is_shown_by_start_pages = true},
    {.row = {"hours", 50}, .find = remind_of_hours, .is_shown_by_start_pages = true},
    {.row = {0}},
};

static const struct calendar_source aspirant_entries[] = {
    {.row = {.name = "promises"}, .find = calendar_of_commitments},
    {.row = {0}},
};

static const struct query aspirant_blank = {
    "erase.aspirant", "aspirant",
    "UPDATE aspirant SET university = '', term = NULL, salt = ?2 WHERE person_key = ?1 RETURNING *"};

/* What the funnel counts stays: when somebody began, was employed and left. */
static int aspirant_erase(struct records *records, const struct erasure *erasure)
{
    unsigned char salt[PERSON_SALT_BYTES];
    secret_random(salt, sizeof salt);
    return records_write(records, &aspirant_blank,
                         BIND(value_number(erasure->person_key), value_bytes(salt, sizeof salt)), NULL);
}

static int consent_erase(struct records *records, const struct erasure *erasure)
{
    return aspirant_consent_end(records, erasure->person_key);
}

static const struct records_table aspirant_tables[] = {
    {.name = "aspirant", .key_columns = 1, .person = "person_key", .exported = "aspirant", .erase_by = aspirant_erase},
    {.name = "aspirant_hours",
     .key_columns = 1,
     .person = "person_key",
     .others = "by_key ended_by_key",
     .exported = "aspirant_hours",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "aspirant_pause",
     .key_columns = 1,
     .person = "person_key",
     .others = "by_key ended_by_key",
     .exported = "aspirant_pauses",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "promise", .key_columns = 1, .person = "person_key", .exported = "promises", .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "promise_change",
     .key_columns = 2,
     .person = "promise_key",
     .others = "by_key",
     .exported = "promises",
     .kept = KEPT_UNDER_RANDOM_ID},
    {.name = "aspirant_consent",
     .key_columns = 1,
     .person = "person_key",
     .exported = "consents_to_university",
     .erase_by = consent_erase},
    {.name = "university_contact",
     .key_columns = 1,
     .person = "person_key",
     .exported = "contact_of_university",
     .erase = {"erase.contact", "university_contact",
               "DELETE FROM university_contact WHERE person_key = ?1 RETURNING *"}},
    {0},
};

/* Hours become seconds. What was typed as 2:20 had been rounded to 2,33; no other minute is rounded to that, so the
 * nearest one is what was meant. */
static const char seconds_tables[] = "ALTER TABLE aspirant_hours ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0;"
                                     "UPDATE aspirant_hours SET seconds = (hundredths * 60 + 50) / 100 * 60;"
                                     "ALTER TABLE aspirant_hours DROP COLUMN hundredths;"
                                     "UPDATE aspirant SET minimum = minimum * 36;";

static const struct migration aspirant_migrations[] = {
    {{"hours in seconds", 18}, seconds_tables},
    {.row = {0}},
};

static const struct migration_rewrite aspirant_rewrites[] = {{18, "aspirant aspirant_hours"}, {0}};

static const struct person_export aspirant_exports[] = {
    {.row = {"aspirant", 270},
     .query = {"export.aspirant", NULL,
               "SELECT university, term, graduates AS day__graduates, placed_on AS day__placed, began_on AS day__began,"
               " hired_on AS day__hired, left_on AS day__left, left_why, minimum / 3600.0 AS minimum_hours, programme"
               " FROM aspirant WHERE person_key = ?1"}},
    {.row = {"aspirant_hours", 280},
     .query = {"export.aspirant_hours", NULL,
               "SELECT h.day AS day__worked, h.is_month AS is__whole_month, h.seconds / 3600.0 AS hours, h.at AS "
               "at__logged,"
               " remark.words AS note, h.ended_at AS at__changed FROM aspirant_hours AS h"
               " LEFT JOIN remark ON remark.key = h.remark_key WHERE h.person_key = ?1 ORDER BY h.key"}},
    {.row = {"aspirant_pauses", 290},
     .query = {"export.aspirant_pauses", NULL,
               "SELECT p.first AS day__first, p.last AS day__last, p.kind, teller.name AS told_by, p.ended_at AS "
               "at__taken_back"
               " FROM aspirant_pause AS p LEFT JOIN identity AS teller ON teller.person_key = p.by_key"
               " WHERE p.person_key = ?1 ORDER BY p.key"}},
    {.row = {"promises", 300},
     .query =
         {"export.promises", NULL,
          "SELECT p.kind, what.words AS what, p.due AS day__due, c.state, c.day AS day__of_state, c.due AS "
          "day__due_then,"
          " c.at AS at__said, sayer.name AS said_by, remark.words AS because FROM promise AS p"
          " JOIN promise_change AS c ON c.promise_key = p.key LEFT JOIN remark AS what ON what.key = p.remark_key"
          " LEFT JOIN identity AS sayer ON sayer.person_key = c.by_key LEFT JOIN remark ON remark.key = c.remark_key"
          " WHERE p.person_key = ?1 ORDER BY p.key, c.n"}},
    {.row = {"consents_to_university", 310},
     .query = {"export.consents", NULL,
               "SELECT given_at AS at__given, ended_at AS at__taken_back FROM aspirant_consent WHERE person_key = ?1"
               " ORDER BY key"}},
    {.row = {"contact_of_university", 320},
     .query = {"export.university_contact", NULL, "SELECT university FROM university_contact WHERE person_key = ?1"}},
    {.row = {0}},
};

static const struct event_kind aspirant_events[] = {
    {"aspirant.begun", "stage from programme", "0.1.0"},
    {"aspirant.changed", "university term graduates minimum", "0.1.0"},
    {"aspirant.left", "on", "0.1.0"},
    {"aspirant.hired", "from programme started promise state due day", "0.1.0"},
    {"aspirant.paused", "first last kind", "0.1.0"},
    {"aspirant.pause_taken_back", "first", "0.1.0"},
    {"aspirant.hours_logged", "day month hundredths seconds", "0.1.0"},
    {"aspirant.hours_corrected", "entry day month hundredths seconds", "0.1.0"},
    {"aspirant.consented", "", "0.1.0"},
    {"aspirant.consent_taken_back", "", "0.1.0"},
    {"contact.university_set", "", "0.1.0"},
    {"promise.given", "kind promise state due day", "0.1.0"},
    {"promise.changed", "promise state due day", "0.1.0"},
    {0},
};

const struct module aspirant_module = {.name = "aspirant",
                                       .events = aspirant_events,
                                       .reminders = aspirant_reminders,
                                       .calendar = aspirant_entries,
                                       .tables = aspirant_tables,
                                       .migrations = aspirant_migrations,
                                       .rewrites = aspirant_rewrites,
                                       .exports = aspirant_exports};
