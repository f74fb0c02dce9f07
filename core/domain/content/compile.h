/* Compile: writes a checked stack into content.db as the newest edition. */
#pragma once

#include "domain/curriculum/stack.h"
#include "io/sqlite/database.h"

struct compilation {
    struct database *database;       /* with an open write transaction */
    const struct stack *stack;       /* read from commits, so that every file knows its blob */
    struct parse_cache *parse_cache; /* what is known of the files */
    const char *edition;             /* 16 hexadecimal digits */
    const char *commits;             /* a line 'layer commit' for each layer, base first */
    struct findings *findings;       /* gets what cannot be rendered, with paths beginning with `LAYER/` */
    size_t steps, rendered;          /* given back */
    int64_t edition_key, turn;       /* of the edition that is written; its turn is the highest */
};

/* Writes everything. With new errors in `findings` the caller must roll back. */
int compile_edition(struct compilation *compilation);

/* The steps of compile_edition(), each in its file: texts and images; which texts are translations of which; entries of
 * steps; programmes; the search index. All but the first write only what differs from the edition before. */
int compile_texts(struct compilation *compilation);
int compile_translations(struct compilation *compilation);
int compile_entries(struct compilation *compilation);
int compile_programmes(struct compilation *compilation);
int compile_search(struct compilation *compilation);

/* The values of a row as one number that tells rows apart. */
int64_t compile_digest(const struct value *values, size_t count);

/* A line 'layer revision blob' for each part of a step. */
void compile_parts_add(struct text *text, const struct stack_step *step);
