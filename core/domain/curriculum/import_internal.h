/* Import part: what the files of the import share; within the domain only. */
#pragma once

#include "base/fail.h"
#include "base/map.h"
#include "domain/curriculum/import.h"
#include "domain/curriculum/source_tree.h"

/* A Markdown file that becomes a step. */
struct import_step {
    struct source_file *file;
    const char *folder; /* of the tree; "" at the top */
    const char *id, *title;
    const char *body; /* without front matter */
    size_t body_length;
    int body_line;      /* of the body's first line in the file */
    size_t phase;       /* index */
    size_t number;      /* within the phase, from 1 */
    const char *reason; /* why it is left out; NULL if it is not */
};

struct import_phase {
    const char *folder;                   /* of the tree */
    const char *id, *title, *folder_name; /* "03-grund" */
    size_t step_count;
    struct map images; /* path of the tree to the name here */
    struct map names;  /* taken */
};

struct import {
    const struct import_request *request;
    struct import_report *report;
    struct arena *arena;
    struct source_tree tree;
    struct import_step *steps; /* in the order of the listing */
    size_t step_count;
    struct import_phase *phases;
    size_t phase_count;
    const char **top_folders; /* each with its slash */
    size_t top_folder_count;
    struct map step_by_path;
    struct map step_ids;
    struct map step_by_output; /* by path in the layer */
    struct map shown;          /* paths of images that were copied */
    size_t note_capacity;
    bool is_changed; /* a step was left out in this round */
};

void import_note_add(struct import *import, const struct import_note *note);
void import_leave_out(struct import *import, struct import_step *step, const char *reason);

/* Splits front matter off and finds the title; leaves the step out where its text cannot be read. `bytes` live on. */
int import_text_read(struct import *import, struct import_step *step, const char *bytes, size_t length);

/* The body with links that lead somewhere, in `into`; copies the images that it shows. Leaves the step out where that
 * cannot be done. */
int import_links_rewrite(struct import *import, struct import_step *step, struct text *into);

/* The step that a path of the tree leads to: a file, the same without ending, or a folder's README or index. A path
 * that was written from the root ("/lessons/one") may also count from one of the top folders, where a site has its
 * pages. */
struct import_step *import_find_step(const struct import *import, const char *path, bool is_from_root);

/* Copies an image beside the steps of a phase; *ret_name is its name there, NULL if it is no image that a layer may
 * hold. */
int import_image(struct import *import, struct import_phase *phase, const char *path, const char **ret_name);

/* Words as a title: one line, trimmed, at most 200 bytes; NULL if nothing is left. */
const char *import_title_from(struct arena *arena, const char *words);
