/* Changes a person; see person.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/identifier.h"
#include "domain/people/mentor_internal.h"
#include "domain/people/person_internal.h"
#include "domain/people/placement.h"
#include "domain/people/session.h"
#include "domain/people/unit.h"
#include "domain/records/module.h"

#include <string.h>

#define CEILING_MAX 100.0

static const struct query identity_update = {
    "identity.update", "identity",
    "UPDATE identity SET salt = ?2, name = ?3, email = ?4, language = ?5, id = ?6 WHERE person_key = ?1 RETURNING *"};
static const struct query former_insert = {
    "former_id.insert", "former_id",
    "INSERT INTO former_id (key, salt, person_key, id, changed_on)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM former_id), ?1, ?2, ?3, ?4) RETURNING *"};
static const struct query former_remove = {"former_id.remove", "former_id",
                                           "DELETE FROM former_id WHERE person_key = ?1 AND id = ?2 RETURNING *"};
static const struct query person_update = {
    "person.update", "person",
    "UPDATE person SET unit_key = ?2, status = ?3, is_protected = ?4, background = ?5, in_profession_since = ?6,"
    " mentor_ceiling = ?7, placed_on = ?8 WHERE key = ?1 RETURNING *"};
static const struct query roles_remove = {"role.remove", "role", "DELETE FROM role WHERE person_key = ?1 RETURNING *"};

static const struct query administrators_but = {
    "role.other_administrators", NULL,
    "SELECT count(*) FROM role JOIN person ON person.key = role.person_key WHERE role.role = 'admin'"
    " AND person.status = 'active' AND person.key <> ?1"};

/* A person before and after the change, and what the event says about the difference. */
struct changing {
    struct records *records;
    const struct actor *actor;
    struct arena *arena;
    struct person before, after;
    struct json *json; /* an open object with an open array "changed" */
};

static void changed(struct changing *changing, bool *ret_is_different, bool is_different, const char *what)
{
    if (!is_different)
        return;
    *ret_is_different = true;
    json_string(changing->json, what);
}

/* ---- the last administrator ---- */

static bool is_administrator(const struct person *person)
{
    return (person->roles & ROLE_ADMIN) && text_equal(person->status, "active");
}

int person_check_other_administrator(struct records *records, const struct person *person, const char *field)
{
    int64_t count = 0;
    if (!is_administrator(person))
        return 0;
    TRY(records_number(records, &administrators_but, BIND(value_number(person->key)), 0, &count));
    return count ? 0
                 : fail_at(FAIL_RULE, REASON_LAST_ADMINISTRATOR, field, "person '%s': is the last administrator",
                           person->id);
}

/* ---- what is requested ---- */

static int read_id(struct changing *changing, const char *id)
{
    struct person *after = &changing->after;
    if (!id)
        return 0;
    TRY(identifier_check_id("person", id));
    TRY(person_check_free(changing->records, changing->actor, id, NULL, after->key));
    after->id = id;
    return 0;
}

static int read_identity(struct changing *changing, const struct person_change *change)
{
    struct person *after = &changing->after;
    TRY(read_id(changing, change->id));
    enum { LANGUAGES = 2 };
    static const char *const languages[LANGUAGES] = {"sv", "en"};
    if (change->name) {
        TRY(identifier_check_name("name", "person", after->id, change->name));
        after->name = change->name;
    }
    if (change->email)
        TRY(identifier_fold_email(change->email, changing->arena, &after->email));
    TRY(person_check_free(changing->records, changing->actor, NULL, after->email, after->key));
    if (!change->language)
        return 0;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (text_equal(change->language, languages[i])) {
            after->language = languages[i];
            return 0;
        }
    return fail_at(FAIL_INPUT, REASON_NONE, "language", "language '%s': the languages are sv and en", change->language);
}

static int read_roles(struct changing *changing, const char *roles)
{
    struct person *after = &changing->after;
    int64_t learners = 0;
    TRY(roles_parse(roles, &after->roles));
    if (!(changing->before.roles & ROLE_MENTOR) || (after->roles & ROLE_MENTOR))
        return 0;
    TRY(mentor_count(changing->records, after->key, &learners));
    if (learners)
        return fail_at(FAIL_RULE, REASON_STILL_MENTORS, "role", "person '%s': mentors %d", after->id, (int)learners);
    return 0;
}

/* Nobody comes to a closed unit, neither by a move nor when an account is opened again. */
static int check_unit(struct changing *changing)
{
    const struct person *before = &changing->before, *after = &changing->after;
    struct unit unit;
    bool comes = text_equal(after->status, "active") && !text_equal(before->status, "active");
    if (!comes && before->unit_key == after->unit_key)
        return 0;
    return unit_find_open(changing->records, after->unit_id, changing->arena, &unit);
}

static int read_account(struct changing *changing, const struct person_change *change)
{
    struct person *after = &changing->after;
    struct unit unit;
    if (change->unit) {
        TRY(unit_find(changing->records, change->unit, changing->arena, &unit));
        after->unit_key = unit.key;
        after->unit_id = unit.id;
    }
    if (change->roles)
        TRY(read_roles(changing, change->roles));
    if (change->status && !text_equal(change->status, "active") && !text_equal(change->status, "disabled"))
        return fail_at(FAIL_INPUT, REASON_STATUS_UNKNOWN, "status", "status '%s': it is active or disabled",
                       change->status);
    if (change->status)
        after->status = change->status;
    TRY(check_unit(changing));
    if (change->is_protected)
        after->is_protected = *change->is_protected;
    return 0;
}

static int read_profession(struct changing *changing, const struct person_change *change)
{
    struct person *after = &changing->after;
    TRY(person_check_background(after->id, change->background && *change->background ? change->background : NULL));
    if (change->background)
        after->background = *change->background ? change->background : NULL;
    if (change->in_profession_since)
        after->in_profession_since = *change->in_profession_since;
    if (change->mentor_ceiling && !(*change->mentor_ceiling >= 0 && *change->mentor_ceiling <= CEILING_MAX))
        return fail_at(FAIL_INPUT, REASON_NONE, "mentor-ceiling", "person '%s': a ceiling is a number from 0 to %d",
                       after->id, (int)CEILING_MAX);
    if (change->mentor_ceiling)
        after->mentor_ceiling = *change->mentor_ceiling;
    return 0;
}

/* ---- writing ---- */

/* The former id stays with the person; who takes an own one back has it as the id alone. */
static int write_former_id(struct changing *changing)
{
    const struct person *before = &changing->before, *after = &changing->after;
    unsigned char salt[PERSON_SALT_BYTES];
    if (text_equal(before->id, after->id))
        return 0;
    secret_random(salt, sizeof salt);
    TRY(records_write(changing->records, &former_remove, BIND(value_number(after->key), value_text(after->id)), NULL));
    return records_write(changing->records, &former_insert,
                         BIND(value_bytes(salt, sizeof salt), value_number(after->key), value_text(before->id),
                              value_day(clock_today())),
                         NULL);
}

static int write_identity(struct changing *changing)
{
    const struct person *before = &changing->before, *after = &changing->after;
    unsigned char salt[PERSON_SALT_BYTES];
    bool is_different = false;
    changed(changing, &is_different, !text_equal(before->id, after->id), "id");
    changed(changing, &is_different, !text_equal(before->name, after->name), "name");
    changed(changing, &is_different, !text_equal(before->email, after->email), "email");
    changed(changing, &is_different, !text_equal(before->language, after->language), "language");
    if (!is_different)
        return 0;
    TRY(write_former_id(changing));
    secret_random(salt, sizeof salt);
    return records_write(changing->records, &identity_update,
                         BIND(value_number(after->key), value_bytes(salt, sizeof salt), value_text(after->name),
                              value_text(after->email), value_text(after->language), value_text(after->id)),
                         NULL);
}

/* True after a change that counts as coming anew, for what circulars ask (domain/circular/audience.h). */
static bool is_moved(const struct person *before, const struct person *after)
{
    return before->unit_key != after->unit_key || !text_equal(before->status, after->status) ||
           !text_equal(before->background, after->background) || before->roles != after->roles;
}

static int write_person(struct changing *changing)
{
    const struct person *before = &changing->before, *after = &changing->after;
    bool is_different = is_moved(before, after);
    changed(changing, &is_different, before->unit_key != after->unit_key, "unit");
    changed(changing, &is_different, !text_equal(before->status, after->status), "status");
    changed(changing, &is_different, before->is_protected != after->is_protected, "protected");
    changed(changing, &is_different, !text_equal(before->background, after->background), "background");
    changed(changing, &is_different, before->in_profession_since != after->in_profession_since, "in-profession-since");
    changed(changing, &is_different,
            before->mentor_ceiling < after->mentor_ceiling || before->mentor_ceiling > after->mentor_ceiling,
            "mentor-ceiling");
    if (!is_different)
        return 0;
    if (is_moved(before, after))
        TRY(placement_keep(changing->records, before));
    return records_write(changing->records, &person_update,
                         BIND(value_number(after->key), value_number(after->unit_key), value_text(after->status),
                              value_number(after->is_protected), value_text(after->background),
                              value_day(after->in_profession_since), value_decimal(after->mentor_ceiling),
                              value_day(is_moved(before, after) ? clock_today() : before->placed_on)),
                         NULL);
}

static int write_roles(struct changing *changing)
{
    int64_t key = changing->after.key;
    if (changing->before.roles == changing->after.roles)
        return 0;
    json_string(changing->json, "roles");
    TRY(records_write(changing->records, &roles_remove, BIND(value_number(key)), NULL));
    TRY(person_write_roles(changing->records, key, changing->after.roles));
    return session_end_all(changing->records, key);
}

/* What other subjects are asked about; 0: nothing. */
static unsigned departure_of(const struct person *before, const struct person *after)
{
    unsigned how = after->is_protected && !before->is_protected ? DEPARTURE_HIDDEN : 0;
    if (!text_equal(before->status, after->status))
        how |= text_equal(after->status, "disabled") ? DEPARTURE_CLOSED : DEPARTURE_UNDONE;
    return how;
}

/* A disabled person's sessions and unused links end here; other subjects do the rest. */
static int write_leaving(struct changing *changing)
{
    struct departure departure = {.person_key = changing->after.key,
                                  .person_id = changing->after.id,
                                  .rid = changing->after.rid,
                                  .actor = changing->actor,
                                  .how = departure_of(&changing->before, &changing->after),
                                  .learners = changing->json};
    json_end(changing->json);
    json_key(changing->json, "learners");
    json_array(changing->json);
    if (departure.how & DEPARTURE_CLOSED) {
        TRY(session_end_all(changing->records, departure.person_key));
        TRY(invitation_end_all(changing->records, departure.person_key));
    }
    if (departure.how)
        TRY(modules_person_leaves(changing->records, &departure));
    json_end(changing->json);
    return 0;
}

static int changing_write(struct changing *changing, const struct person_change *change)
{
    json_key(changing->json, "changed");
    json_array(changing->json);
    TRY(read_identity(changing, change));
    TRY(read_account(changing, change));
    if (!is_administrator(&changing->after))
        TRY(person_check_other_administrator(changing->records, &changing->before,
                                             changing->after.roles & ROLE_ADMIN ? "status" : "role"));
    TRY(read_profession(changing, change));
    TRY(write_identity(changing));
    TRY(write_person(changing));
    TRY(write_roles(changing));
    TRY(write_leaving(changing));
    json_put_string(changing->json, "unit", changing->after.unit_id);
    json_put_string(changing->json, "roles", roles_format(changing->after.roles, changing->arena));
    json_put_string(changing->json, "status", changing->after.status);
    return 0;
}

static int person_change_write(struct change *act, const struct person_change *change)
{
    const struct person *person = &act->subject.person;
    struct changing changing = {.records = act->records,
                                .actor = act->actor,
                                .arena = &act->arena,
                                .before = *person,
                                .after = *person,
                                .json = &act->json};
    TRY(changing_write(&changing, change));
    act->is_unchanged = text_starts(text_string(&act->data), "{\"changed\":[]");
    return 0;
}

/* What a manager may set of somebody in the unit; the rest is the account. */
static bool is_about_profession(const struct person_change *change)
{
    return !change->id && !change->name && !change->email && !change->unit && !change->roles && !change->language &&
           !change->status && !change->is_protected;
}

static int profession_check(const struct subject *subject)
{
    return subject_check_either(subject, RIGHT_LEAD, RIGHT_ACCOUNT);
}

static int account_check(const struct subject *subject)
{
    return subject_check(subject, RIGHT_ACCOUNT);
}

int person_set(struct records *records, const struct actor *actor, struct subject_ref person,
               const struct person_change *change)
{
    CLEANUP(change_finish) struct change act = CHANGE(records, actor);
    TRY(change_begin_checked(&act, person, is_about_profession(change) ? profession_check : account_check));
    return change_end(&act, person_change_write(&act, change), "person.changed");
}

int person_set_language(struct records *records, const struct actor *actor, const char *language)
{
    CLEANUP(change_finish) struct change act = CHANGE(records, actor);
    TRY(change_begin(&act, subject_self(), RIGHT_LEARN));
    return change_end(&act, person_change_write(&act, &(struct person_change){.language = language}), "person.changed");
}
