/* YAML: parses one document into a tree, without the parts of YAML that surprise.
 *
 * Refuses anchors, aliases, tags, complex keys, repeated keys, merge keys, NUL bytes and further documents. Interprets
 * nothing: `no`, `2026-01-01` and `12` are strings; the caller decides what they mean. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

#define YAML_DEPTH_MAX 32
#define YAML_NODES_MAX 20000

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

/* Lines and columns count from 1; a column counts characters, not bytes. */
struct yaml_node {
    enum yaml_kind kind;
    int line, column;
    const char *value;                    /* of a scalar; NUL-terminated UTF-8; NULL for the other kinds */
    bool is_plain;                        /* a scalar without quotes */
    bool is_empty;                        /* the root of an empty document: an empty mapping */
    size_t count;                         /* items of a sequence, pairs of a mapping */
    const struct yaml_node *first, *next; /* children in the order of the file */
    const char *key;                      /* of a mapping's child; else NULL */
    int key_line, key_column;
};

struct yaml_source {
    const char *bytes;
    size_t length;
    int first_line;    /* the line of the file where the bytes begin; 0 means 1 */
    size_t nodes_most; /* 0 means YAML_NODES_MAX */
};

struct yaml_place {
    int line, column;
};

/* Parses the source; the tree is in the arena. FAIL_INPUT or FAIL_LIMIT, with *ret_place set to the position of the
 * problem, which the sentence does not repeat. */
int yaml_parse(const struct yaml_source *source, struct arena *arena, const struct yaml_node **ret_root,
               struct yaml_place *ret_place);

/* A mapping's value; NULL if `node` is NULL, not a mapping, or has no such key. */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/* A scalar's string; NULL if `node` is NULL or of another kind. */
const char *yaml_value(const struct yaml_node *node);

/* True for an empty value, ~ and null, without quotes. */
bool yaml_is_null(const struct yaml_node *node);
