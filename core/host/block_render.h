/* Showing: the blocks of a step shown, answered, and asked whether they are passed, by the plugins that found them. */
#pragma once

#include "domain/content/content.h"

struct actor;
struct plugin;
struct site;

/* A block where it stands. */
struct block_place {
    const struct block *block;
    const char *step;
    const char *id;   /* within the step: "LAYER/ID" in a local addition */
    const char *blob; /* of the text in the layer's own language */
    int revision;
};

/* Who looks, and whose state is shown. */
struct block_viewing {
    struct site *site;
    const struct actor *viewer;
    const char *person; /* rid; NULL: nobody's */
    bool may_answer;
};

/* The blocks of a part's text as they are called within the step, in the arena; as many as the text has. */
struct block_place *block_render_places(const struct content_part *part, const char *step, const struct blocks *blocks,
                                        struct arena *arena);

/* True if the plugin that found it is loaded; `ret_plugin` may be NULL. */
bool block_render_is_possible(const struct block *block, const char **ret_plugin);

/* Lets the plugin write the block; only if that is possible. A failure has its sentence. */
int block_render_show(const struct block_place *place, const struct block_viewing *viewing);

/* Gives all blocks to their plugins, once to each kind of blocks. */
int block_render_answer(const struct block_place *places, size_t count, const struct block_viewing *viewing);

/* Whether some block takes answers at all. */
bool block_render_takes_answers(const struct block *block);

/* Are all blocks of the step passed, as far as loaded plugins know? */
int block_render_is_passed(const struct block_viewing *viewing, const struct content_entry *entry, bool *ret_is_passed);

/* Makes step_done() and signoff_request() ask that. */
void block_render_begin(void);
