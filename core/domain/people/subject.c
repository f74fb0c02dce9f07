/* Resolves a person and what the actor is to them; see subject.h. */
#include "domain/people/subject.h"

#include "base/fail.h"

static const struct query id_of_former = {"person.id_of_former", NULL,
                                          "SELECT identity.id FROM former_id JOIN identity"
                                          " ON identity.person_key = former_id.person_key WHERE former_id.id = ?1"};
static const struct query ids_all = {"person.ids", NULL, "SELECT id FROM identity ORDER BY id"};

struct subject_ref subject_nobody(void)
{
    return (struct subject_ref){.kind = SUBJECT_NOBODY};
}

static struct subject_ref named(enum subject_kind kind, const char *word)
{
    return text_is_blank(word ? word : "") ? subject_nobody() : (struct subject_ref){kind, word};
}

struct subject_ref subject_id(const char *id)
{
    return named(SUBJECT_BY_ID, id);
}

struct subject_ref subject_rid(const char *rid)
{
    return named(SUBJECT_BY_RID, rid);
}

struct subject_ref subject_self(void)
{
    return (struct subject_ref){.kind = SUBJECT_SELF};
}

bool subject_is_given(struct subject_ref person)
{
    return person.kind != SUBJECT_NOBODY;
}

/* The id of whoever had this one before; NULL: nobody. */
static int id_now(struct records *records, const char *former, struct arena *arena, const char **ret_id)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &id_of_former, BIND(value_text(former)), &rows));
    if (rows_next(&rows))
        *ret_id = row_copy(&rows, 0, arena);
    return rows_result(&rows);
}

/* Only the operator, who may know everybody, gets a suggestion for a mistyped id. */
static int fail_unknown_to(struct records *records, const struct actor *actor, const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char **ids;
    size_t count;
    if (!(actor->roles & ROLE_OPERATOR))
        return access_fail_unknown(id);
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &ids_all, BIND_NOTHING, &rows));
    TRY(ROWS_COLLECT(&rows, row_read_text, NULL, &arena, &ids, &count));
    const char *now = NULL, *meant = text_nearest(id, ids, count);
    TRY(id_now(records, id, &arena, &now));
    if (now)
        return fail(FAIL_NOT_FOUND, "person '%s': no such person; that id is '%s' now", id, now);
    if (!meant)
        return access_fail_unknown(id);
    return fail(FAIL_NOT_FOUND, "person '%s': no such person; did you mean '%s'?", id, meant);
}

static int person_resolve(struct records *records, const struct actor *actor, struct subject_ref person,
                          struct arena *arena, struct person *ret_person)
{
    switch (person.kind) {
    case SUBJECT_BY_ID: {
        int result = person_find(records, person.word, arena, ret_person);
        return result == FAIL_NOT_FOUND ? fail_unknown_to(records, actor, person.word) : result;
    }
    case SUBJECT_BY_RID:
        return person_by_rid(records, person.word, arena, ret_person);
    case SUBJECT_SELF:
        return person_by_key(records, actor->key, arena, ret_person);
    case SUBJECT_NOBODY:
        break;
    }
    return access_fail_unknown("");
}

int subject_find(struct records *records, const struct actor *actor, struct subject_ref person, struct arena *arena,
                 struct subject *ret_subject)
{
    struct subject subject = {0};
    TRY(person_resolve(records, actor, person, arena, &subject.person));
    TRY(access_relations(records, actor, subject.person.key, &subject.relations));
    subject.viewer = *actor;
    subject.word = person.kind == SUBJECT_SELF ? subject_name(&subject) : arena_copy_string(arena, person.word);
    *ret_subject = subject;
    return 0;
}

int subject_open(struct records *records, const struct actor *actor, struct subject_ref person, enum right right,
                 struct arena *arena, struct subject *ret_subject)
{
    struct subject subject;
    TRY(subject_find(records, actor, person, arena, &subject));
    TRY(subject_check(&subject, right));
    *ret_subject = subject;
    return 0;
}

int subject_of_person(struct records *records, const struct actor *actor, const struct person *person,
                      struct subject *ret_subject)
{
    struct subject subject = {.person = *person, .viewer = *actor};
    TRY(access_relations(records, actor, person->key, &subject.relations));
    subject.word = subject_name(&subject);
    *ret_subject = subject;
    return 0;
}

struct subject subject_own(const struct actor *actor, const struct person *self)
{
    return (struct subject){
        .person = *self, .relations = access_relations_self(actor), .viewer = *actor, .word = self->id};
}

bool subject_may(const struct subject *subject, enum right right)
{
    return access_allows(subject->relations, right, subject->person.is_protected);
}

int subject_check(const struct subject *subject, enum right right)
{
    return access_require(subject->relations, right, subject->person.is_protected,
                          &(struct access_words){.unknown = subject->word, .known = subject_name(subject)});
}

int subject_check_either(const struct subject *subject, enum right first, enum right second)
{
    return subject_may(subject, first) ? 0 : subject_check(subject, second);
}

int subject_check_start(const struct subject *subject)
{
    bool is_hr = subject->relations & RELATION_HR;
    if (subject_may(subject, RIGHT_LEAD) || !is_hr || !subject_may(subject, RIGHT_SEE_DATES))
        return subject_check(subject, RIGHT_LEAD);
    return access_check_apart(ACT_START, RELATION_HR, subject->relations & RELATION_SELF ? DUTY_SUBJECT : 0,
                              subject_name(subject));
}

bool subject_is_learner(const struct subject *subject)
{
    return (subject->relations & RELATION_SELF) && (subject->person.roles & ROLE_LEARNER);
}

const char *subject_name(const struct subject *subject)
{
    return subject->person.id ? subject->person.id : subject->person.rid;
}

int person_get_checked(struct records *records, const struct actor *actor, const char *rid, enum right right,
                       struct arena *arena, struct person *ret_person)
{
    struct subject subject;
    TRY(subject_open(records, actor, subject_rid(rid), right, arena, &subject));
    *ret_person = subject.person;
    return 0;
}

int person_find_checked(struct records *records, const struct actor *actor, enum right right, const char *id,
                        struct arena *arena, struct person *ret_person)
{
    struct subject subject;
    TRY(subject_open(records, actor, subject_id(id), right, arena, &subject));
    *ret_person = subject.person;
    return 0;
}
