/* Template: what the C made from a template calls; escaping is chosen by tools/template.c, which knows the context.
 *
 * A template is an .html file beside its page:
 *
 *     {% #include "ui/web/today.h" %}                    includes, before everything
 *     {@ page_today(const struct today *today) @}        makes: void page_today(struct template *into,
 *                                                        const struct today *today)
 *     <h1>{_ "Good morning, %s", today->name _}</h1>     translated; arguments are escaped, the translation too
 *     <p>{_ "%d step waits", "%d steps wait", n _}</p>   plural: two texts, the count (first argument), then others
 *     <a href="/step/{= today->id =}">{= today->title =}</a>
 *                                                        a string, escaped for where it stands
 *     <td>{# today->count #}</td>                        a whole number
 *     {% for (size_t i = 0; i < n; i++) { %} ... {% } %} C; every block must leave the HTML as it found it
 *     {& row_of_step(&today->items[i], true) &}          another template
 *     {! step->body !}                                   struct html: came out of the Markdown renderer or of a
 *                                                        template
 *
 * The prototype is written by hand in the header of the page, so that the compiler compares the two. White space is
 * squeezed, comments are dropped. Inside a tag {% if (x) { %}checked{% } %} is fine. */
#pragma once

#include "base/text.h"
#include "ui/text/translate.h"

#include <stdarg.h>

/* Where a page is written to and in which language; `text` is borrowed. */
struct template
{
    struct text *text;
    enum language language;
};

/* HTML that may be written as it is. Made by html_trusted() only, so that whoever reviews looks for that word. */
struct html {
    const char *bytes; /* borrowed */
    size_t length;
};

/* Says that these bytes came out of our Markdown renderer or out of a template. */
struct html html_trusted(const char *bytes, size_t length);

enum template_context {
    TEMPLATE_TEXT,     /* between tags, and in a quoted attribute: & < > " ' become references */
    TEMPLATE_URL,      /* the beginning of href, src, action: only http(s), mailto, tel, relative, fragment */
    TEMPLATE_URL_PART, /* inside one, after a literal: everything but letters, digits and -._~ as %XX */
};

void template_add(struct template *into, enum template_context context, const char *string); /* NULL adds nothing */
void template_add_number(struct template *into, int64_t number);
void template_add_html(struct template *into, struct html html);

/* Translates `message_id` and puts the arguments in, everything escaped as text. A translation may take them by
 * position (%2$s). Conversions as in base/fail.h. */
void template_translate(struct template *into, const char *message_id, ...) __attribute__((format(printf, 2, 3)));

/* The same with the form that `number` takes; the arguments begin with the number again, as int. */
void template_translate_plural(struct template *into, long number, const char *one, const char *many, ...)
    __attribute__((format(printf, 4, 5)));
