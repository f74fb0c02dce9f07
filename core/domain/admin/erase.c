/* Erases what names a person and all free words about them: what the modules say of their tables, and what plugins do;
 * see erase.h. */
#include "domain/admin/erase.h"
#include "domain/people/subject.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/people/comment.h"
#include "domain/people/identifier.h"
#include "domain/records/table.h"

static const struct person_elsewhere *elsewhere;

void person_use_elsewhere(const struct person_elsewhere *given)
{
    elsewhere = given;
}

int person_export_elsewhere(struct records *records, const char *rid, struct json *json)
{
    return elsewhere ? elsewhere->export(records, rid, json) : 0;
}

int person_erase_elsewhere(struct records *records, const char *rid)
{
    return elsewhere ? elsewhere->erase(records, rid) : 0;
}

static int table_erase(struct records *records, const struct records_table *table, const struct erasure *erasure)
{
    if (table->erase_by)
        return table->erase_by(records, erasure);
    return table->erase.sql ? records_write(records, &table->erase, BIND(value_number(erasure->person_key)), NULL) : 0;
}

static int tables_erase(struct records *records, const struct erasure *erasure)
{
    const struct records_table *table;
    for (size_t i = 0; (table = records_table_at(i)); i++)
        TRY(table_erase(records, table, erasure));
    return 0;
}

static int erase_write(struct records *records, const struct actor *actor, const struct person *person,
                       const char *because, struct json *json)
{
    int64_t comment = 0;
    json_object(json);
    TRY(person_erase_elsewhere(records, person->rid));
    TRY(tables_erase(records, &(struct erasure){.person_key = person->key, .json = json}));
    TRY(comment_write(records, &(struct comment_new){person->key, actor->key, because, "because"}, &comment));
    json_key(json, "learners");
    json_array(json);
    TRY(modules_person_leaves(records, &(struct departure){.person_key = person->key,
                                                           .person_id = person->id,
                                                           .rid = person->rid,
                                                           .actor = actor,
                                                           .because_key = comment,
                                                           .how = DEPARTURE_ERASED,
                                                           .learners = json}));
    json_end(json);
    json_put_number(json, "because", comment);
    json_end(json);
    return 0;
}

int person_erase(struct records *records, const struct actor *actor, const char *id, const char *because)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text data = TEXT(1024UL * 1024);
    struct json json = JSON(&data);
    struct person person;
    TRY(person_find_checked(records, actor, RIGHT_ACCOUNT, id, &arena, &person));
    TRY(identifier_check_words("because", because));
    TRY(records_begin(records));
    int result = erase_write(records, actor, &person, because, &json);
    TRY(records_end(
        records, result,
        &(struct event){.actor = actor, .kind = "person.erased", .about = person.rid, .data = text_string(&data)}));
    /* A reader of an older state keeps the log for now; then the next checkpoint empties it. */
    int result_of_forgetting = database_forget(records_database(records));
    return result_of_forgetting == FAIL_BUSY ? 0 : result_of_forgetting;
}
