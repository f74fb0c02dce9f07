/* Compile: writes a checked stack into content.db as the newest edition. */
#pragma once

#include "domain/curriculum/stack.h"
#include "io/sqlite/database.h"

struct compilation {
    struct database *database;       /* in an open write transaction */
    const struct stack *stack;       /* read from commits, so that every file has its blob id */
    struct parse_cache *parse_cache; /* parsed files */
    const char *edition;             /* 16 hexadecimal digits */
    const char *commits;             /* a line 'layer commit' for each layer, base first */
    struct findings *findings;       /* receives texts that cannot be rendered, with paths `LAYER/...` */
    size_t steps, rendered;          /* output */
    size_t stripped;                 /* output: new images of which something was left out (image_strip.h) */
    int64_t edition_key, turn;       /* of the new edition; its turn is the highest */
};

/* Writes the whole edition. The caller must roll back if `findings` has new errors. */
int compile_edition(struct compilation *compilation);

/* The parts of compile_edition(), each in its own file: texts and images; translations and their originals; entries of
 * steps; programmes; layers; the search index. All but the first write only what differs from the edition before. */
int compile_texts(struct compilation *compilation);
int compile_translations(struct compilation *compilation);
int compile_entries(struct compilation *compilation);
int compile_programmes(struct compilation *compilation);
int compile_layers(struct compilation *compilation);
int compile_search(struct compilation *compilation);

/* A hash of a row's values, to detect changed rows. */
int64_t compile_digest(const struct value *values, size_t count);

/* Appends a line 'layer revision blob' for each part of a step. */
void compile_parts_add(struct text *text, const struct stack_step *step);
