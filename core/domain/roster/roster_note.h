/* Roster note: a fault or remark about a file of people, one sentence with its line. It quotes no more of the file than
 * needed, and never a personal identity number. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#define ROSTER_ARGUMENTS_MAX 3

struct roster_note {
    int line; /* of the file; 0: the whole file */
    bool is_fault;
    const char *message_id;                      /* conversions are %s only, by position (%2$s) in translations */
    const char *arguments[ROSTER_ARGUMENTS_MAX]; /* NULL after the last */
};

/* Notes in the order found; roster_notes_sort() orders them by line. Strings are in the arena. */
struct roster_notes {
    struct arena *arena;
    struct roster_note *items;
    size_t count, capacity, faults;
};
void roster_notes_finish(struct roster_notes *notes); /* frees the list, not the arena */
void roster_notes_sort(struct roster_notes *notes);

/* Add a note. `message_id` is marked with N_() by the caller; arguments are copied, NULL for none. A fault prevents
 * writing anything of the file; a remark says that something was left out or should be checked. */
void roster_fault(struct roster_notes *notes, int line, const char *message_id, const char *first, const char *second);
void roster_note_add(struct roster_notes *notes, int line, const char *message_id, const char *first,
                     const char *second);
void roster_note_add_three(struct roster_notes *notes, int line, const char *message_id,
                           const char *const arguments[ROSTER_ARGUMENTS_MAX]);

/* Appends the sentence, in the language of `translate`, which returns the text of a message id (NULL: English). */
void roster_note_write(const struct roster_note *note, const char *(*translate)(const char *message_id, void *context),
                       void *context, struct text *into);
