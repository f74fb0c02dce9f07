/* Block render: lets plugins show their blocks, receive the answers, and say whether blocks are passed. */
#pragma once

#include "domain/content/content.h"

struct actor;
struct plugin;
struct site;

/* A block in its text. */
struct block_place {
    const struct block *block;
    const char *step;
    const char *id;   /* unique in the step: "LAYER/ID" in a local addition */
    const char *blob; /* of the text in the layer's own language */
    int revision;
};

/* The viewer, and the person whose state to show. */
struct block_view {
    struct site *site;
    const struct actor *viewer;
    const char *person; /* rid; NULL: nobody */
    bool may_answer;
};

/* The blocks of a part's text with their ids in the step, in the arena; as many as `blocks` has. */
struct block_place *block_render_places(const struct content_part *part, const char *step, const struct blocks *blocks,
                                        struct arena *arena);

/* Whether the block's plugin is loaded; `ret_plugin` may be NULL. */
bool block_render_is_possible(const struct block *block, const char **ret_plugin);

/* Lets the plugin write the block; only if block_render_is_possible(). A failure has the plugin's sentence. */
int block_render_show(const struct block_place *place, const struct block_view *view);

/* Passes the answers to the plugins, in one call for each kind of blocks. */
int block_render_answer(const struct block_place *places, size_t count, const struct block_view *view);

/* Whether the block takes answers. */
bool block_render_takes_answers(const struct block *block);

/* Whether all blocks of the step are passed; blocks of plugins that are not loaded do not count. */
int block_render_is_passed(const struct block_view *view, const struct content_entry *entry, bool *ret_is_passed);

/* Makes step_done() and signoff_request() require passed blocks. */
void block_render_begin(void);
