/* Part: small templates that many pages use (ui/web/labels.html). */
#pragma once

#include "ui/web/kernel/page.h"

/* A component by shape and word: "workplace" square, "profession" triangle, "informal" circle. */
void labels_component(struct template *into, const char *component);

/* A state by shape and word: "todo", "done", "requested", "returned", "signed", "skipped", "recognised". */
void labels_state(struct template *into, const char *state);

/* The delta by word: "read" and "redo"; nothing for "none". */
void labels_delta(struct template *into, const char *diff);

/* A day as people say it, in <time datetime="...">; with `is_due` a passed day says how late. Nothing for DAY_NONE. */
void labels_day(struct template *into, const struct page *page, int day, bool is_due);

/* The words for ids of the domain in the reader's language; the id itself if unknown. */
const char *labels_word_component(enum language language, const char *component);
const char *labels_word_state(enum language language, const char *state);
const char *labels_word_evidence(enum language language, const char *evidence);
const char *labels_word_autonomy(enum language language, int autonomy);       /* "med stöd" */
const char *labels_word_kind(enum language language, const char *kind);       /* "läsa", "observera" */
const char *labels_word_difference(enum language language, const char *kind); /* "added": "nytt" */
const char *labels_word_change(enum language language, const char *change);   /* "legal": "ny lag" */
const char *labels_word_role(enum language language, const char *role);

/* Whether a mentor is over the ceiling, or takes nobody new without passing it, in words: ", over the ceiling". */
struct mentor_load;
void labels_room(struct template *into, const struct mentor_load *load);
