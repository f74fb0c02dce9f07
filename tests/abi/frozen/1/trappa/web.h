/* Service web/1: writing a page or a piece of one. HTML is either a literal of the plugin's own or escaped. */
#ifndef TRAPPA_WEB_H
#define TRAPPA_WEB_H

#include <stdint.h>
#include <trappa/block.h>

#define TRAPPA_WEB_1 "web/1"

struct trappa_web_1 {
    uint32_t size;
    void (*literal)(const char *html);   /* a string literal; never anything that came from outside */
    void (*text)(const char *words);     /* escaped; also right inside a quoted attribute */
    void (*url_part)(const char *words); /* percent-encoded, inside an address */
    void (*number)(int64_t number);
    void (*translated)(const char *message_id); /* translated and escaped */
    void (*form_token)(void);                   /* hidden field; goes into every form that posts */

    const char *(*parameter)(const char *name);               /* of the route's path */
    const char *(*field)(const char *name);                   /* "" if it was not sent */
    const char *(*field_at)(const char *name, int32_t index); /* repeated fields; NULL after the last */

    void (*title)(const char *words);
    void (*problem)(const char *field, const char *sentence); /* shown above the form; the page is sent as 422 */
    int (*redirect)(const char *path);                        /* 303 to a path of this site; returns 0 */
    void (*message)(const char *sentence);                    /* shown once on the page after the redirect */

    /* Inside a block's show() and answer(): names of fields belong to the block, so that two blocks may use the same.
     * block_name writes the whole name, also right inside id, for and aria-describedby (put something after it for
     * another id: NAME-hint). The first control to mend has NAME itself as id: the summary of problems leads there. */
    void (*block_name)(const struct trappa_shown_1 *block, const char *name);
    const char *(*block_field)(const struct trappa_shown_1 *block, const char *name); /* "" if it was not sent */
    const char *(*block_field_at)(const struct trappa_shown_1 *block, const char *name,
                                  int32_t index); /* repeated fields; NULL after the last */
    void (*block_problem)(const struct trappa_shown_1 *block, const char *name, const char *sentence);
    /* What block_problem() was told in this request, in the reader's language; NULL: nothing. */
    const char *(*block_problem_of)(const struct trappa_shown_1 *block, const char *name);
};

#endif
