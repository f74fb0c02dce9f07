/* Labels: small templates and words that many pages use (labels.html). */
#pragma once

#include "ui/web/kernel/page.h"

/* A component with a symbol and its word: "workplace" square, "profession" triangle, "informal" circle. */
void labels_component(struct template *into, const char *component);

/* A state with a symbol and its word: "todo", "done", "requested", "returned", "signed", "skipped", "recognised". */
void labels_state(struct template *into, const char *state);

/* The revision diff as a word: "read" and "redo"; nothing for "none". */
void labels_delta(struct template *into, const char *diff);

/* A day in words, in <time datetime="...">; with `is_due` a passed day says how late. Nothing for DAY_NONE. */
void labels_day(struct template *into, const struct page *page, int day, bool is_due);

/* The word for an id of the domain, in the reader's language; the id itself if it is unknown. */
const char *labels_word_component(enum language language, const char *component);
const char *labels_word_state(enum language language, const char *state);
const char *labels_word_evidence(enum language language, const char *evidence);
const char *labels_word_autonomy(enum language language, int autonomy);       /* "med stöd" */
const char *labels_word_kind(enum language language, const char *kind);       /* "läsa", "observera" */
const char *labels_word_difference(enum language language, const char *kind); /* "added": "nytt" */
const char *labels_word_change(enum language language, const char *change);   /* "legal": "ny lag" */
const char *labels_word_role(enum language language, const char *role);

/* A note if a mentor is over the ceiling or has no room for a new learner: ", over the ceiling". */
struct mentor_load;
void labels_room(struct template *into, const struct mentor_load *load);
