/* Block: a piece of a step's text that belongs to a plugin, such as a question. Finds blocks in the raw lines and keeps
 * them out of Markdown.
 *
 * Markdown gets a marker in each block's place; the marker is found in the rendered HTML and removed, and its position
 * kept. So a block stays within its list item, and search and readers get only what the plugin shows, or the words that
 * it gives. */
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
    const char *kind;     /* one of the plugin's kinds of blocks */
    const char *id;       /* unique among the plugin's blocks of the text */
    const char *words;    /* what a reader may see, as plain text */
    const void *compiled; /* the plugin's bytes */
    size_t compiled_length;
    size_t first, last; /* lines, from 0, both included */
    size_t column;      /* in the first line; what is before it stays text */
    size_t offset;      /* in the HTML, after blocks_render() */
};

struct blocks {
    struct block *items; /* in the order of the text */
    size_t count;
};

/* A step's body, as plugins receive it. */
struct block_text {
    const char *step; /* id */
    const struct source_lines *lines;
};

/* Receives what plugins report about a text, and copies it. `finding` gets a code of findings_use_kinds(), and line and
 * column from 0. */
struct block_taker {
    void (*begins)(const char *plugin, void *context); /* before each call of a plugin; may be NULL */
    void (*found)(const struct block *block, void *context);
    void (*finding)(int code, size_t line, size_t column, const char *detail, void *context);
    void *context;
};

/* The function that finds the blocks of all plugins (host/plugin_check.c). `version` lists those plugins with their
 * versions, "" for none: text rendered under another version is rendered again. */
struct block_finder {
    int (*find)(const struct block_text *text, const struct block_taker *taker);
    const char *version;
};
void blocks_use_finder(const struct block_finder *finder); /* NULL: none */
const char *blocks_version(void);

/* Finds the blocks of a text; sorted, validated, in the arena. `findings` (may be NULL) receives the plugins' findings.
 * FAIL_INPUT, naming plugin and block, for a block outside the text, inside another, or with impossible values; or the
 * failure of a plugin. */
int blocks_find(const struct block_text *text, const struct block_taker *findings, struct arena *arena,
                struct blocks *ret_blocks);

/* Reports questions of the curriculum format that no plugin has taken, as blocks of the plugin "", in the arena:
 * readers get their words without the answer key. blocks_find() calls it after the plugins. */
void blocks_untaken(const struct source_lines *lines, const struct blocks *taken, struct arena *arena,
                    const struct block_taker *taker);

/* False if the body cannot contain a block, so that blocks_find() would call no plugin and find none. */
bool blocks_may_be(const char *body);

/* Writes the lines without their blocks. With `mark`, each block becomes a paragraph "MARK<n>." (which adds lines);
 * without, it becomes empty lines, so that line numbers stay. */
void blocks_cut(const struct source_lines *lines, const struct blocks *blocks, const char *mark, struct text *into);

/* The renderer for blocks_render(): makes HTML and plain words from Markdown. */
struct block_rendering {
    int (*render)(const char *body, size_t length, struct text *html, struct text *plain, void *context);
    void *context;
};

/* Renders a text and sets each block's offset. `html` and `plain` are without markers, `plain` with the blocks' words.
 * FAIL_INPUT if a block is where none can be, such as in a heading. */
int blocks_render(const struct source_lines *lines, struct blocks *blocks, const struct block_rendering *rendering,
                  struct text *html, struct text *plain);
