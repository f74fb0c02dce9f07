/* Stores notes about a file of people and writes their sentences; see roster_note.h. */
#include "domain/roster/roster_note.h"

#include <stdlib.h>
#include <string.h>

void roster_notes_finish(struct roster_notes *notes)
{
    memory_free(notes->items);
    notes->items = NULL;
    notes->count = notes->capacity = 0;
}

/* By line and, on the same line, in the order found, which is the order in memory. */
static int by_line(const void *a, const void *b)
{
    const struct roster_note *left = a, *right = b;
    return (left->line > right->line) - (left->line < right->line);
}

/* A merge sort keeps equals in their order; qsort() need not. */
static void sort(struct roster_note *items, size_t count, struct roster_note *room)
{
    if (count < 2)
        return;
    size_t half = count / 2, left = 0, right = half;
    sort(items, half, room);
    sort(items + half, count - half, room);
    for (size_t i = 0; i < count; i++)
        room[i] = right == count || (left < half && by_line(&items[left], &items[right]) <= 0) ? items[left++]
                                                                                               : items[right++];
    memcpy(items, room, count * sizeof *items);
}

void roster_notes_sort(struct roster_notes *notes)
{
    CLEANUP(memory_free_at) struct roster_note *room = memory_zeroed(notes->count * sizeof *room);
    sort(notes->items, notes->count, room);
}

static void add(struct roster_notes *notes, const struct roster_note *note)
{
    ARRAY_RESERVE(notes->items, notes->count, notes->capacity);
    struct roster_note *kept = &notes->items[notes->count++];
    *kept = *note;
    for (size_t i = 0; i < ROSTER_ARGUMENTS_MAX; i++)
        kept->arguments[i] = arena_copy_string(notes->arena, note->arguments[i]);
    notes->faults += note->is_fault;
}

void roster_fault(struct roster_notes *notes, int line, const char *message_id, const char *first, const char *second)
{
    add(notes, &(struct roster_note){line, true, message_id, {first, second}});
}

void roster_note_add(struct roster_notes *notes, int line, const char *message_id, const char *first,
                     const char *second)
{
    add(notes, &(struct roster_note){line, false, message_id, {first, second}});
}

void roster_note_add_three(struct roster_notes *notes, int line, const char *message_id,
                           const char *const arguments[ROSTER_ARGUMENTS_MAX])
{
    add(notes, &(struct roster_note){line, false, message_id, {arguments[0], arguments[1], arguments[2]}});
}

void roster_note_write(const struct roster_note *note, const char *(*translate)(const char *message_id, void *context),
                       void *context, struct text *into)
{
    const char *translated = translate ? translate(note->message_id, context) : NULL;
    size_t next = 0;
    for (const char *at = translated ? translated : note->message_id; *at; at++) {
        size_t plain = strcspn(at, "%");
        text_add_bytes(into, at, plain);
        at += plain;
        if (!*at)
            return;
        at++;
        bool is_placed = at[0] >= '1' && at[0] <= '9' && at[1] == '$';
        size_t index = is_placed ? (size_t)(at[0] - '1') : next++;
        at += is_placed ? 2 : 0;
        if (*at == '%')
            text_add_char(into, '%');
        else if (index < ROSTER_ARGUMENTS_MAX)
            text_add(into, note->arguments[index]);
        if (!*at)
            return;
    }
}
