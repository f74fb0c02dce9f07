/* Import internals, shared by the files of the import; only within this library. */
#pragma once

#include "base/fail.h"
#include "base/map.h"
#include "domain/curriculum/import.h"
#include "domain/curriculum/source_tree.h"

/* A Markdown file that becomes a step. */
struct import_step {
    struct source_file *file;
    const char *folder; /* in the tree; "" at the top */
    const char *id, *title;
    const char *body; /* without front matter */
    size_t body_length;
    int body_line;            /* of the body's first line in the file */
    size_t phase;             /* index */
    size_t number;            /* within the phase, from 1 */
    struct import_note front; /* about its front matter; without a reason if there is nothing to say */
    const char *reason;       /* why it is left out; NULL: it is in the layer */
};

struct import_phase {
    const char *folder;                   /* in the tree */
    const char *id, *title, *folder_name; /* "03-grund" */
    size_t step_count;
    struct map images; /* path in the tree to name in the layer */
    struct map names;  /* names in use */
};

struct import {
    const struct import_request *request;
    struct import_report *report;
    struct arena *arena;
    struct source_tree tree;
    struct import_step *steps; /* in the order of the tree */
    size_t step_count;
    struct import_phase *phases;
    size_t phase_count;
    const char **top_folders; /* each with a final slash */
    size_t top_folder_count;
    struct map step_by_path;
    struct map step_ids;
    struct map step_by_output; /* by path in the layer */
    struct map shown;          /* paths of copied images */
    size_t note_capacity;
    bool is_changed; /* a step was left out in this round */
};

#define LEFT_OUT_LFS_POINTER N_("is a pointer of Git LFS: fetch the file with 'git lfs pull' first")

void import_note_add(struct import *import, const struct import_note *note);
void import_leave_out(struct import *import, struct import_step *step, const char *reason);

/* Splits off front matter and finds the title; leaves the step out if its text cannot be read. `bytes` must outlive the
 * step. */
int import_text_read(struct import *import, struct import_step *step, const char *bytes, size_t length);

/* Appends the body in CommonMark: wiki links as links, or as their words if they lead nowhere; footnotes as text. Notes
 * what other dialects say that is shown as text. */
void import_dialect_read(struct import *import, const struct import_step *step, struct text *into);

/* Writes the body with links adapted to the layer into `into`, and copies the images that it shows; leaves the step out
 * if that is not possible. */
int import_links_rewrite(struct import *import, struct import_step *step, struct text *into);

/* The step for a path of the tree: a file, a file named without its extension, or a folder's README or index. A path
 * from the root ("/lessons/one") may also start in one of the top folders, where a web site has its pages. */
struct import_step *import_find_step(const struct import *import, const char *path, bool is_from_root);

/* Copies an image into the folder of a phase; *ret_name is its name there, NULL if no layer may contain it. */
int import_image(struct import *import, struct import_phase *phase, const char *path, const char **ret_name);

bool import_is_lfs_pointer(const struct import *import, const char *path);

/* Makes a title from words: one line, trimmed, at most 200 bytes; NULL if nothing is left. */
const char *import_title_from(struct arena *arena, const char *words);
