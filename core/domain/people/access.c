/* Who may see and do what about whom: one table, and what somebody is to somebody; see access.h. */
#include "domain/people/access.h"

#include "base/clock.h"
#include "base/fail.h"

#include <assert.h>

#define SELF RELATION_SELF
#define MENTORS (RELATION_MENTOR | RELATION_SUBSTITUTE)
#define MANAGER RELATION_MANAGER
#define HR RELATION_HR
#define ADMIN RELATION_ADMIN
#define OPERATOR RELATION_OPERATOR

/* Who sees whom (docs/rules.md). An author, a contact and a former mentor have no right to anybody here: what one has
 * signed oneself is asked for by its signer, not by these rights. */
static const unsigned allowed[RIGHT_COUNT] = {
    [RIGHT_SEE_DATES] = SELF | MENTORS | MANAGER | HR | OPERATOR,
    [RIGHT_SEE_COMMENTS] = SELF | MENTORS | MANAGER | OPERATOR,
    [RIGHT_LEARN] = SELF | OPERATOR,
    [RIGHT_SIGN] = MENTORS | MANAGER,
    [RIGHT_LEAD] = MANAGER | OPERATOR,
    [RIGHT_MENTOR_SELF] = SELF | OPERATOR,
    [RIGHT_ACCOUNT] = ADMIN | OPERATOR,
    [RIGHT_EXPORT] = SELF | OPERATOR,
};

/* A person with protected identity exists for these only. The operator, who has the machine, keeps the accounts. */
static const unsigned allowed_protected = SELF | MENTORS | MANAGER | OPERATOR;

/* One row: everything that decides what the actor (?2) is to the person (?1) on a day (?3). */
static const struct query relation_of = {
    "access.relation", NULL,
    "SELECT person.is_protected, coalesce(identity.id, person.rid),"
    " (SELECT count(*) FROM mentorship AS m WHERE m.learner_key = person.key AND m.mentor_key = ?2"
    "  AND m.is_substitute = 0 AND m.first <= ?3 AND (m.last IS NULL OR m.last >= ?3)),"
    " (SELECT count(*) FROM mentorship AS m WHERE m.learner_key = person.key AND m.mentor_key = ?2"
    "  AND m.is_substitute = 1 AND m.first <= ?3 AND (m.last IS NULL OR m.last >= ?3)),"
    " (SELECT count(*) FROM mentorship AS m WHERE m.learner_key = person.key AND m.mentor_key = ?2"
    "  AND m.last < ?3 AND m.first <= m.last), person.unit_key,"
    " (SELECT count(*) FROM person AS actor WHERE actor.key = ?2 AND actor.status = 'active')"
    " FROM person LEFT JOIN identity ON identity.person_key = person.key WHERE person.key = ?1"};

/* Whether a unit (?2) is, or lies above, one that a person (?1) works in; and whether it lies above a unit (?1). */
static const struct query person_is_below = {
    "access.person_is_below", NULL,
    "WITH RECURSIVE up (key, parent_key) AS (SELECT key, parent_key FROM unit WHERE key IN"
    " (SELECT unit_key FROM person WHERE key = ?1 UNION ALL SELECT unit_key FROM also_unit WHERE person_key = ?1)"
    " UNION SELECT unit.key, unit.parent_key FROM unit JOIN up ON unit.key = up.parent_key)"
    " SELECT count(*) FROM up WHERE key = ?2"};

static const struct query unit_is_below = {
    "access.unit_is_below", NULL,
    "WITH RECURSIVE up (key, parent_key) AS (SELECT key, parent_key FROM unit WHERE key = ?1"
    " UNION SELECT unit.key, unit.parent_key FROM unit JOIN up ON unit.key = up.parent_key)"
    " SELECT count(*) FROM up WHERE key = ?2"};

bool access_allows(unsigned relations, enum right right, bool is_protected)
{
    assert(right < RIGHT_COUNT);
    if (is_protected)
        relations &= allowed_protected;
    return (relations & allowed[right]) != 0;
}

/* May the actor know that the person exists? A former mentor may: it is in the plan that they signed. */
static bool may_know(unsigned relations, bool is_protected)
{
    return access_allows(relations, RIGHT_SEE_DATES, is_protected) ||
           access_allows(relations, RIGHT_ACCOUNT, is_protected) ||
           (!is_protected && (relations & RELATION_FORMER_MENTOR));
}

/* The relations that follow from the actor's role alone, to any person. */
static unsigned relations_by_role(const struct actor *actor)
{
    unsigned relations = actor->roles & ROLE_OPERATOR ? RELATION_OPERATOR : 0;
    relations |= actor->roles & ROLE_HR ? RELATION_HR : 0;
    relations |= actor->roles & ROLE_ADMIN ? RELATION_ADMIN : 0;
    relations |= actor->roles & ROLE_CONTACT ? RELATION_CONTACT : 0;
    return relations;
}

static int unit_is_managed(struct records *records, const struct actor *actor, int64_t unit_key, bool *ret_is_managed)
{
    int64_t count = 0;
    *ret_is_managed = false;
    if (!(actor->roles & ROLE_MANAGER))
        return 0;
    TRY(records_number(records, &unit_is_below, BIND(value_number(unit_key), value_number(actor->unit_key)), 0,
                       &count));
    *ret_is_managed = count > 0;
    return 0;
}

int access_unit_relations(struct records *records, const struct actor *actor, int64_t unit_key, unsigned *ret_relations)
{
    bool is_managed;
    TRY(unit_is_managed(records, actor, unit_key, &is_managed));
    *ret_relations =
        (is_managed ? RELATION_MANAGER : 0) | (relations_by_role(actor) & (RELATION_HR | RELATION_OPERATOR));
    return 0;
}

bool access_sees_all_units(const struct actor *actor)
{
    return actor->roles & (ROLE_HR | ROLE_OPERATOR);
}

bool access_is_few(int64_t people)
{
    return people < ACCESS_FEW;
}

struct person_relations {
    unsigned relations;
    bool is_protected;
    char *name; /* the short id, else the random one; in the arena; NULL when there is no such row */
};

unsigned access_relations_self(const struct actor *actor)
{
    return relations_by_role(actor) | (actor->key ? RELATION_SELF : 0);
}

/* From the row of relation_of; RELATION_MANAGER needs another query. */
static unsigned relations_read(const struct rows *rows, const struct actor *actor, int64_t person_key)
{
    bool is_active = row_number(rows, 6) > 0;
    unsigned relations = relations_by_role(actor);
    if (!is_active)
        return relations & RELATION_OPERATOR;
    relations |= actor->key == person_key ? RELATION_SELF : 0;
    relations |= row_number(rows, 2) ? RELATION_MENTOR : 0;
    relations |= row_number(rows, 3) ? RELATION_SUBSTITUTE : 0;
    relations |= row_number(rows, 4) && !(relations & MENTORS) ? RELATION_FORMER_MENTOR : 0;
    return relations;
}

static int person_relations_read(struct records *records, const struct actor *actor, int64_t person_key,
                                 struct arena *arena, struct person_relations *ret_relations)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct person_relations person = {0};
    TRY(records_select(records, &relation_of,
                       BIND(value_number(person_key), value_number(actor->key), value_number(clock_today())), &rows));
    bool is_there = rows_next(&rows), is_active = is_there && row_number(&rows, 6);
    if (is_there) {
        person.relations = relations_read(&rows, actor, person_key);
        person.is_protected = row_number(&rows, 0);
        person.name = row_copy(&rows, 1, arena);
    }
    TRY(rows_result(&rows));
    /* Nobody is one's own manager: else a manager could sign for and decide about oneself. */
    if (is_active && (actor->roles & ROLE_MANAGER) && actor->key != person_key) {
        int64_t count = 0;
        TRY(records_number(records, &person_is_below, BIND(value_number(person_key), value_number(actor->unit_key)), 0,
                           &count));
        person.relations |= count ? RELATION_MANAGER : 0;
    }
    *ret_relations = person;
    return 0;
}

int access_relations(struct records *records, const struct actor *actor, int64_t person_key, unsigned *ret_relations)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person_relations person;
    TRY(person_relations_read(records, actor, person_key, &arena, &person));
    *ret_relations = person.relations;
    return 0;
}

static int fail_denied(enum right right, const char *name)
{
    switch (right) {
    case RIGHT_SEE_DATES:
    case RIGHT_SEE_COMMENTS:
    case RIGHT_EXPORT:
        return fail(FAIL_DENIED, "person '%s': this is not for you to see", name);
    case RIGHT_SIGN:
        return fail(FAIL_DENIED, "person '%s': only the mentor, the substitute or the manager signs", name);
    case RIGHT_LEAD:
        return fail(FAIL_DENIED, "person '%s': only a manager of the person decides this", name);
    case RIGHT_LEARN:
    case RIGHT_MENTOR_SELF:
        return fail(FAIL_DENIED, "person '%s': only the person says this", name);
    case RIGHT_ACCOUNT:
    case RIGHT_COUNT:
        break;
    }
    return fail(FAIL_DENIED, "person '%s': only an administrator changes accounts", name);
}

int access_require(unsigned relations, enum right right, bool is_protected, const struct access_words *words)
{
    if (access_allows(relations, right, is_protected))
        return 0;
    if (!may_know(relations, is_protected))
        return access_fail_unknown(words->unknown);
    return fail_denied(right, words->known);
}

int access_check(struct records *records, const struct actor *actor, enum right right, int64_t person_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person_relations person;
    TRY(person_relations_read(records, actor, person_key, &arena, &person));
    return access_require(person.relations, right, person.is_protected,
                          &(struct access_words){person.name ? person.name : "", person.name});
}

/* Which relation may not have which duty: the pairs that would let one person arrange one's own sight of others. */
static const struct {
    enum act act;
    unsigned relations, duties;
} apart[] = {
    {ACT_START, RELATION_HR | RELATION_ADMIN, DUTY_SUBJECT},
    {ACT_CHOOSE_MENTOR, RELATION_HR | RELATION_ADMIN, DUTY_SUBJECT | DUTY_CHOSEN},
};

int access_check_apart(enum act act, unsigned relations, unsigned duties, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(apart); i++) {
        if (apart[i].act != act || !(apart[i].relations & relations) || !(apart[i].duties & duties))
            continue;
        return duties & DUTY_SUBJECT
                   ? fail(FAIL_DENIED, "person '%s': nobody starts or chooses this about oneself", name)
                   : fail(FAIL_DENIED, "person '%s': HR chooses somebody else than oneself as the mentor", name);
    }
    return 0;
}

int access_fail_unknown(const char *id)
{
    return fail(FAIL_NOT_FOUND, "person '%s': no such person", id);
}

bool access_may(struct records *records, const struct actor *actor, enum right right, int64_t person_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person_relations person;
    return person_relations_read(records, actor, person_key, &arena, &person) == 0 &&
           access_allows(person.relations, right, person.is_protected);
}

/* Columns as in relation_of, then the person and whether a unit of the person is the actor's (?3) or below it. */
static const struct query relation_of_all = {
    "access.relation_of_all", NULL,
    "WITH RECURSIVE below (key) AS (SELECT key FROM unit WHERE key = ?3"
    " UNION SELECT unit.key FROM unit JOIN below ON unit.parent_key = below.key)"
    " SELECT person.is_protected, '',"
    " (SELECT count(*) FROM mentorship AS m WHERE m.learner_key = person.key AND m.mentor_key = ?1"
    "  AND m.is_substitute = 0 AND m.first <= ?2 AND (m.last IS NULL OR m.last >= ?2)),"
    " (SELECT count(*) FROM mentorship AS m WHERE m.learner_key = person.key AND m.mentor_key = ?1"
    "  AND m.is_substitute = 1 AND m.first <= ?2 AND (m.last IS NULL OR m.last >= ?2)),"
    " 0, person.unit_key, (SELECT count(*) FROM person AS actor WHERE actor.key = ?1 AND actor.status = 'active'),"
    " person.key, person.unit_key IN (SELECT key FROM below) OR person.key IN"
    " (SELECT person_key FROM also_unit WHERE unit_key IN (SELECT key FROM below)) FROM person"};

static unsigned seen_bits_read(const struct rows *rows, const struct actor *actor)
{
    int64_t key = row_number(rows, 7);
    bool is_protected = row_number(rows, 0), is_active = row_number(rows, 6);
    unsigned relations = relations_read(rows, actor, key);
    if (is_active && (actor->roles & ROLE_MANAGER) && actor->key != key && row_number(rows, 8))
        relations |= RELATION_MANAGER;
    return (access_allows(relations, RIGHT_SEE_DATES, is_protected) ? SEEN_DATES : 0) |
           (access_allows(relations, RIGHT_SEE_COMMENTS, is_protected) ? SEEN_COMMENTS : 0);
}

int access_each(struct records *records, const struct actor *actor,
                int (*person)(void *context, int64_t person_key, unsigned seen), void *context)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &relation_of_all,
                       BIND(value_number(actor->key), value_number(clock_today()), value_number(actor->unit_key)),
                       &rows));
    while (rows_next(&rows)) {
        unsigned seen = seen_bits_read(&rows, actor);
        if (seen)
            TRY(person(context, row_number(&rows, 7), seen));
    }
    return rows_result(&rows);
}

bool access_may_site(const struct actor *actor, enum site_right right)
{
    static const unsigned roles[] = {
        [SITE_SEE_CURRICULUM] = ROLES_STAFF | ROLE_OPERATOR,
        [SITE_PUBLISH] = ROLE_AUTHOR | ROLE_ADMIN | ROLE_OPERATOR,
        [SITE_ACCOUNTS] = ROLE_ADMIN | ROLE_OPERATOR,
        [SITE_IMPORT] = ROLE_HR | ROLE_ADMIN | ROLE_OPERATOR,
        [SITE_SEE_UNIT] = ROLE_MANAGER | ROLE_HR | ROLE_OPERATOR,
        [SITE_START_PLANS] = ROLE_MANAGER | ROLE_HR | ROLE_OPERATOR,
        [SITE_STACK] = ROLE_ADMIN | ROLE_OPERATOR,
        [SITE_RUN] = ROLE_OPERATOR,
    };
    return actor->roles & roles[right];
}

int access_check_site(const struct actor *actor, enum site_right right)
{
    if (access_may_site(actor, right))
        return 0;
    switch (right) {
    case SITE_SEE_CURRICULUM:
        return fail(FAIL_DENIED, "only whoever works or learns here sees the curriculum");
    case SITE_PUBLISH:
        return fail(FAIL_DENIED, "only an author or an administrator publishes");
    case SITE_ACCOUNTS:
        return fail(FAIL_DENIED, "only an administrator handles accounts");
    case SITE_IMPORT:
        return fail(FAIL_DENIED, "only HR or an administrator takes in people from a file");
    case SITE_SEE_UNIT:
        return fail(FAIL_DENIED, "only a manager or HR sees a whole unit");
    case SITE_START_PLANS:
        return fail(FAIL_DENIED, "only a manager or HR starts plans");
    case SITE_STACK:
        return fail(FAIL_DENIED, "only an administrator says which layer stands above which");
    case SITE_RUN:
        break;
    }
    return fail(FAIL_DENIED, "only whoever runs the machine does this");
}
