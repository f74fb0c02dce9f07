/* Template: functions for the C code made from templates (tools/template.c), which chooses the escaping by context.
 *
 * A template is an .html file beside its page:
 *
 *     {% #include "ui/web/today.h" %}                       includes, before everything
 *     {@ page_today(const struct today *today) @}           begins void page_today(struct template *into, ...);
 *     <h1>{_ "Good morning, %s", today->name _}</h1>        translated; text and arguments are escaped
 *     <p>{_ "%d step waits", "%d steps wait", n _}</p>      plural: two texts, the count (first argument), others
 *     <a href="/step/{= today->id =}">{= today->title =}</a>   a string, escaped by its context
 *     <td>{# today->count #}</td>                           a whole number
 *     {% for (size_t i = 0; i < n; i++) { %} ... {% } %}    C; every block must leave the HTML balanced
 *     {& row_of_step(&today->items[i], true) &}             another template
 *     {! step->body !}                                      struct html, from the Markdown renderer or a template
 *
 * The prototype is written by hand in the page's header, so that the compiler compares the two. White space is
 * squeezed, comments are removed. {% if (x) { %}checked{% } %} is allowed inside a tag. */
#pragma once

#include "base/text.h"
#include "ui/text/translate.h"

#include <stdarg.h>

/* The output of a template and its language; `text` is borrowed. */
struct template
{
    struct text *text;
    enum language language;
    bool is_plain; /* translations stand where no tag may */
};

/* HTML that needs no escaping. Only html_trusted() makes it, so that a reviewer can search for that word. */
struct html {
    const char *bytes; /* borrowed */
    size_t length;
};

/* Declares that the bytes come from our Markdown renderer or from a template. */
struct html html_trusted(const char *bytes, size_t length);

enum template_context {
    TEMPLATE_TEXT,     /* between tags: & < > " ' become references, what runs from right to left stands in <bdi>, and
                        * what is not seen (base/hidden.h) is shown as what it is */
    TEMPLATE_PLAIN,    /* where no tag may stand (quoted attributes, title, textarea): the same without <bdi> */
    TEMPLATE_URL,      /* the beginning of href, src or action: only http(s), mailto, tel, relative, fragment */
    TEMPLATE_URL_PART, /* inside a URL, after a literal: all but letters, digits and -._~ become %XX */
};

void template_add(struct template *into, enum template_context context, const char *string); /* NULL adds nothing */
void template_add_number(struct template *into, int64_t number);
void template_add_html(struct template *into, struct html html);

/* Translates `message_id` and formats it, all escaped as text. A translation may take arguments by position (%2$s).
 * Conversions as in base/fail.h. */
void template_translate(struct template *into, const char *message_id, ...) __attribute__((format(printf, 2, 3)));

/* The same with the plural form for `number`; the arguments begin with the number again, as int. */
void template_translate_plural(struct template *into, long number, const char *one, const char *many, ...)
    __attribute__((format(printf, 4, 5)));
