/* Lesson: what was learned from the contents of a file, kept by blob id, so that the same contents are read only once.
 *
 * Only what depends on the contents alone is a lesson, and only where there was nothing to complain about: a file with
 * findings is read again each time and says them again. Lessons lie in drawers, by the first two digits of the blob
 * id, so that a change of few files rewrites few drawers; who keeps the drawers is domain/content/lesson_store.h. */
#pragma once

#include "base/memory.h"
#include "base/pack.h"

#define LESSON_VERSION 4 /* rises when a lesson's bytes, or what reading finds wrong, change */
#define LESSON_DRAWERS 256
#define LESSON_BYTES_MOST (1024 * 1024)

enum lesson_kind {
    LESSON_STEP = 's',
    LESSON_TRANSLATION = 't',
    LESSON_PROGRAMME = 'p',
    LESSON_SNAPSHOT = 'q', /* a source's text: it can be read; no bytes */
    LESSON_TARGETS = 'l',  /* where the links and images of a body lead */
    LESSON_RENDERED = 'r', /* content.db has the rendered body: whether any of its links are relative */
    LESSON_EXTRA = 'x',    /* plugins had nothing to say about the body: the id of the step they were told */
    LESSON_IMAGE = 'i',    /* the image's type */
};

struct lesson;

/* All that is known. Zero is empty. */
struct lessons {
    struct arena arena;
    struct lesson *items;
    size_t count, capacity;
    uint32_t *index; /* by kind and blob: the number of the item and 1 */
    size_t index_size;
    bool is_changed[LESSON_DRAWERS];
};
void lessons_finish(struct lessons *lessons);

/* Takes what lies in a drawer. Bytes that are no lessons are left where they are: what they said is learned anew. */
void lessons_take(struct lessons *lessons, const void *bytes, size_t length);

/* What a changed drawer shall hold: what was recalled or kept since it was taken. */
void lessons_give(const struct lessons *lessons, size_t drawer, struct text *into);

/* False if nothing of that kind is known of the blob, or `lessons` is NULL. What *ret_from reads from is lent as long
 * as the lessons live. */
bool lesson_recall(struct lessons *lessons, enum lesson_kind kind, const char *blob, struct unpack *ret_from);

/* Keeps bytes of at most LESSON_BYTES_MOST; does nothing for a file without a blob id, or if `lessons` is NULL. */
void lesson_keep(struct lessons *lessons, enum lesson_kind kind, const char *blob, const struct text *bytes);
