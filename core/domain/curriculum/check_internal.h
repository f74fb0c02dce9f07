/* Check internals, shared by the files of the check; only within this library. */
#pragma once

#include "domain/curriculum/check.h"

/* The kinds of ids that can be referred to. */
enum id_space { SPACE_STEPS, SPACE_SOURCES, SPACE_COMPETENCES, SPACE_STAIRCASES, SPACE_PROGRAMMES, SPACE_COUNT };

/* One layer being checked, together with those below it. */
struct check_pass {
    struct arena *arena;
    struct findings *findings;
    const struct stack *stack; /* of this layer and those below */
    const struct layer *layer;
    size_t layer_index;
    struct map retired;       /* ids that any layer of the stack lists as retired */
    struct map retired_below; /* the same, of the layers below this one */
    struct map unread;        /* ids of steps whose files could not be read */
    bool has_unread_steps, has_unread_others;
    const char **ids[SPACE_COUNT];
    size_t id_counts[SPACE_COUNT];
    struct map headings; /* by blob: ids of the headings of texts that links lead into; for check_parts.c only */
    size_t guesses_left; /* comparisons that may still be spent on "did you mean" */
};

/* Adds the finding that `word`, in the file at `path`, refers to no id of the space; not if the id may be in an
 * unreadable file. */
void check_add_unknown(struct check_pass *pass, const char *path, const struct word *word, enum id_space space);

/* Whether a layer below has retired the step, and nothing has taken its place; adds the finding of it. */
bool check_add_retired_below(struct check_pass *pass, struct place place, const char *id);

/* The step id that the author may have meant; NULL if none is near, or `guesses_left` is used up. */
const char *check_nearest_step(struct check_pass *pass, const char *id);

/* The place of a mark in a file of the layer. */
struct place check_place(const char *path, struct mark mark);

void check_duplicates(struct check_pass *pass);
void check_references(struct check_pass *pass);
void check_sources(struct check_pass *pass);
void check_requires_cycles(struct check_pass *pass);
void check_places(struct check_pass *pass);
void check_layering(struct check_pass *pass);
int check_images(struct check_pass *pass);
int check_bodies(struct check_pass *pass);

/* False for a text that would take Markdown's reader too long: cmark's time grows with the square of its brackets. */
bool check_is_quick(const char *text, size_t length);

/* A text: `body` NULL means that it is loaded, from offset `at` of the file. */
struct check_text {
    struct source_file *file;
    const char *body;
    size_t at;
};

/* A link to a part of a page. */
struct check_part {
    const char *part;             /* as written, after '#' */
    const char *step;             /* of the page; NULL: unknown */
    const struct check_text *own; /* the text that it leads into itself; NULL: another page */
    struct place place;
};

/* Adds a finding if no heading there has the part's id. */
int check_part(struct check_pass *pass, const struct check_part *part);
int check_extra(struct check_pass *pass);
int check_history(struct check_pass *pass, const struct source_tree *previous);
