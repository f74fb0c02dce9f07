/* What people and their accounts bring to the program. */
#include "base/fail.h"
#include "base/json.h"
#include "domain/people/comment.h"
#include "domain/people/naming.h"
#include "domain/people/session.h"
#include "domain/records/doctor_check.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"
#include "io/secret.h"

#include <time.h>

#define DAY_SECONDS (24 * 3600)
#define HASH_MILLISECONDS_MAX 1000

static int run_sessions_purge(const struct job_task *task)
{
    return session_purge(task->records);
}

static const struct job_kind people_jobs[] = {
    {.name = "sessions.purge",
     .help = "Forgets sessions and invitations that ended long ago",
     .every_seconds = DAY_SECONDS,
     .run = run_sessions_purge},
    {0},
};

static int remarks_erase(struct records *records, const struct erasure *erasure)
{
    int64_t count;
    TRY(comments_erase(records, erasure->person_key, &count));
    json_put_number(erasure->json, "remarks", count);
    return 0;
}

static const struct records_table people_tables[] = {
    {.name = "unit", .key_columns = 1},
    {.name = "person",
     .key_columns = 1,
     .person = "key",
     .exported = "account",
     .erase =
         {"erase.person", "person",
          "UPDATE person SET status = 'erased', background = NULL, in_profession_since = NULL, mentor_ceiling = NULL,"
          " full_until = NULL, placed_on = NULL WHERE key = ?1 RETURNING *"}},
    {.name = "identity",
     .key_columns = 1,
     .person = "person_key",
     .exported = "account",
     .erase = {"erase.identity", "identity", "DELETE FROM identity WHERE person_key = ?1 RETURNING *"}},
    {.name = "former_id",
     .key_columns = 1,
     .person = "person_key",
     .exported = "former_ids",
     .erase = {"erase.former_ids", "former_id", "DELETE FROM former_id WHERE person_key = ?1 RETURNING *"}},
    {.name = "role",
     .key_columns = 2,
     .person = "person_key",
     .exported = "roles",
     .erase = {"erase.roles", "role", "DELETE FROM role WHERE person_key = ?1 RETURNING *"}},
    {.name = "placement",
     .key_columns = 1,
     .person = "person_key",
     .exported = "placements",
     .erase = {"erase.placements", "placement", "DELETE FROM placement WHERE person_key = ?1 RETURNING *"}},
    {.name = "credential",
     .key_columns = 1,
     .person = "person_key",
     .exported = "account",
     .erase = {"erase.credential", "credential", "DELETE FROM credential WHERE person_key = ?1 RETURNING *"}},
    {.name = "invitation",
     .key_columns = 1,
     .person = "person_key",
     .others = "made_by_key",
     .exported = "invitations",
     .erase = {"erase.invitations", "invitation", "DELETE FROM invitation WHERE person_key = ?1 RETURNING *"}},
    {.name = "session",
     .key_columns = 1,
     .person = "person_key",
     .exported = "sessions",
     .erase = {"erase.sessions", "session", "DELETE FROM session WHERE person_key = ?1 RETURNING *"}},
    {.name = "sign_in_refusal",
     .key_columns = 2,
     .is_unlogged = true,
     .person = "person_key",
     .exported = "refused_sign_ins",
     .erase = {"erase.sign_in_refusals", "sign_in_refusal",
               "DELETE FROM sign_in_refusal WHERE person_key = ?1 RETURNING *"}},
    {.name = "remark",
     .key_columns = 1,
     .person = "about_key by_key",
     .exported = "comments_about comments_written",
     .erase_by = remarks_erase},
    {.name = "also_unit",
     .key_columns = 2,
     .person = "person_key",
     .exported = "also_units",
     .kept = KEPT_UNDER_RANDOM_ID},
    {0},
};

/* Counts by quarter of an hour, which begins at `quarter`; `told` of them the person has been told of, `recorded` have
 * their event. Key 0 is nobody: names that no account has. */
static const char refusal_tables[] =
    "CREATE TABLE sign_in_refusal (quarter INTEGER NOT NULL, person_key INTEGER NOT NULL, refused INTEGER NOT NULL,"
    " told INTEGER NOT NULL, recorded INTEGER NOT NULL, is_locked INTEGER NOT NULL, PRIMARY KEY (quarter, person_key))"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX sign_in_refusal_person ON sign_in_refusal(person_key);";

/* A closed unit has the day. */
static const char closed_units[] = "ALTER TABLE unit ADD COLUMN closed_on INTEGER;";

/* Ids that people had before; erased as the identity is, since an id may name somebody. */
static const char former_ids[] =
    "CREATE TABLE former_id (key INTEGER PRIMARY KEY, salt BLOB NOT NULL,"
    " person_key INTEGER NOT NULL REFERENCES person(key), id TEXT NOT NULL UNIQUE, changed_on INTEGER NOT NULL) STRICT;"
    "CREATE INDEX former_id_person ON former_id(person_key);";

/* Where somebody was until a day (placement.h). */
static const char placement_tables[] =
    "CREATE TABLE placement (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key), first "
    "INTEGER,"
    " last INTEGER NOT NULL, units TEXT NOT NULL, roles TEXT NOT NULL, background TEXT) STRICT;"
    "CREATE INDEX placement_person ON placement(person_key);";

static const struct migration people_migrations[] = {
    {{"refused sign-ins", 20}, refusal_tables},
    {{"views of pages", 21}, "CREATE INDEX event_viewed ON event(about, actor, at) WHERE kind = 'page.viewed';"},
    {{"who made an invitation", 22},
     "ALTER TABLE invitation ADD COLUMN made_at INTEGER;"
     "ALTER TABLE invitation ADD COLUMN made_by_key INTEGER REFERENCES person(key);"
     "ALTER TABLE invitation ADD COLUMN replaced INTEGER;"},
    {{"changes of accounts", 23},
     "CREATE INDEX event_account ON event(at) WHERE kind IN ('invitation.made', 'person.added', 'person.changed');"},
    {{"units that are closed", 24}, closed_units},
    {{"ids that people had", 26}, former_ids},
    {{"where people were before", 27}, placement_tables},
    {.row = {0}},
};

static const struct person_export people_exports[] = {
    {.row = {"account", 10},
     .query = {"export.account", NULL,
               "SELECT identity.id, identity.name, identity.email, identity.language, person.rid AS random_id, "
               "person.status,"
               " unit.id AS unit, unit.name AS unit_name, person.is_protected AS is__protected, person.background,"
               " person.in_profession_since AS day__in_profession_since, person.mentor_ceiling,"
               " person.full_until AS day__full_until, person.placed_on AS day__placed_on, credential.set_at AS "
               "at__password_set FROM person"
               " JOIN unit ON unit.key = person.unit_key LEFT JOIN identity ON identity.person_key = person.key"
               " LEFT JOIN credential ON credential.person_key = person.key WHERE person.key = ?1"}},
    {.row = {"former_ids", 15},
     .query = {"export.former_ids", NULL,
               "SELECT id, changed_on AS day__changed FROM former_id WHERE person_key = ?1 ORDER BY key"}},
    {.row = {"also_units", 20},
     .query =
         {"export.also_units", NULL,
          "SELECT unit.id AS unit, unit.name AS unit_name FROM also_unit JOIN unit ON unit.key = also_unit.unit_key"
          " WHERE also_unit.person_key = ?1 ORDER BY unit.id"}},
    {.row = {"placements", 35},
     .query = {"export.placements", NULL,
               "SELECT first AS day__from, last AS day__until, units, roles, background FROM placement"
               " WHERE person_key = ?1 ORDER BY key"}},
    {.row = {"roles", 40},
     .query = {"export.roles", NULL, "SELECT role FROM role WHERE person_key = ?1 ORDER BY role"}},
    {.row = {"invitations", 50},
     .query =
         {"export.invitations", NULL,
          "SELECT i.made_at AS at__made, " NAMING_BEGIN "i.made_by_key" NAMING_END
          " AS made_by, i.expires_at AS at__expires, i.used_at AS at__used, coalesce(i.replaced, 0) AS is__replacement"
          " FROM invitation AS i WHERE i.person_key = ?1 ORDER BY i.key"}},
    {.row = {"sessions", 60},
     .query = {"export.sessions", NULL,
               "SELECT started_at AS at__started, expires_at AS at__expires, ended_at AS at__ended FROM session"
               " WHERE person_key = ?1 ORDER BY key"}},
    {.row = {"refused_sign_ins", 65},
     .query = {"export.refused_sign_ins", NULL,
               "SELECT quarter AS at__from, refused, is_locked AS is__locked FROM sign_in_refusal"
               " WHERE person_key = ?1 ORDER BY quarter"}},
    {.row = {"comments_about", 370},
     .query = {"export.comments_about", NULL,
               "SELECT r.at AS at__written, " NAMING_BEGIN "r.by_key" NAMING_END
               " AS written_by, r.words FROM remark AS r WHERE r.about_key = ?1 ORDER BY r.key"}},
    {.row = {"comments_written", 380},
     .query = {"export.comments_written", NULL,
               "SELECT at AS at__written, words FROM remark WHERE by_key = ?1 AND about_key <> ?1 ORDER BY key"}},
    {.row = {0}},
};

/* ---- what the doctor asks ---- */

static int check_passwords(struct doctor *doctor)
{
    char encoded[SECRET_PASSWORD_BYTES];
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    TRY(secret_password_hash("a password to measure with", encoded));
    clock_gettime(CLOCK_MONOTONIC, &after);
    long long milliseconds = (after.tv_sec - before.tv_sec) * 1000LL + (after.tv_nsec - before.tv_nsec) / 1000000;
    if (milliseconds > HASH_MILLISECONDS_MAX)
        return doctor_warn(doctor,
                           fail(FAIL_SYSTEM,
                                "hashing a password took %lld ms; people wait that long to sign in: give the machine "
                                "more memory or processor",
                                milliseconds));
    doctor->note = arena_format(doctor->arena, "%lld ms", milliseconds);
    return 0;
}

static int check_administrator(struct doctor *doctor)
{
    static const struct query administrators = {
        "doctor.administrators", NULL,
        "SELECT count(*) FROM person JOIN role ON role.person_key = person.key AND role.role = 'admin' "
        "JOIN credential ON credential.person_key = person.key WHERE person.status = 'active'"};
    int64_t count = 0;
    TRY(records_number(doctor->records, &administrators, BIND_NOTHING, 0, &count));
    if (!count)
        return fail_at(FAIL_RULE, REASON_NO_ADMINISTRATOR, NULL, "nobody who can sign in is an administrator");
    doctor->note = arena_format(doctor->arena, "%lld", (long long)count);
    return 0;
}

static const struct doctor_check people_checks[] = {
    {{"passwords", 50}, false, check_passwords},
    {{"administrator", 160}, true, check_administrator},
    {.row = {0}},
};

static const struct event_kind people_events[] = {
    {"unit.added", "unit parent", "0.1.0"},
    {"unit.renamed", "unit parent", "0.1.0"},
    {"unit.moved", "unit parent", "0.1.0"},
    {"unit.closed", "unit parent", "0.1.0"},
    {"unit.opened", "unit parent", "0.1.0"},
    {"person.added", "unit roles", "0.1.0"},
    {"person.changed", "changed unit roles status learners", "0.1.0"},
    {"person.joined_unit", "unit", "0.1.0"},
    {"person.left_unit", "unit", "0.1.0"},
    {"page.viewed", "page", "0.1.0"},
    {"invitation.made", "", "0.1.0"},
    {"invitation.used", "", "0.1.0"},
    {"credential.set", "", "0.1.0"},
    {"signin.refused", "count quarter", "0.1.0"},
    {"signin.locked", "", "0.1.0"},
    {"session.started", "", "0.1.0"},
    {"session.ended", "", "0.1.0"},
    {"session.purged", "", "0.1.0"},
    {0},
};

const struct module people_module = {.name = "people",
                                     .events = people_events,
                                     .jobs = people_jobs,
                                     .tables = people_tables,
                                     .migrations = people_migrations,
                                     .exports = people_exports,
                                     .checks = people_checks};
