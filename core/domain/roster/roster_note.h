/* Roster notes: what is wrong or remarkable in a file of people, one sentence each, with its line. Never more than
 * needed of what the file says, and nothing at all of a personal identity number. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#define ROSTER_ARGUMENTS_MAX 3

struct roster_note {
    int line; /* of the file; 0: the file as a whole */
    bool is_fault;
    const char *message_id;                      /* conversions are %s only, by position (%2$s) in translations */
    const char *arguments[ROSTER_ARGUMENTS_MAX]; /* NULL after the last */
};

/* In the order in which they were found; roster_notes_sort() puts them by line. All strings live in the arena. */
struct roster_notes {
    struct arena *arena;
    struct roster_note *items;
    size_t count, capacity, faults;
};
void roster_notes_finish(struct roster_notes *notes); /* frees the list, not the arena */
void roster_notes_sort(struct roster_notes *notes);

/* `message_id` is N_() where it is written; the arguments are copied, NULL for none. A fault means that nothing of the
 * file may be written; a remark that something was left out or is worth a look. */
void roster_fault(struct roster_notes *notes, int line, const char *message_id, const char *first, const char *second);
void roster_note_add(struct roster_notes *notes, int line, const char *message_id, const char *first,
                     const char *second);
void roster_note_add_three(struct roster_notes *notes, int line, const char *message_id,
                           const char *const arguments[ROSTER_ARGUMENTS_MAX]);

/* Appends the sentence in the language of `translate`, which maps a message id to its text (NULL: English). */
void roster_note_write(const struct roster_note *note, const char *(*translate)(const char *message_id, void *context),
                       void *context, struct text *into);
