/* Service web/1: writes a page or a part of one, and reads its form. HTML is a literal of the plugin or is escaped. */
#ifndef TRAPPA_WEB_H
#define TRAPPA_WEB_H

#include <stdint.h>
#include <trappa/block.h>

#define TRAPPA_WEB_1 "web/1"

struct trappa_web_1 {
    uint32_t size;
    void (*literal)(const char *html);   /* a string literal; never anything from outside */
    void (*text)(const char *words);     /* escaped; also for the inside of a quoted attribute */
    void (*url_part)(const char *words); /* percent-encoded, for the inside of a URL */
    void (*number)(int64_t number);
    void (*translated)(const char *message_id); /* translated and escaped */
    void (*form_token)(void);                   /* the hidden field that every POST form needs */

    const char *(*parameter)(const char *name);               /* a ':' segment of the route's path */
    const char *(*field)(const char *name);                   /* "" if absent */
    const char *(*field_at)(const char *name, int32_t index); /* repeated fields; NULL after the last */

    void (*title)(const char *words);
    void (*problem)(const char *field, const char *sentence); /* shown above the form; the page's status becomes 422 */
    int (*redirect)(const char *path);                        /* 303 to a path of this site; returns 0 */
    void (*message)(const char *sentence);                    /* shown once on the page after the redirect */

    /* Inside a block's show() and answer(): field names are local to the block, so that two blocks may use the same.
     * block_name() writes the full name, also for id, for and aria-describedby (append something for another id:
     * NAME-hint). The first control to correct must have NAME itself as id: the summary of problems links to it. */
    void (*block_name)(const struct trappa_shown_1 *block, const char *name);
    const char *(*block_field)(const struct trappa_shown_1 *block, const char *name); /* "" if absent */
    const char *(*block_field_at)(const struct trappa_shown_1 *block, const char *name,
                                  int32_t index); /* repeated fields; NULL after the last */
    void (*block_problem)(const struct trappa_shown_1 *block, const char *name, const char *sentence);
    /* The sentence of block_problem() in this request, in the reader's language; NULL: none. */
    const char *(*block_problem_of)(const struct trappa_shown_1 *block, const char *name);
};

#endif
