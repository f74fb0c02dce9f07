/* Markdown: renders CommonMark with pipe tables as safe HTML, or collects its links, headings and words.
 *
 * Raw HTML is shown as text; its comments are never shown. Links lead only to http, https, mailto and tel and to what
 * `resolve` returns, images only to what it returns. The time is linear in the text except for corner cases of cmark:
 * run it under io/process.h on untrusted texts. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define MARKDOWN_BYTES_MAX (128 * 1024)
#define MARKDOWN_RENDERER_VERSION 3 /* increase it whenever the same text would give other HTML */

/* A link or an image as written. Line and column are those of the opening bracket, from 1, the column in characters. */
struct markdown_target {
    const char *target; /* unescaped by CommonMark's rules, percent-encoding kept as written; "" if empty */
    const char *text;   /* the words of the link, or the alternative text of the image */
    int line, column;
    bool is_image;
};

struct markdown {
    const char *body;
    size_t length;
    int first_line; /* the file's line on which the body begins; 0 counts as 1 */

    /* Returns the URL to write for a target, valid until the next call; NULL leaves only the text. Called for every
     * image, and for every link that is not http, https, mailto or tel (so also for "#part", "step:id" and "../b.md").
     * A URL with another scheme than those four is not used. NULL: drops all of them. */
    const char *(*resolve)(const struct markdown_target *target, void *context);
    void *context;

    const char *id_prefix;   /* prefix for ids of headings, where a page has several texts; NULL: none */
    const char *table_label; /* name of a table for screen readers; NULL: "Tabell" */
};

/* Appends HTML. The highest heading becomes h2, the others keep their distance to it, down to h6; each has an id that
 * is unique in the text. A table is inside `<div class="scroll" role="region" tabindex="0" aria-label="...">`.
 * FAIL_LIMIT above MARKDOWN_BYTES_MAX or the ceiling of `into`, FAIL_INPUT if it is not UTF-8. */
int markdown_render(const struct markdown *markdown, struct text *into);

struct markdown_heading {
    const char *text; /* without markup */
    const char *id;   /* as rendered, prefix included */
    int level;        /* as written, 1..6 */
    int line;
};

struct markdown_facts {
    struct markdown_target *targets; /* every link and image in reading order, also http; autolinks are links */
    size_t target_count;
    struct markdown_heading *headings;
    size_t heading_count;
    const char *plain; /* the words, for search: each block and table cell on its own line, no raw HTML */
    size_t word_count; /* of `plain`; a word has a letter or a digit */
    int unclosed_line, unclosed_column; /* of an HTML comment that never ends; 0: none */
};

/* Collects links, images, headings and words, in the arena, without calling `resolve`. Fails as markdown_render(). */
int markdown_collect(const struct markdown *markdown, struct arena *arena, struct markdown_facts *ret_record);

/* Both, parsing the text once. */
int markdown_render_and_collect(const struct markdown *markdown, struct text *into, struct arena *arena,
                                struct markdown_facts *ret_record);
