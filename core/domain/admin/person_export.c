/* Everything kept about a person as JSON, to hand out: what the modules say, then what plugins do; see erase.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/admin/erase.h"
#include "domain/people/subject.h"
#include "domain/records/rows_json.h"
#include "domain/records/table.h"

#include <stddef.h>

static int list_add(struct records *records, const struct person_export *list, int64_t person_key, struct json *json)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &list->query, BIND(value_number(person_key)), &rows));
    json_key(json, list->row.name);
    return rows_to_json(&rows, true, json);
}

static int lists_add(struct records *records, int64_t person_key, struct json *json)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct module_row *const *row =
        modules_rows(offsetof(struct module, exports), sizeof(struct person_export), &arena);
    for (; *row; row++)
        TRY(list_add(records, (const void *)*row, person_key, json));
    return 0;
}

static int export_write(struct records *records, const struct person *person, struct text *into)
{
    char now[INSTANT_TEXT_BYTES];
    struct json json = JSON(into);
    json_object(&json);
    json_put_string(&json, "exported", instant_format(clock_now(), now));
    TRY(lists_add(records, person->key, &json));
    TRY(person_export_elsewhere(records, person->rid, &json));
    json_end(&json);
    return text_check(into, "the export");
}

int person_export(struct records *records, const struct actor *actor, const char *id, struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    TRY(person_find_checked(records, actor, RIGHT_EXPORT, id, &arena, &person));
    TRY(records_begin(records));
    int result = export_write(records, &person, into);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "person.exported", .about = person.rid});
}
