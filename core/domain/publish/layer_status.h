/* Layer status: how a layer stands: whether its newest known state is published, and whether its source was reached
 * (fetch_note.h). */
#pragma once

#include "domain/publish/layer.h"

enum layer_state {
    LAYER_CURRENT,     /* its newest known state is what the newest edition has */
    LAYER_BEHIND,      /* a newer state was fetched and is not published yet, or none ever was */
    LAYER_UNREACHABLE, /* the source could not be had the last time; the state that was fetched last is kept */
};
const char *layer_state_word(enum layer_state state); /* "current", "behind", "unreachable" */

struct layer_status {
    const struct layer_source *source;
    enum layer_state state;
    char commit[GIT_ID_BYTES];    /* fetched last; "" if none ever was */
    char published[GIT_ID_BYTES]; /* of the newest edition; "" if the edition is without the layer */
    int64_t fetched_at;           /* instant of the last fetch that succeeded; 0: none is known */
    int64_t tried_at;             /* instant of the last fetch, whatever came of it; 0: none is known */
    const char *because;          /* the sentence of the last failure; NULL unless it is unreachable */
};

/* The status of all layers, base first. Asks no source. */
int layer_status_list(struct records *records, struct arena *arena, struct layer_status **ret_statuses,
                      size_t *ret_count);

/* Fetches the newest state of one layer, or of all (`layer` NULL), without publishing it. A source that cannot be had
 * is no failure of the call: see layer_status_list(). Needs SITE_PUBLISH. FAIL_NOT_FOUND for an unknown layer,
 * FAIL_BUSY while somebody publishes. */
int layer_fetch(struct records *records, const struct actor *actor, const char *layer);

/* The same for all layers by a job, soon: for a page, which cannot wait. One that waits already is enough. */
int layer_fetch_ask(struct records *records, const struct actor *actor);

#define JOB_LAYERS_FETCH_NOW "layers.fetch-now" /* that job */
int layer_fetch_now_run(struct records *records);

#define JOB_LAYERS_FETCH "layers.fetch" /* every day: what is not a plain folder */
int layer_fetch_run(struct records *records);
