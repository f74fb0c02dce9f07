/* Import: converts a tree of plain Markdown into a layer (docs/curriculum-format.md).
 *
 * The layer passes the check without errors, whatever the tree contains; files that cannot be part of it are left out
 * and listed. The same tree gives the same layer, byte by byte. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

struct import_request {
    const char *from;      /* a folder (its files), or an https address (its HEAD) */
    const char *programme; /* an id; also the layer's */
    const char *into;      /* a folder that does not exist yet, or is empty */
    const char *language;  /* of the texts: "sv", "en" */
};

struct import_note {
    const char *path;
    int line;           /* 0: about the whole file */
    const char *what;   /* the link or image, if it is about a line; NULL */
    const char *reason; /* a message id: "larger than 128 KiB" */
    bool is_left_out;   /* the file is not in the layer; else it was changed */
};

/* The result of an import. Finish it in every case. */
struct import_report {
    struct arena arena;
    struct import_note *notes; /* by path and line */
    size_t note_count, left_out;
    size_t phases, steps, images;
};
void import_report_finish(struct import_report *report);

/* Imports a tree. FAIL_INPUT if the programme is no id, FAIL_RULE if `into` is not empty, FAIL_NOT_FOUND if no Markdown
 * is left to import: then the notes say why, and `into` is as it was. */
int import_run(const struct import_request *request, struct import_report *ret_report);
