/* Markdown: CommonMark with pipe tables, made into HTML that is safe to show, or into facts to check and search.
 *
 * Raw HTML is shown as text. Links lead to http, https, mailto and tel, and to what `resolve` answers; images only to
 * what it answers. The time is linear in the text save for cmark's own corners: run it under io/process.h on texts that
 * nobody vouches for. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define MARKDOWN_BYTES_MAX (128 * 1024)
#define MARKDOWN_RENDERER_VERSION 1 /* rises whenever the same text would give other HTML */

/* A link or an image as it was written. Line and column count from 1, the column in characters, and stand at the
 * opening bracket. */
struct markdown_target {
    const char *target; /* unescaped as CommonMark says, still percent-encoded as written; "" if nothing was given */
    const char *text;   /* the words of the link, or the alternative text of the image */
    int line, column;
    bool is_image;
};

struct markdown {
    const char *body;
    size_t length;
    int first_line; /* the file's line on which the body begins; 0 counts as 1 */

    /* The URL to write for a target, which may live in the answerer's memory until the next call; NULL leaves only the
     * text. Asked for every image, and for every link that is not http, https, mailto or tel (so also for "#part",
     * "step:id" and "../b.md"). An answer with another scheme than those four is not used. NULL: all are left out. */
    const char *(*resolve)(const struct markdown_target *target, void *context);
    void *context;

    const char *id_prefix;   /* before the ids of headings, where one page holds several texts; NULL for none */
    const char *table_label; /* how a table is called to a screen reader, "Tabell"; NULL means that */
};

/* Appends HTML. The text's highest heading becomes h2 and the others keep their distance to it, at most h6; each gets
 * an id that is unique in the text. Tables lie in `<div class="scroll" role="region" tabindex="0" aria-label="...">`.
 * FAIL_LIMIT above MARKDOWN_BYTES_MAX or the ceiling of `into`, FAIL_INPUT if it is not UTF-8. */
int markdown_render(const struct markdown *markdown, struct text *into);

struct markdown_heading {
    const char *text; /* its words without markup */
    const char *id;   /* as rendered, prefix included */
    int level;        /* as written, 1..6 */
    int line;
};

struct markdown_facts {
    struct markdown_target *targets; /* every link and image in reading order, also http; autolinks are links */
    size_t target_count;
    struct markdown_heading *headings;
    size_t heading_count;
    const char *plain; /* the words, for search: blocks on lines of their own, cells of tables too, no raw HTML */
    size_t word_count; /* of `plain`; a word holds a letter or a digit */
};

/* The same text as facts, in the arena; `resolve` is not asked. Fails as markdown_render. */
int markdown_collect(const struct markdown *markdown, struct arena *arena, struct markdown_facts *ret_record);

/* Both, from one reading of the text. */
int markdown_render_and_collect(const struct markdown *markdown, struct text *into, struct arena *arena,
                                struct markdown_facts *ret_record);
