/* Finds, lists and adds people; see person.h. What changes somebody is in person_change.c. */
#include "domain/people/person.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/people/identifier.h"
#include "domain/people/person_internal.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"

#include <string.h>

static const struct query person_of_id = {"person.by_id", NULL,
                                          "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " WHERE identity.id = ?1"};
static const struct query person_of_rid = {"person.by_rid", NULL,
                                           "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " WHERE person.rid = ?1"};
static const struct query person_of_key = {"person.by_key", NULL,
                                           "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " WHERE person.key = ?1"};
static const struct query person_key_of_id = {"person.key_of_id", NULL,
                                              "SELECT person_key FROM identity WHERE id = ?1"};
static const struct query person_key_of_former_id = {"person.key_of_former_id", NULL,
                                                     "SELECT person_key FROM former_id WHERE id = ?1"};
static const struct query person_key_of_email = {"person.key_of_email", NULL,
                                                 "SELECT person_key FROM identity WHERE email = ?1"};

/* ?1 everybody who is not protected, ?2 these too, ?3 the actor, ?4 the unit that the actor manages, ?5 the unit asked
 * for, ?6 today. */
static const struct query person_all = {
    "person.list", NULL,
    "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES " WHERE identity.id IS NOT NULL"
    " AND ((?1 = 1 AND person.is_protected = 0) OR ?2 = 1 OR person.key = ?3"
    " OR " PERSON_WORKS_IN(
        UNIT_AND_BELOW("?4")) " OR person.key IN (SELECT learner_key FROM mentorship"
                              " WHERE mentor_key = ?3 AND first <= ?6 AND (last IS NULL OR last >= ?6)))"
                              " AND (?5 IS NULL OR " PERSON_WORKS_IN(UNIT_AND_BELOW("?5")) ")"};

static const struct query person_insert = {
    "person.insert", "person",
    "INSERT INTO person (key, rid, unit_key, status, is_protected, background, in_profession_since,"
    " placed_on) VALUES ((SELECT coalesce(max(key), 0) + 1 FROM person), ?1, ?2, 'active', ?3, ?4, ?5, ?6) RETURNING "
    "*"};
static const struct query identity_insert = {"identity.insert", "identity",
                                             "INSERT INTO identity (person_key, salt, id, name, email)"
                                             " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING *"};
static const struct query role_insert = {"role.insert", "role",
                                         "INSERT INTO role (person_key, role) VALUES (?1, ?2) RETURNING *"};

/* ---- finding ---- */

static int person_of(struct records *records, const struct query *query, struct value value, struct arena *arena,
                     struct person *ret_person)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, query, BIND(value), &rows));
    bool is_found = rows_next(&rows);
    if (is_found)
        person_read(&rows, arena, ret_person);
    TRY(rows_result(&rows));
    return is_found ? 0 : FAIL_NOT_FOUND;
}

int person_find(struct records *records, const char *id, struct arena *arena, struct person *ret_person)
{
    int result = person_of(records, &person_of_id, value_text(id), arena, ret_person);
    return result == FAIL_NOT_FOUND ? access_fail_unknown(id) : result;
}

int person_by_rid(struct records *records, const char *rid, struct arena *arena, struct person *ret_person)
{
    int result = person_of(records, &person_of_rid, value_text(rid), arena, ret_person);
    return result == FAIL_NOT_FOUND ? access_fail_unknown(rid) : result;
}

int person_by_key(struct records *records, int64_t key, struct arena *arena, struct person *ret_person)
{
    int result = person_of(records, &person_of_key, value_number(key), arena, ret_person);
    return result == FAIL_NOT_FOUND ? fail(FAIL_NOT_FOUND, "person %lld: no such person", (long long)key) : result;
}

int person_actor(struct records *records, const struct person *person, struct actor *ret_actor)
{
    (void)records;
    if (!text_equal(person->status, "active"))
        return fail(FAIL_DENIED, "person '%s': the account is disabled", person->id ? person->id : person->rid);
    struct actor actor = {.key = person->key, .roles = person->roles, .unit_key = person->unit_key};
    memcpy(actor.rid, person->rid, strlen(person->rid) < sizeof actor.rid ? strlen(person->rid) : sizeof actor.rid - 1);
    *ret_actor = actor;
    return 0;
}

bool person_is_learner(const struct person *person)
{
    return (person->roles & ROLE_LEARNER) && text_equal(person->status, "active");
}

int person_list(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                struct people *ret_people)
{
    struct unit asked = {0};
    bool is_wide = actor->roles & (ROLE_HR | ROLE_ADMIN | ROLE_OPERATOR), is_all = actor->roles & ROLE_OPERATOR;
    int64_t managed = actor->roles & ROLE_MANAGER ? actor->unit_key : 0;
    struct rows rows CLEANUP(rows_end) = {0};
    if (unit)
        TRY(unit_find(records, unit, arena, &asked));
    TRY(records_select(records, &person_all,
                       BIND(value_number(is_wide), value_number(is_all), value_key(actor->key), value_key(managed),
                            value_key(asked.key), value_number(clock_today())),
                       &rows));
    return person_rows_by_name(&rows, arena, ret_people);
}

/* ---- adding ---- */

/* Whether an id or address is taken tells that its owner exists, who may be hidden: so all but the operator get one
 * sentence, whoever the owner is. */
static int fail_taken(const struct actor *actor, const char *id, const char *email)
{
    bool may_know = actor->roles & ROLE_OPERATOR;
    if (id && may_know)
        return fail_at(FAIL_RULE, REASON_NONE, "id", "person '%s': exists already", id);
    if (id)
        return fail_at(FAIL_RULE, REASON_NONE, "id", "person '%s': this id cannot be used, choose another", id);
    if (may_know)
        return fail_at(FAIL_RULE, REASON_NONE, "email", "e-mail '%s': belongs to somebody else already", email);
    return fail_at(FAIL_RULE, REASON_NONE, "email", "e-mail '%s': this address cannot be used, choose another", email);
}

/* An id that was somebody's before a file gave them another one. */
static int check_former(struct records *records, const struct actor *actor, const char *id, int64_t but_key)
{
    int64_t key = 0;
    TRY(records_number(records, &person_key_of_former_id, BIND(value_text(id)), 0, &key));
    if (!key || key == but_key)
        return 0;
    return actor->roles & ROLE_OPERATOR
               ? fail_at(FAIL_RULE, REASON_NONE, "id", "person '%s': was somebody's id before, and stays theirs", id)
               : fail_taken(actor, id, NULL);
}

int person_check_free(struct records *records, const struct actor *actor, const char *id, const char *email,
                      int64_t but_key)
{
    int64_t key = 0;
    if (id)
        TRY(records_number(records, &person_key_of_id, BIND(value_text(id)), 0, &key));
    if (key && key != but_key)
        return fail_taken(actor, id, NULL);
    if (id)
        TRY(check_former(records, actor, id, but_key));
    key = 0;
    if (email)
        TRY(records_number(records, &person_key_of_email, BIND(value_text(email)), 0, &key));
    return key && key != but_key ? fail_taken(actor, NULL, email) : 0;
}

int person_write_roles(struct records *records, int64_t key, unsigned roles)
{
    for (unsigned bit = 1; bit <= ROLE_ADMIN; bit <<= 1)
        if (roles & bit)
            TRY(records_write(records, &role_insert, BIND(value_number(key), value_text(role_word(bit))), NULL));
    return 0;
}

/* Administrators add anybody; a manager learners in the unit and below, HR learners anywhere. */
static int check_may_add(struct records *records, const struct actor *actor, unsigned roles, int64_t unit_key)
{
    unsigned relations = 0;
    if (roles != ROLE_LEARNER || !(actor->roles & (ROLE_MANAGER | ROLE_HR)) ||
        (actor->roles & (ROLE_ADMIN | ROLE_OPERATOR)))
        return access_check_site(actor, SITE_ACCOUNTS);
    TRY(access_unit_relations(records, actor, unit_key, &relations));
    return relations ? 0 : fail(FAIL_DENIED, "a manager adds people in the own unit and below");
}

/* What person_add has read and checked. */
struct addition {
    const struct person_new *person;
    const char *email; /* folded */
    char rid[SECRET_RID_BYTES];
    unsigned roles;
    struct unit unit;
};

static int addition_write(struct records *records, const struct actor *actor, struct addition *addition,
                          struct arena *arena)
{
    const struct person_new *person = addition->person;
    unsigned char salt[PERSON_SALT_BYTES];
    int64_t key = 0;
    secret_random(salt, sizeof salt);
    secret_rid(addition->rid);
    TRY(unit_find_open(records, person->unit, arena, &addition->unit));
    TRY(check_may_add(records, actor, addition->roles, addition->unit.key));
    TRY(person_check_free(records, actor, person->id, addition->email, 0));
    TRY(records_write(records, &person_insert,
                      BIND(value_text(addition->rid), value_number(addition->unit.key),
                           value_number(person->is_protected), value_text(person->background),
                           value_day(person->in_profession_since), value_day(clock_today())),
                      &key));
    TRY(records_write(records, &identity_insert,
                      BIND(value_number(key), value_bytes(salt, sizeof salt), value_text(person->id),
                           value_text(person->name), value_text(addition->email)),
                      NULL));
    return person_write_roles(records, key, addition->roles);
}

int person_check_background(const char *id, const char *background)
{
    return background && !text_is_id(background)
               ? fail_at(FAIL_INPUT, REASON_NONE, "background",
                         "person '%s': background '%s' is no id such as socionom", id, background)
               : 0;
}

int person_add(struct records *records, const struct actor *actor, const struct person_new *person,
               char ret_rid[SECRET_RID_BYTES])
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct addition addition = {.person = person};
    TRY(identifier_check_id("person", person->id));
    TRY(identifier_check_name("name", "person", person->id, person->name));
    TRY(identifier_fold_email(person->email, &arena, &addition.email));
    TRY(person_check_background(person->id, person->background));
    TRY(roles_parse(person->roles, &addition.roles));
    TRY(records_begin(records));
    int result = addition_write(records, actor, &addition, &arena);
    CLEANUP(text_finish) struct text data = TEXT(4096);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "unit", person->unit);
    json_put_string(&json, "roles", roles_format(addition.roles, &arena));
    json_end(&json);
    TRY(records_end(
        records, result,
        &(struct event){.actor = actor, .kind = "person.added", .about = addition.rid, .data = text_string(&data)}));
    if (ret_rid)
        memcpy(ret_rid, addition.rid, sizeof addition.rid);
    return 0;
}
