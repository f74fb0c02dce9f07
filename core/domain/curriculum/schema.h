/* Schema: reads a YAML mapping into a struct, by a table of its keys.
 *
 * Every deviation from the table becomes a finding with line and column, and the rest is still read. A wrong value
 * leaves its field as in the schema's `initial`. */
#pragma once

#include "domain/curriculum/curriculum.h"
#include "io/yaml.h"

enum schema_type {
    SCHEMA_WORD,        /* struct word: a non-empty string */
    SCHEMA_LINE,        /* const char *: the same, without a place */
    SCHEMA_ID,          /* struct word */
    SCHEMA_LANGUAGE,    /* struct word: "sv" */
    SCHEMA_NUMBER,      /* int, within least and most */
    SCHEMA_DATE,        /* int, a day */
    SCHEMA_DATE_NEVER,  /* the same, or `never`, which leaves the field as it is */
    SCHEMA_CHOICE,      /* an enumeration: the index in `choices` */
    SCHEMA_DUE,         /* struct due */
    SCHEMA_WORDS,       /* struct words: a list of strings */
    SCHEMA_IDS,         /* struct words: a list of ids */
    SCHEMA_LIST,        /* an array of the structs of `of` and its size_t count: a list of mappings */
    SCHEMA_KEYED,       /* the same from a mapping; its keys are ids, stored in the struct word at `key_at` */
    SCHEMA_AIMS,        /* struct aim array and its count: a mapping of ids to numbers within least and most */
    SCHEMA_WITHIN,      /* a nested mapping, whose rows `of` fill fields of the same struct */
    SCHEMA_LISTS_UNREAD /* a mapping to lists of strings; checked, not stored */
};

struct schema;

struct schema_row {
    const char *key;
    enum schema_type type;
    bool is_required;
    size_t at;       /* offsetof the field */
    size_t count_at; /* SCHEMA_LIST, _KEYED, _AIMS */
    size_t mark_at;  /* offsetof a struct mark for the value; 0: none */
    int least, most;
    const char *const *choices; /* ends with NULL */
    const struct schema *of;
};

struct schema {
    const struct schema_row *rows;
    size_t row_count;
    size_t size;         /* of the struct; 0 for SCHEMA_WITHIN */
    const void *initial; /* a struct to start from; NULL for zeros */
    size_t key_at;
    size_t mark_at; /* offsetof a struct mark for the whole mapping; 0: none */
};

struct schema_reader {
    struct arena *arena;
    struct findings *findings;
    const char *path;
};

/* Reads `node`, which must be a mapping, into the struct at `into`, which it first sets to the schema's `initial`. */
void schema_read(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                 void *into);

/* Reads `node`, which must be a list of mappings, as SCHEMA_LIST does. */
void schema_read_list(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node,
                      void *ret_items, size_t *ret_count);

/* Parses a YAML text; NULL after a finding about an error in it. */
const struct yaml_node *schema_parse(const struct schema_reader *reader, const struct yaml_source *source);

struct mark schema_mark(const struct yaml_node *node);
struct place schema_place(const struct schema_reader *reader, struct mark mark);
