/* Block: a piece of a step's text that a plugin takes for itself, such as a question; found in the raw lines, and kept
 * from Markdown.
 *
 * Markdown sees a mark in the block's place, which is looked up in the rendered HTML and taken away again; what is kept
 * is where it stood. So a block stays within its list item, and nothing of it reaches search or a reader but what the
 * plugin shows, or the words that it gave. */
#pragma once

#include "domain/curriculum/source_lines.h"

#include "base/text.h"

#include <stdbool.h>

#define REASON_BLOCK_MISPLACED FAIL_REASON("block-misplaced") /* where Markdown has no room for it */

#define BLOCKS_MAX 500
#define BLOCK_WORDS_MOST_BYTES (32UL * 1024)
#define BLOCK_COMPILED_MOST_BYTES (256UL * 1024)

struct block {
    const char *plugin;   /* its id; "" for blocks_untaken() */
    const char *kind;     /* which of the plugin's kinds of blocks */
    const char *id;       /* unique among the plugin's in the text */
    const char *words;    /* what a reader may see, as plain text */
    const void *compiled; /* the plugin's bytes */
    size_t compiled_length;
    size_t first, last; /* lines, from 0, both included */
    size_t column;      /* in the first line: what stands before it stays text */
    size_t offset;      /* in the rendered HTML, once it is rendered */
};

struct blocks {
    struct block *items; /* from above */
    size_t count;
};

/* A step's body as plugins look at it. */
struct block_text {
    const char *step; /* id */
    const struct source_lines *lines;
};

/* Takes what plugins tell of a text; all is copied. `finding` has a code of findings_use_kinds(), and line and column
 * from 0. */
struct block_taker {
    void (*begins)(const char *plugin, void *context); /* before each call of one; NULL: nobody wants to know */
    void (*found)(const struct block *block, void *context);
    void (*finding)(int code, size_t line, size_t column, const char *detail, void *context);
    void *context;
};

/* Who finds blocks (host/plugin_check.c). `find` gives the blocks of all plugins; `version` names those plugins with
 * their versions, "" for none: what was rendered under another is rendered again. NULL: nobody. */
struct block_finder {
    int (*find)(const struct block_text *text, const struct block_taker *taker);
    const char *version;
};
void blocks_use_finder(const struct block_finder *finder);
const char *blocks_version(void);

/* The blocks of a text, sorted and looked over, in the arena. FAIL_INPUT naming plugin and block where one lies outside
 * the text or in another, or says something that cannot be; or the failure of a plugin. `finding` (may be NULL) gets
 * the findings. */
int blocks_find(const struct block_text *text, const struct block_taker *findings, struct arena *arena,
                struct blocks *ret_blocks);

/* What reads as a question of the curriculum format and was taken by nobody, as blocks of the plugin "", in the arena:
 * a reader gets its words without what tells the answer. In blocks_find() after the plugins'. */
void blocks_untaken(const struct source_lines *lines, const struct blocks *taken, struct arena *arena,
                    const struct block_taker *taker);

/* False if blocks_find() would find none and call nobody. */
bool blocks_may_be(const char *body);

/* The same lines, blocks taken out. With `mark` each block leaves a paragraph "MARK<n>." in its place (lines are
 * added), else empty lines, so that places stay. */
void blocks_cut(const struct source_lines *lines, const struct blocks *blocks, const char *mark, struct text *into);

/* Renders a text with its blocks' places looked up; `render` makes HTML, and plain words, of Markdown. */
struct block_rendering {
    int (*render)(const char *body, size_t length, struct text *html, struct text *plain, void *context);
    void *context;
};
/* Fills in each block's offset; `html` and `plain` come without marks, `plain` with the blocks' words. FAIL_INPUT if a
 * block stands where none can, such as in a heading. */
int blocks_render(const struct source_lines *lines, struct blocks *blocks, const struct block_rendering *rendering,
                  struct text *html, struct text *plain);
