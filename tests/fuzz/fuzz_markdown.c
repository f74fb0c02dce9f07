/* Fuzzes the Markdown renderer: its HTML has no element that it does not write itself, every element is closed, and
 * every link that is found has its place in the text. */
#include "io/markdown.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *answer(const struct markdown_target *target, void *context)
{
    (void)context;
    return target->target;
}

static bool is_one_of(const char *name, size_t length, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == length && strncmp(name, *names, length) == 0)
            return true;
    return false;
}

/* The elements that are open, as their names in the text. */
struct open {
    const char *names[100000];
    size_t count;
};

static void check_tag(struct open *open, const char *name)
{
    static const char *const empty[] = {"br", "hr", "img", NULL};
    static const char *const full[] = {"a",     "blockquote", "code",  "div", "em", "h2",  "h3",     "h4",
                                       "h5",    "h6",         "li",    "ol",  "p",  "pre", "strong", "ul",
                                       "table", "thead",      "tbody", "tr",  "td", "th",  NULL};
    bool is_end = name[0] == '/';
    name += is_end;
    size_t length = strcspn(name, " >");
    if (!is_end && is_one_of(name, length, empty))
        return;
    assert(is_one_of(name, length, full));
    if (!is_end) {
        assert(open->count < sizeof open->names / sizeof open->names[0]);
        open->names[open->count++] = name;
        return;
    }
    assert(open->count);
    const char *opened = open->names[--open->count];
    assert(strncmp(opened, name, length) == 0 && strcspn(opened, " >") == length);
}

static void html_is_closed_and_known(const char *html)
{
    static struct open open;
    open.count = 0;
    for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<'))
        check_tag(&open, at + 1);
    assert(open.count == 0);
    assert(!strstr(html, "href=\"javascript:"));
}

static void places_are_within(const struct markdown *markdown, const struct markdown_facts *facts)
{
    int lines = 1;
    for (size_t i = 0; i < markdown->length; i++)
        lines += markdown->body[i] == '\n' || markdown->body[i] == '\r';
    for (size_t i = 0; i < facts->target_count; i++)
        assert(facts->targets[i].line >= 1 && facts->targets[i].line <= lines && facts->targets[i].column >= 1);
    for (size_t i = 0; i < facts->heading_count; i++)
        assert(facts->headings[i].line >= 1 && facts->headings[i].line <= lines && *facts->headings[i].id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text html = TEXT(64 << 20);
    struct markdown markdown = {.body = (const char *)data, .length = size, .resolve = answer};
    struct markdown_facts facts;
    if (markdown_render(&markdown, &html) != 0)
        return 0;
    html_is_closed_and_known(text_string(&html));
    int result = markdown_collect(&markdown, &arena, &facts);
    assert(result == 0);
    places_are_within(&markdown, &facts);
    return 0;
}
