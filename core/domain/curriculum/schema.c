/* Reads YAML by a table of rows; see schema.h. */
#include "domain/curriculum/schema.h"

#include "base/fail.h"
#include "base/map.h"

#include <stdio.h>
#include <string.h>

#define KEYS_MAX 32

struct mark schema_mark(const struct yaml_node *node)
{
    return (struct mark){node->line, node->column};
}

struct place schema_place(const struct schema_reader *reader, struct mark mark)
{
    return (struct place){reader->path, mark.line, mark.column};
}

static struct place value_place(const struct schema_reader *reader, const struct yaml_node *node)
{
    return schema_place(reader, schema_mark(node));
}

const struct yaml_node *schema_parse(const struct schema_reader *reader, const struct yaml_source *source)
{
    const struct yaml_node *root = NULL;
    struct yaml_place where = {0};
    if (yaml_parse(source, reader->arena, &root, &where) == 0)
        return root;
    findings_add(reader->findings, (struct place){reader->path, where.line, where.column}, FINDING_YAML,
                 FINDING_WORDS(fail_sentence()));
    return NULL;
}

static void *field(void *into, size_t at)
{
    return (char *)into + at;
}

/* The name of a row's type in "expected ..., found ...". */
static const char *type_words(enum schema_type type)
{
    switch (type) {
    case SCHEMA_NUMBER:
        return "a whole number";
    case SCHEMA_DATE:
    case SCHEMA_DATE_NEVER:
        return "a date";
    case SCHEMA_WORDS:
        return "a list of words";
    case SCHEMA_IDS:
        return "a list of ids";
    case SCHEMA_LIST:
        return "a list of mappings";
    case SCHEMA_KEYED:
    case SCHEMA_WITHIN:
    case SCHEMA_LISTS_UNREAD:
        return "a mapping";
    case SCHEMA_AIMS:
        return "a mapping of ids to numbers";
    case SCHEMA_WORD:
    case SCHEMA_LINE:
    case SCHEMA_ID:
    case SCHEMA_LANGUAGE:
    case SCHEMA_CHOICE:
    case SCHEMA_DUE:
        break;
    }
    return "one value";
}

static const char *kind_words(const struct yaml_node *node)
{
    static const char *const names[] = {
        [YAML_SCALAR] = "one value", [YAML_SEQUENCE] = "a list", [YAML_MAPPING] = "a mapping"};
    return names[node->kind];
}

static enum yaml_kind kind_of(enum schema_type type)
{
    switch (type) {
    case SCHEMA_WORDS:
    case SCHEMA_IDS:
    case SCHEMA_LIST:
        return YAML_SEQUENCE;
    case SCHEMA_KEYED:
    case SCHEMA_AIMS:
    case SCHEMA_WITHIN:
    case SCHEMA_LISTS_UNREAD:
        return YAML_MAPPING;
    case SCHEMA_WORD:
    case SCHEMA_LINE:
    case SCHEMA_ID:
    case SCHEMA_LANGUAGE:
    case SCHEMA_NUMBER:
    case SCHEMA_DATE:
    case SCHEMA_DATE_NEVER:
    case SCHEMA_CHOICE:
    case SCHEMA_DUE:
        break;
    }
    return YAML_SCALAR;
}

static void say_wrong_type(const struct schema_reader *reader, const char *key, const struct yaml_node *node,
                           const char *expected)
{
    findings_add(reader->findings, value_place(reader, node), FINDING_WRONG_TYPE,
                 FINDING_WORDS(key, expected, node->value ? node->value : kind_words(node)));
}

/* A whole number of a row; false after a finding. */
static bool number_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                        int *ret)
{
    int64_t number = 0;
    char least[24], most[24];
    if (!text_to_number(yaml_value(node), INT32_MIN, INT32_MAX, &number)) {
        say_wrong_type(reader, row->key, node, "a whole number");
        return false;
    }
    if (number < row->least || number > row->most) {
        snprintf(least, sizeof least, "%d", row->least);
        snprintf(most, sizeof most, "%d", row->most);
        findings_add(reader->findings, value_place(reader, node), FINDING_OUT_OF_RANGE,
                     FINDING_WORDS(row->key, node->value, least, most));
        return false;
    }
    *ret = (int)number;
    return true;
}

static bool id_is_good(const struct schema_reader *reader, const char *key, const char *value, struct place place)
{
    CLEANUP(text_finish) struct text meant = TEXT(64);
    if (text_is_id(value))
        return true;
    text_add_id_from(&meant, value);
    findings_add_guess(reader->findings, place,
                       (struct finding_guess){FINDING_BAD_ID, meant.length ? text_string(&meant) : NULL},
                       FINDING_WORDS(key, value));
    return false;
}

static void say_not_allowed(const struct schema_reader *reader, const struct schema_row *row,
                            const struct yaml_node *node)
{
    size_t count = 0;
    CLEANUP(text_finish) struct text all = TEXT(400);
    for (; row->choices[count]; count++)
        text_addf(&all, "%s%s", count ? ", " : "", row->choices[count]);
    findings_add_guess(reader->findings, value_place(reader, node),
                       (struct finding_guess){FINDING_NOT_ALLOWED, text_nearest(node->value, row->choices, count)},
                       FINDING_WORDS(row->key, node->value, text_string(&all)));
}

static void choice_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                        void *into)
{
    for (int i = 0; row->choices[i]; i++)
        if (text_equal(row->choices[i], node->value)) {
            memcpy(into, &i, sizeof i); /* our enumerations are as large as int */
            return;
        }
    say_not_allowed(reader, row, node);
}

static void date_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                      int *into)
{
    if (row->type == SCHEMA_DATE_NEVER && text_equal(node->value, "never"))
        return;
    if (day_parse(node->value, into) != 0)
        findings_add(reader->findings, value_place(reader, node), FINDING_BAD_DATE,
                     FINDING_WORDS(row->key, node->value));
}

static void due_read(const struct schema_reader *reader, const struct yaml_node *node, struct due *into)
{
    if (due_parse(node->value, into) != 0)
        findings_add(reader->findings, value_place(reader, node), FINDING_BAD_DUE, FINDING_WORDS(node->value));
}

static bool language_is_good(const struct schema_reader *reader, const struct yaml_node *node)
{
    size_t length = strspn(node->value, "abcdefghijklmnopqrstuvwxyz");
    if (length >= 2 && length <= 3 && !node->value[length])
        return true;
    findings_add(reader->findings, value_place(reader, node), FINDING_NOT_ALLOWED,
                 FINDING_WORDS("language", node->value, "sv, en, fi and other language codes"));
    return false;
}

/* A scalar that is not empty. */
static void scalar_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                        void *into)
{
    if (row->type == SCHEMA_NUMBER)
        number_read(reader, row, node, into);
    else if (row->type == SCHEMA_DATE || row->type == SCHEMA_DATE_NEVER)
        date_read(reader, row, node, into);
    else if (row->type == SCHEMA_CHOICE)
        choice_read(reader, row, node, into);
    else if (row->type == SCHEMA_DUE)
        due_read(reader, node, into);
    else if (row->type == SCHEMA_LINE)
        *(const char **)into = node->value;
    else if (row->type == SCHEMA_ID && !id_is_good(reader, row->key, node->value, value_place(reader, node)))
        return;
    else if (row->type == SCHEMA_LANGUAGE && !language_is_good(reader, node))
        return;
    else
        *(struct word *)into = (struct word){node->value, schema_mark(node)};
}

/* A list of strings; keeps the valid ones. */
static void words_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                       struct words *into)
{
    CLEANUP(map_finish) struct map seen = {0};
    into->items = arena_zeroed(reader->arena, node->count * sizeof *into->items);
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        struct place place = value_place(reader, item);
        if (item->kind != YAML_SCALAR || yaml_is_null(item) || text_is_blank(item->value)) {
            say_wrong_type(reader, row->key, item, type_words(row->type));
            continue;
        }
        if (row->type == SCHEMA_IDS && !id_is_good(reader, row->key, item->value, place))
            continue;
        if (map_get(&seen, item->value)) {
            findings_add(reader->findings, place, FINDING_REPEATED_ITEM, FINDING_WORDS(row->key, item->value));
            continue;
        }
        map_put(&seen, item->value, into);
        into->items[into->count++] = (struct word){item->value, schema_mark(item)};
    }
}

void schema_read_list(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                      void *ret_items, size_t *ret_count)
{
    char *items = arena_zeroed(reader->arena, node->count * schema->size);
    size_t count = 0;
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->kind != YAML_MAPPING) {
            say_wrong_type(reader, item->key ? item->key : "-", item, "a mapping");
            continue;
        }
        struct mark mark = {item->key_line, item->key_column};
        struct word key = {item->key, mark};
        if (item->key && !id_is_good(reader, item->key, item->key, schema_place(reader, mark)))
            continue;
        char *into = items + count++ * schema->size;
        schema_read(reader, schema, item, into);
        if (item->key)
            *(struct word *)field(into, schema->key_at) = key;
    }
    memcpy(ret_items, &items, sizeof items);
    *ret_count = count;
}

static void aims_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                      void *into)
{
    struct aim *aims = arena_zeroed(reader->arena, node->count * sizeof *aims);
    size_t count = 0;
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        struct mark mark = {item->key_line, item->key_column};
        struct aim aim = {.competence = {item->key, mark}};
        struct schema_row named = *row;
        named.key = item->key;
        if (id_is_good(reader, row->key, item->key, schema_place(reader, mark)) &&
            number_read(reader, &named, item, &aim.autonomy))
            aims[count++] = aim;
    }
    *(struct aim **)field(into, row->at) = aims;
    *(size_t *)field(into, row->count_at) = count;
}

static void lists_check(const struct schema_reader *reader, const struct yaml_node *node)
{
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        struct words unread = {0};
        const struct schema_row row = {.key = item->key, .type = SCHEMA_WORDS};
        if (item->kind == YAML_SEQUENCE)
            words_read(reader, &row, item, &unread);
        else
            say_wrong_type(reader, item->key, item, type_words(SCHEMA_WORDS));
    }
}

static void rows_read(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                      void *into);

static void value_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                       void *into)
{
    void *at = field(into, row->at);
    if (row->mark_at)
        *(struct mark *)field(into, row->mark_at) = schema_mark(node);
    if (row->type == SCHEMA_WORDS || row->type == SCHEMA_IDS)
        words_read(reader, row, node, at);
    else if (row->type == SCHEMA_LIST || row->type == SCHEMA_KEYED)
        schema_read_list(reader, row->of, node, at, field(into, row->count_at));
    else if (row->type == SCHEMA_AIMS)
        aims_read(reader, row, node, into);
    else if (row->type == SCHEMA_WITHIN)
        rows_read(reader, row->of, node, into);
    else if (row->type == SCHEMA_LISTS_UNREAD)
        lists_check(reader, node);
    else
        scalar_read(reader, row, node, at);
}

static void key_read(const struct schema_reader *reader, const struct schema_row *row, const struct yaml_node *node,
                     void *into)
{
    bool is_blank = node->kind == YAML_SCALAR && (yaml_is_null(node) || text_is_blank(node->value));
    if (is_blank && row->is_required)
        findings_add(reader->findings, value_place(reader, node), FINDING_EMPTY_VALUE, FINDING_WORDS(row->key));
    else if (is_blank && yaml_is_null(node))
        return; /* a key without a value counts as absent */
    else if (is_blank || node->kind != kind_of(row->type))
        say_wrong_type(reader, row->key, node, type_words(row->type));
    else
        value_read(reader, row, node, into);
}

static void say_unknown_key(const struct schema_reader *reader, const struct schema *schema,
                            const struct yaml_node *node)
{
    const char *keys[KEYS_MAX];
    CLEANUP(text_finish) struct text all = TEXT(600);
    size_t count = schema->row_count < KEYS_MAX ? schema->row_count : KEYS_MAX;
    for (size_t i = 0; i < count; i++) {
        keys[i] = schema->rows[i].key;
        text_addf(&all, "%s%s", i ? ", " : "", keys[i]);
    }
    findings_add_guess(reader->findings, (struct place){reader->path, node->key_line, node->key_column},
                       (struct finding_guess){FINDING_UNKNOWN_KEY, text_nearest(node->key, keys, count)},
                       FINDING_WORDS(node->key, text_string(&all)));
}

static void rows_read(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                      void *into)
{
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        const struct schema_row *row = NULL;
        for (size_t i = 0; i < schema->row_count && !row; i++)
            if (text_equal(schema->rows[i].key, item->key))
                row = &schema->rows[i];
        if (row)
            key_read(reader, row, item, into);
        else
            say_unknown_key(reader, schema, item);
    }
    for (size_t i = 0; i < schema->row_count; i++)
        if (schema->rows[i].is_required && !yaml_get(node, schema->rows[i].key))
            findings_add(reader->findings, value_place(reader, node), FINDING_MISSING_KEY,
                         FINDING_WORDS(schema->rows[i].key));
}

void schema_read(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                 void *into)
{
    if (schema->initial)
        memcpy(into, schema->initial, schema->size);
    if (node->kind != YAML_MAPPING) {
        say_wrong_type(reader, "-", node, "a mapping");
        return;
    }
    if (schema->mark_at)
        *(struct mark *)field(into, schema->mark_at) = schema_mark(node);
    rows_read(reader, schema, node, into);
}
