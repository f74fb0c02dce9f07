/* Gives and withdraws consent, and lists the consenting students for a contact; see consent.h. */
#include "domain/aspirant/consent.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/people/identifier.h"
#include "domain/people/person_internal.h"
#include "domain/people/person_row.h"

static const struct query consent_insert = {
    "consent.give", "aspirant_consent",
    "INSERT INTO aspirant_consent (key, person_key, given_at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM aspirant_consent), ?1, ?2) RETURNING *"};
static const struct query consent_close = {
    "consent.end", "aspirant_consent",
    "UPDATE aspirant_consent SET ended_at = ?2 WHERE person_key = ?1 AND ended_at IS NULL RETURNING *"};
static const struct query contact_put = {
    "contact.put", "university_contact",
    "INSERT INTO university_contact (person_key, salt, university) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (person_key) DO UPDATE SET salt = excluded.salt, university = excluded.university RETURNING *"};
static const struct query contact_of = {"contact.of", NULL,
                                        "SELECT university FROM university_contact WHERE person_key = ?1"};

/* Whose consent stands on a day (?1): nobody who is employed, gone or protected. ?2 a person, or NULL for all. */
static const struct query consenting = {
    "consent.standing", NULL,
    "SELECT " PERSON_COLUMNS ", " ASPIRANT_COLUMNS " FROM " PERSON_TABLES
    " JOIN aspirant ON aspirant.person_key = person.key WHERE person.status = 'active' AND person.is_protected = 0"
    " AND (aspirant.hired_on IS NULL OR aspirant.hired_on > ?1) AND (aspirant.left_on IS NULL OR aspirant.left_on > ?1)"
    " AND (?2 IS NULL OR person.rid = ?2) AND EXISTS (SELECT 1 FROM aspirant_consent AS c"
    "  WHERE c.person_key = person.key AND c.ended_at IS NULL)"};

/* ---- the student ---- */

static int own_row(struct plan_change *act, struct aspirant *ret_aspirant)
{
    if (act->change.actor->key != act->person->key)
        return fail(FAIL_DENIED, "person '%s': only the student consents, and takes it back", act->person->id);
    return aspirant_row_of(act->site->records, act->person, &act->change.arena, ret_aspirant);
}

static int give_write(struct plan_change *act)
{
    struct aspirant aspirant;
    TRY(own_row(act, &aspirant));
    if (aspirant.consented_at)
        return fail(FAIL_RULE, "person '%s': has consented already", act->person->id);
    return records_write(act->site->records, &consent_insert,
                         BIND(value_number(act->person->key), value_number(clock_now())), NULL);
}

int aspirant_consent_give(struct site *site, const struct actor *actor, struct subject_ref person)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEARN));
    return plan_change_end(&act, give_write(&act), "aspirant.consented");
}

int aspirant_consent_end(struct records *records, int64_t person_key)
{
    return records_write(records, &consent_close, BIND(value_number(person_key), value_number(clock_now())), NULL);
}

static int take_back_write(struct plan_change *act)
{
    struct aspirant aspirant;
    TRY(own_row(act, &aspirant));
    if (!aspirant.consented_at)
        return fail(FAIL_RULE, "person '%s': there is no consent to take back", act->person->id);
    return aspirant_consent_end(act->site->records, act->person->key);
}

int aspirant_consent_withdraw(struct site *site, const struct actor *actor, struct subject_ref person)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_LEARN));
    return plan_change_end(&act, take_back_write(&act), "aspirant.consent_taken_back");
}

/* ---- the contact ---- */

bool university_is_same(const char *one, const char *other)
{
    CLEANUP(text_finish) struct text left = TEXT(128), right = TEXT(128);
    text_add_id_from(&left, one ? one : "");
    text_add_id_from(&right, other ? other : "");
    return left.length && text_equal(text_string(&left), text_string(&right));
}

static int contact_write(struct plan_change *act, const char *university)
{
    unsigned char salt[PERSON_SALT_BYTES];
    if (!(act->person->roles & ROLE_CONTACT))
        return fail(FAIL_RULE, "person '%s': has not the role contact", act->person->id);
    TRY(identifier_check_name("university", "university of", act->person->id, university));
    secret_random(salt, sizeof salt);
    return records_write(act->site->records, &contact_put,
                         BIND(value_number(act->person->key), value_bytes(salt, sizeof salt), value_text(university)),
                         NULL);
}

int aspirant_contact_set(struct site *site, const struct actor *actor, struct subject_ref person,
                         const char *university)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, person, RIGHT_ACCOUNT));
    return plan_change_end(&act, contact_write(&act, university), "contact.university_set");
}

int aspirant_contact_of(struct records *records, int64_t person_key, struct arena *arena, const char **ret_university)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &contact_of, BIND(value_number(person_key)), &rows));
    *ret_university = rows_next(&rows) ? row_copy(&rows, 0, arena) : NULL;
    return rows_result(&rows);
}

static int student_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const char *const *university = context;
    struct aspirant *student = ret_item;
    aspirant_row_read(rows, PERSON_COLUMN_COUNT, arena, student);
    person_read(rows, arena, &student->person);
    return university_is_same(student->university, *university) ? 0 : ROW_SKIP;
}

/* `rid` NULL: all. */
static int students_of(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                       struct aspirants *ret_students)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct aspirants students = {0};
    const char *university;
    if (!(actor->roles & ROLE_CONTACT))
        return fail(FAIL_DENIED, "only the contact of a university sees this");
    TRY(aspirant_contact_of(site->records, actor->key, arena, &university));
    TRY(records_select(site->records, &consenting, BIND(value_number(clock_today()), value_text(rid)), &rows));
    if (university)
        TRY(ROWS_COLLECT(&rows, student_read, &university, arena, &students.items, &students.count));
    *ret_students = students;
    TRY(aspirants_complete(site->records, arena, ret_students));
    for (size_t i = 0; i < ret_students->count; i++)
        ret_students->items[i].commitment_count = 0; /* hours and dates, and nothing else */
    return 0;
}

int aspirant_contact_students(struct site *site, const struct actor *actor, struct arena *arena,
                              struct aspirants *ret_students)
{
    return students_of(site, actor, NULL, arena, ret_students);
}

int aspirant_contact_student(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                             struct aspirant *ret_student)
{
    struct aspirants students;
    TRY(students_of(site, actor, rid, arena, &students));
    if (!students.count)
        return access_fail_unknown(rid);
    *ret_student = students.items[0];
    return 0;
}
