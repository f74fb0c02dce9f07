/* Template HTML: follows the static part of a template through tags, attributes and elements. */
#pragma once

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum place {
    PLACE_TEXT,  /* between tags */
    PLACE_TAG,   /* inside a tag, between attributes */
    PLACE_VALUE, /* inside a quoted attribute value */
    PLACE_RAW,   /* inside <script> or <style> */
};

#define NAME_BYTES 40
#define DEPTH_MAX 64

struct template_html {
    const char *source;
    size_t at; /* where we are in it */
    enum place place;
    char quote;                 /* of the value we are in */
    char tag[NAME_BYTES];       /* whose attributes we read */
    char attribute[NAME_BYTES]; /* whose value we are in */
    struct text *still;         /* static text not yet written out */
    char elements[DEPTH_MAX][NAME_BYTES];
    size_t depth;
    char literal[NAME_BYTES]; /* what a URL begins with */
    bool has_begun;           /* something stands already in this value */
    bool has_value;           /* and some of it was not literal */
    bool ends_in_space;       /* the last thing written was white space */
    const char *problem;      /* what is wrong, where something is; else NULL */
    size_t problem_at;
};

/* Takes in one piece of static HTML at `at`; false with `problem` set if it is refused. */
bool template_html_step(struct template_html *html);

/* True at a "{" that opens our own syntax. */
bool template_html_is_own(const char *at);

/* True if a URL is expected in this attribute; true if no value at all may stand in it. */
bool template_html_is_url(const char *attribute);
bool template_html_is_code(const char *attribute);

/* True if the text inside the innermost element is not parsed for tags (title, textarea). */
bool template_html_is_plain(const struct template_html *html);

/* True if a value may stand in an element of HTML here: not in an attribute, a title, a textarea or a picture. */
bool template_html_takes_tags(const struct template_html *html);

/* False with `problem` set if the literal at the beginning of a URL has a scheme that is not allowed. */
bool template_html_check_url(struct template_html *html);

bool template_html_refuse(struct template_html *html, size_t at, const char *problem); /* always false */
