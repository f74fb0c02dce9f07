/* Publish state: one state of all layers, their repositories open and a commit of each; what publishing, previews and
 * checks begin with. Used within this library. */
#pragma once

#include "domain/publish/publish.h"

#define COMMITS_BYTES_MAX (LAYERS_MAX * 256)

#define PUBLISH_STATE ((struct publish_state){.lines = TEXT(COMMITS_BYTES_MAX)})

struct publish_state {
    struct git *gits[LAYERS_MAX];
    char commits[LAYERS_MAX][GIT_ID_BYTES];
    const char *names[LAYERS_MAX];
    const struct source_tree *previous[LAYERS_MAX]; /* the published state; NULL for a new layer */
    size_t count;
    struct arena arena; /* names and trees */
    char edition[CONTENT_EDITION_BYTES];
    struct text lines; /* 'layer commit' */
};
void publish_state_finish(struct publish_state *state);

/* The newest state of every layer; one that cannot be had is as it was last, and told of in the publication. */
int publish_state_bring(struct records *records, struct publish_state *state, struct publication *publication);

/* The layers of these names as they were last, in this order. */
int publish_state_keep(struct records *records, const char *const *names, size_t count, struct publish_state *state);

/* All layers as they were last, and `layer` as it is now, in its place or on top. */
int publish_state_bring_one(struct records *records, const struct layer_source *layer, struct publish_state *state);

/* All layers as they were last, and `layer` at the commit. */
int publish_state_put(struct records *records, const char *layer, const char *commit, struct publish_state *state);

/* An earlier published state, from its lines 'layer commit'; or that of an edition, by its id or how it begins. */
int publish_state_recall(struct records *records, const char *lines, struct publish_state *state);
int publish_state_recall_edition(struct records *records, const char *edition, struct publish_state *state);

/* The edition before this one, to compare with: the newest, or the one before it if this is the newest itself, so that
 * publishing again says the same. A new layer, or one whose earlier state no longer exists, is compared with none. */
int publish_state_open_previous(struct database *database, struct publish_state *state, bool is_published);

/* Checks the stack; the findings are the publication's. */
int publish_state_check(struct database *database, struct publish_state *state, struct publication *publication);
