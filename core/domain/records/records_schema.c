/* The tables of the records, as numbered migrations: only ever added to, never changed. See records.h for the rules. */
#include "domain/records/table.h"

static const char first_tables[] =
    /* Which migrations this file has seen. */
    "CREATE TABLE migration (n INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"

    /* The event log: never updated, never deleted from. `clock` is 1 under a set clock. `rows` has a line 'table key
     * digest' for each row the transaction left ('-' for one it removed). `hash` covers the previous hash and all else.
     */
    "CREATE TABLE event (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, clock INTEGER NOT NULL, actor TEXT NOT NULL,"
    " kind TEXT NOT NULL, about TEXT NOT NULL, data TEXT NOT NULL, rows TEXT NOT NULL, hash BLOB NOT NULL) STRICT;"
    "CREATE INDEX event_about ON event(about, n);"

    /* Curriculum layers, base first; where each comes from. */
    "CREATE TABLE layer (name TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL UNIQUE, source TEXT NOT NULL,"
    " kind TEXT NOT NULL CHECK (kind IN ('folder', 'repository', 'remote')), ref TEXT) STRICT, WITHOUT ROWID;"

    /* Published editions: `commits` has a line 'layer commit' for each layer, base first. */
    "CREATE TABLE edition (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,"
    " commits TEXT NOT NULL) STRICT;"

    "CREATE TABLE unit (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " parent_key INTEGER REFERENCES unit(key)) STRICT;"
    "CREATE INDEX unit_parent ON unit(parent_key);"

    /* A person without anything that names one; `rid` is the random id of URLs and events. */
    "CREATE TABLE person (key INTEGER PRIMARY KEY, rid TEXT NOT NULL UNIQUE,"
    " unit_key INTEGER NOT NULL REFERENCES unit(key),"
    " status TEXT NOT NULL CHECK (status IN ('active', 'disabled', 'erased')),"
    " is_protected INTEGER NOT NULL DEFAULT 0, background TEXT, in_profession_since INTEGER, mentor_ceiling REAL,"
    " full_until INTEGER) STRICT;"
    "CREATE INDEX person_unit ON person(unit_key);"

    /* What names a person; erased as a row. `id` is the short id of the command line. */
    "CREATE TABLE identity (person_key INTEGER PRIMARY KEY REFERENCES person(key), salt BLOB NOT NULL,"
    " id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT UNIQUE, language TEXT NOT NULL DEFAULT 'sv') STRICT;"
    "CREATE TABLE role (person_key INTEGER NOT NULL REFERENCES person(key), role TEXT NOT NULL,"
    " PRIMARY KEY (person_key, role)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE credential (person_key INTEGER PRIMARY KEY REFERENCES person(key), encoded TEXT NOT NULL,"
    " set_at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE invitation (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " token_hash BLOB NOT NULL UNIQUE, expires_at INTEGER NOT NULL, used_at INTEGER) STRICT;"
    "CREATE TABLE session (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " token_hash BLOB NOT NULL UNIQUE, started_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, ended_at INTEGER) "
    "STRICT;"
    "CREATE INDEX session_person ON session(person_key);"

    /* Steps by number, and what exactly somebody did: a version is a step in one state of all its layers' parts.
     * `parts` has a line 'layer revision blob' for each part, base first. */
    "CREATE TABLE step (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE version (key INTEGER PRIMARY KEY, step_key INTEGER NOT NULL REFERENCES step(key),"
    " revision INTEGER NOT NULL, parts TEXT NOT NULL, UNIQUE (step_key, parts)) STRICT;"

    /* Free words about somebody (a comment, a reason): the only place for them, so that they can be erased. */
    "CREATE TABLE remark (key INTEGER PRIMARY KEY, salt BLOB NOT NULL, about_key INTEGER NOT NULL REFERENCES "
    "person(key),"
    " by_key INTEGER REFERENCES person(key), at INTEGER NOT NULL, words TEXT NOT NULL) STRICT;"
    "CREATE INDEX remark_about ON remark(about_key);"

    "CREATE TABLE plan (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " programme TEXT NOT NULL, start INTEGER NOT NULL, ended_on INTEGER) STRICT;"
    "CREATE INDEX plan_person ON plan(person_key);"
    "CREATE TABLE plan_leave (key INTEGER PRIMARY KEY, plan_key INTEGER NOT NULL REFERENCES plan(key),"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, told_on INTEGER NOT NULL) STRICT;"
    "CREATE INDEX plan_leave_plan ON plan_leave(plan_key);"
    "CREATE TABLE plan_share (key INTEGER PRIMARY KEY, plan_key INTEGER NOT NULL REFERENCES plan(key),"
    " first INTEGER NOT NULL, percent INTEGER NOT NULL) STRICT;"
    "CREATE INDEX plan_share_plan ON plan_share(plan_key);"

    /* Where a person is with a step; no row means nothing happened yet. `version_key` is what was done or signed,
     * `until` the date of an introduction debt. */
    "CREATE TABLE progress (person_key INTEGER NOT NULL REFERENCES person(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key),"
    " state TEXT NOT NULL CHECK (state IN ('todo', 'done', 'requested', 'returned', 'signed', 'skipped', "
    "'recognised')),"
    " since INTEGER NOT NULL, version_key INTEGER REFERENCES version(key), signoff_key INTEGER REFERENCES signoff(key),"
    " decided_by_key INTEGER REFERENCES person(key), remark_key INTEGER, until INTEGER,"
    " PRIMARY KEY (person_key, step_key)) STRICT, WITHOUT ROWID;"

    /* A learner asked somebody to sign or to observe; the history of the queue. `was` is the state of the step before
     * it was asked, to which withdrawing goes back. */
    "CREATE TABLE request (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key), to_key INTEGER NOT NULL REFERENCES person(key),"
    " kind TEXT NOT NULL CHECK (kind IN ('signoff', 'observation')),"
    " state TEXT NOT NULL CHECK (state IN ('open', 'signed', 'returned', 'withdrawn')),"
    " asked_at INTEGER NOT NULL, ended_at INTEGER, remark_key INTEGER, was TEXT) STRICT;"
    "CREATE INDEX request_to ON request(to_key, state, asked_at);"
    "CREATE INDEX request_person ON request(person_key, step_key);"

    /* A signed statement. Only the ended_* columns are ever filled in afterwards. */
    "CREATE TABLE signoff (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key), version_key INTEGER NOT NULL REFERENCES version(key),"
    " edition_key INTEGER NOT NULL REFERENCES edition(key),"
    " evidence TEXT NOT NULL CHECK (evidence IN ('observed', 'simulated', 'reported', 'self')), autonomy INTEGER,"
    " signer_key INTEGER NOT NULL REFERENCES person(key),"
    " signer_right TEXT NOT NULL CHECK (signer_right IN ('mentor', 'substitute', 'manager', 'self')),"
    " signer_level INTEGER NOT NULL, at INTEGER NOT NULL, remark_key INTEGER, ended_at INTEGER,"
    " ended_by_key INTEGER REFERENCES person(key), ended_remark_key INTEGER) STRICT;"
    "CREATE INDEX signoff_person ON signoff(person_key, step_key);"
    "CREATE INDEX signoff_signer ON signoff(signer_key);"

    /* A mentor or substitute for a learner from `first` to `last` (days, both included; no last: until further notice).
     */
    "CREATE TABLE mentorship (key INTEGER PRIMARY KEY, learner_key INTEGER NOT NULL REFERENCES person(key),"
    " mentor_key INTEGER NOT NULL REFERENCES person(key), is_substitute INTEGER NOT NULL, first INTEGER NOT NULL,"
    " last INTEGER, remark_key INTEGER) STRICT;"
    "CREATE INDEX mentorship_learner ON mentorship(learner_key);"
    "CREATE INDEX mentorship_mentor ON mentorship(mentor_key);"

    /* A manager's decision on a stair. */
    "CREATE TABLE stair_decision (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " staircase TEXT NOT NULL, level INTEGER NOT NULL, decided_by_key INTEGER REFERENCES person(key),"
    " at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX stair_decision_person ON stair_decision(person_key);"

    /* The outbox: work to do outside a request. `payload` is JSON without personal data. */
    "CREATE TABLE job (key INTEGER PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, due_at INTEGER NOT NULL,"
    " attempts INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),"
    " last_error TEXT) STRICT;"
    "CREATE INDEX job_due ON job(state, due_at);";

/* Which of their own migrations plugins have run: their tables are theirs, this list is Trappa's. */
static const char plugin_tables[] =
    "CREATE TABLE plugin_migration (plugin TEXT NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL,"
    " at INTEGER NOT NULL, PRIMARY KEY (plugin, n)) STRICT, WITHOUT ROWID;";

/* What a decision on a stair rested on, as it was. `rule` is the rule's name, with a digest where it would be words of
 * the curriculum. `staircase_choice` is the staircase of somebody whom no programme leads to one. */
static const char staircase_tables[] =
    "ALTER TABLE stair_decision ADD COLUMN edition_key INTEGER REFERENCES edition(key);"
    "ALTER TABLE stair_decision ADD COLUMN remark_key INTEGER;"
    "CREATE TABLE stair_choice (person_key INTEGER PRIMARY KEY REFERENCES person(key), staircase TEXT NOT NULL) STRICT;"
    "CREATE TABLE stair_ground (decision_key INTEGER NOT NULL REFERENCES stair_decision(key), n INTEGER NOT NULL,"
    " rule TEXT NOT NULL, have INTEGER NOT NULL, need INTEGER NOT NULL, is_met INTEGER NOT NULL,"
    " PRIMARY KEY (decision_key, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE stair_evidence (decision_key INTEGER NOT NULL REFERENCES stair_decision(key),"
    " signoff_key INTEGER NOT NULL REFERENCES signoff(key), PRIMARY KEY (decision_key, signoff_key)) STRICT, WITHOUT"
    " ROWID;"
    "CREATE TABLE stair_responsibility (decision_key INTEGER NOT NULL REFERENCES stair_decision(key),"
    " responsibility TEXT NOT NULL, PRIMARY KEY (decision_key, responsibility)) STRICT, WITHOUT ROWID;";

/* How people see their own autonomy. */
static const char self_tables[] =
    "CREATE TABLE self_view (person_key INTEGER NOT NULL REFERENCES person(key), competence TEXT NOT NULL,"
    " autonomy INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person_key, competence)) STRICT, WITHOUT ROWID;";

/* A plan that bends. `plan_leave` is made anew because a leave may be open-ended; what is taken back keeps its row and
 * gets ended_*. `plan_step` is a step for one person, added or instead of another; `leaves_known` and `shares_known`
 * are the newest keys when its own date was set: what was told later moves that date. `caseload` is a number of cases
 * for the week that begins on day `week`, a Monday. */
static const char deviation_tables[] =
    "CREATE TABLE plan_leave_new (key INTEGER PRIMARY KEY, plan_key INTEGER NOT NULL REFERENCES plan(key),"
    " first INTEGER NOT NULL, last INTEGER, told_on INTEGER NOT NULL, kind TEXT, told_by_key INTEGER REFERENCES "
    "person(key), ended_at INTEGER, ended_by_key INTEGER REFERENCES person(key)) STRICT;"
    "INSERT INTO plan_leave_new (key, plan_key, first, last, told_on)"
    " SELECT key, plan_key, first, last, told_on FROM plan_leave;"
    "DROP TABLE plan_leave;"
    "ALTER TABLE plan_leave_new RENAME TO plan_leave;"
    "CREATE INDEX plan_leave_plan ON plan_leave(plan_key);"
    "ALTER TABLE plan_share ADD COLUMN told_on INTEGER;"
    "ALTER TABLE plan_share ADD COLUMN told_by_key INTEGER REFERENCES person(key);"
    "ALTER TABLE plan_share ADD COLUMN ended_at INTEGER;"
    "ALTER TABLE plan_share ADD COLUMN ended_by_key INTEGER REFERENCES person(key);"
    "ALTER TABLE plan ADD COLUMN ended_by_key INTEGER REFERENCES person(key);"
    "ALTER TABLE plan ADD COLUMN ended_remark_key INTEGER;"
    "CREATE TABLE plan_step (key INTEGER PRIMARY KEY, plan_key INTEGER NOT NULL REFERENCES plan(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key), instead_of_key INTEGER REFERENCES step(key), due INTEGER,"
    " leaves_known INTEGER NOT NULL, shares_known INTEGER NOT NULL, decided_by_key INTEGER REFERENCES person(key),"
    " at INTEGER NOT NULL, remark_key INTEGER, ended_at INTEGER, ended_by_key INTEGER REFERENCES person(key),"
    " ended_remark_key INTEGER) STRICT;"
    "CREATE INDEX plan_step_plan ON plan_step(plan_key);"
    "CREATE INDEX progress_debt ON progress(until) WHERE until IS NOT NULL;"
    "CREATE TABLE caseload (plan_key INTEGER NOT NULL REFERENCES plan(key), week INTEGER NOT NULL,"
    " planned INTEGER, planned_by_key INTEGER REFERENCES person(key), planned_at INTEGER,"
    " actual INTEGER, actual_by_key INTEGER REFERENCES person(key), actual_at INTEGER,"
    " PRIMARY KEY (plan_key, week)) STRICT, WITHOUT ROWID;";

/* What somebody had done in steps that a new one grew out of, taken over into it: which version of the older step, and
 * the signature it had. */
static const char carried_tables[] =
    "CREATE TABLE carried (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key), from_key INTEGER NOT NULL REFERENCES step(key),"
    " version_key INTEGER REFERENCES version(key), signoff_key INTEGER REFERENCES signoff(key),"
    " at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX carried_person ON carried(person_key, step_key);";

/* Talks of a learner with the mentor, and what the learner wants to raise: `talk_key` is the talk where it was. */
static const char talk_tables[] =
    "CREATE TABLE talk (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " by_key INTEGER REFERENCES person(key), day INTEGER NOT NULL, minutes INTEGER NOT NULL) STRICT;"
    "CREATE INDEX talk_person ON talk(person_key, day);"
    "CREATE TABLE talk_point (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " remark_key INTEGER NOT NULL, talk_key INTEGER REFERENCES talk(key)) STRICT;"
    "CREATE INDEX talk_point_person ON talk_point(person_key);";

/* Units that somebody works in besides the own one. */
static const char unit_tables[] =
    "CREATE TABLE also_unit (person_key INTEGER NOT NULL REFERENCES person(key),"
    " unit_key INTEGER NOT NULL REFERENCES unit(key), PRIMARY KEY (person_key, unit_key)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX also_unit_unit ON also_unit(unit_key);";

/* Students beside their studies. `aspirant` is one row for each: on placement from `placed_on`, employed beside the
 * studies from `began_on`, employed from `hired_on`, gone from `left_on`; what is NULL did not happen. Hours are
 * hundredths of an hour: of a day, or of the month that begins on `day`. An entry is never changed: it is ended, and
 * the one that is right instead names it. What a promise said is a remark, and every state it had is a
 * `commitment_change`. A consent is to the student's own university, of which `university_contact` is somebody. */
static const char aspirant_tables[] =
    "CREATE TABLE aspirant (person_key INTEGER PRIMARY KEY REFERENCES person(key), salt BLOB NOT NULL,"
    " university TEXT NOT NULL, term TEXT, graduates INTEGER, placed_on INTEGER, began_on INTEGER, hired_on INTEGER,"
    " left_on INTEGER, left_why TEXT CHECK (left_why IN ('other-job', 'moved', 'studies', 'no-post', 'other')),"
    " minimum INTEGER NOT NULL, programme TEXT) STRICT;"
    "CREATE TABLE aspirant_hours (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " day INTEGER NOT NULL, is_month INTEGER NOT NULL, hundredths INTEGER NOT NULL, at INTEGER NOT NULL,"
    " by_key INTEGER REFERENCES person(key), remark_key INTEGER,"
    " instead_of_key INTEGER REFERENCES aspirant_hours(key), ended_at INTEGER,"
    " ended_by_key INTEGER REFERENCES person(key)) STRICT;"
    "CREATE INDEX aspirant_hours_person ON aspirant_hours(person_key, day);"
    "CREATE TABLE aspirant_pause (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,"
    " by_key INTEGER REFERENCES person(key), ended_at INTEGER, ended_by_key INTEGER REFERENCES person(key)) STRICT;"
    "CREATE INDEX aspirant_pause_person ON aspirant_pause(person_key, first);"
    "CREATE TABLE promise (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " kind TEXT NOT NULL, remark_key INTEGER, due INTEGER NOT NULL,"
    " state TEXT NOT NULL CHECK (state IN ('promised', 'offered', 'accepted', 'declined', 'kept', 'broken', "
    "'withdrawn')),"
    " since INTEGER NOT NULL) STRICT;"
    "CREATE INDEX promise_person ON promise(person_key);"
    "CREATE TABLE promise_change (promise_key INTEGER NOT NULL REFERENCES promise(key), n INTEGER NOT NULL,"
    " state TEXT NOT NULL, due INTEGER NOT NULL, day INTEGER NOT NULL, at INTEGER NOT NULL,"
    " by_key INTEGER REFERENCES person(key), remark_key INTEGER, PRIMARY KEY (promise_key, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE aspirant_consent (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " given_at INTEGER NOT NULL, ended_at INTEGER) STRICT;"
    "CREATE INDEX aspirant_consent_person ON aspirant_consent(person_key);"
    "CREATE TABLE university_contact (person_key INTEGER PRIMARY KEY REFERENCES person(key), salt BLOB NOT NULL,"
    " university TEXT NOT NULL) STRICT;";

/* Calendars that programs subscribe to: the address as a hash, and what was published last of each event. `day` and
 * what follows are kept because a cancelled event still has to say when it was. */
static const char calendar_tables[] =
    "CREATE TABLE calendar_address (person_key INTEGER PRIMARY KEY REFERENCES person(key),"
    " token_hash BLOB NOT NULL UNIQUE, made_at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE calendar_event (person_key INTEGER NOT NULL REFERENCES person(key), kind TEXT NOT NULL,"
    " subject TEXT NOT NULL, uid TEXT NOT NULL, sequence INTEGER NOT NULL, digest BLOB NOT NULL, day INTEGER NOT NULL,"
    " at INTEGER, minutes INTEGER, changed_at INTEGER NOT NULL, is_cancelled INTEGER NOT NULL,"
    " PRIMARY KEY (person_key, kind, subject)) STRICT, WITHOUT ROWID;";

/* From which day somebody's account is closed, as a file of people says, and whether a file has closed it. */
static const char employment_tables[] =
    "CREATE TABLE employment (person_key INTEGER PRIMARY KEY REFERENCES person(key), ended INTEGER,"
    " is_closed INTEGER NOT NULL) STRICT;";

/* A signature that was given on paper: the day it was, and who typed it in where that was not the signer. */
static const char paper_tables[] = "ALTER TABLE signoff ADD COLUMN paper_day INTEGER;"
                                   "ALTER TABLE signoff ADD COLUMN entered_by_key INTEGER REFERENCES person(key);";

/* Mails with reminders: what each person has chosen, and one row for a person and a day, made in the transaction that
 * decides on the mail and never made twice. `token_hash` is of the address in it that ends them. */
static const char digest_tables[] =
    "CREATE TABLE digest_choice (person_key INTEGER PRIMARY KEY REFERENCES person(key),"
    " choice TEXT NOT NULL CHECK (choice IN ('never', 'workdays', 'mondays')), at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE digest (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " day INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'unsure',"
    " 'unneeded', 'missed')), at INTEGER NOT NULL, token_hash BLOB UNIQUE, last_error TEXT,"
    " UNIQUE (person_key, day)) STRICT;"
    "CREATE INDEX digest_waiting ON digest(state, day);";

/* The day since which somebody is where they are: with that account, unit, role and background. What is asked of
 * everybody there is asked from that day. NULL: since longer ago than it was kept. */
static const char placed_column[] = "ALTER TABLE person ADD COLUMN placed_on INTEGER;";

/* When a step that comes again was done before, and at which version; of what is signed, the signatures say so. */
static const char before_tables[] =
    "CREATE TABLE done_before (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL REFERENCES person(key),"
    " step_key INTEGER NOT NULL REFERENCES step(key), version_key INTEGER NOT NULL REFERENCES version(key),"
    " at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX done_before_person ON done_before(person_key, step_key);";

/* The marks of forms that were sent within a day, and where the first one led (form_mark.h). */
static const char mark_tables[] =
    "CREATE TABLE form_mark (key INTEGER PRIMARY KEY, at INTEGER NOT NULL, answer TEXT) STRICT;"
    "CREATE INDEX form_mark_at ON form_mark(at);";

const struct migration records_migrations[] = {
    {{"first tables", 1}, first_tables},
    {{"plugins' migrations", 2}, plugin_tables},
    {{"decisions on stairs with their grounds", 3}, staircase_tables},
    {{"how people see themselves", 4}, self_tables},
    {{"a plan that bends", 5}, deviation_tables},
    {{"what was taken over from older steps", 6}, carried_tables},
    {{"talks", 7}, talk_tables},
    {{"other units of a person", 8}, unit_tables},
    {{"aspirants, their hours and promises", 9}, aspirant_tables},
    {{"calendars to subscribe to", 10}, calendar_tables},
    {{"last days of accounts", 11}, employment_tables},
    {{"signatures on paper", 12}, paper_tables},
    {{"mails with reminders", 13}, digest_tables},
    {{"since when somebody is where they are", 14}, placed_column},
    {{"what was done before it came again", 15}, before_tables},
    {{"marks of forms", 16}, mark_tables},
    {.row = {0}},
};
