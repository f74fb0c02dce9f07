/* Refuses a plugin that offers something twice, as after a wrong merge; see plugin.h. */
#include "base/fail.h"
#include "base/text.h"
#include "host/plugin.h"

#include <string.h>
#include <trappa/check.h>
#include <trappa/route.h>

/* NULL for a kind whose offers have no name. */
static const char *name_of(const struct offer_kind *kind, const void *item)
{
    const char *name = NULL;
    if (kind->name_offset)
        memcpy(&name, (const char *)item + kind->name_offset, sizeof name);
    return name;
}

/* "/quiz/:step" is the path "/quiz/:person" too. */
static bool is_same_path(const char *a, const char *b)
{
    while (*a && *a == *b) {
        size_t skipped = *a == ':' ? strcspn(a, "/") : 1;
        b += *a == ':' ? strcspn(b, "/") : 1;
        a += skipped;
    }
    return *a == *b;
}

static bool is_same_offer(const struct offer_kind *kind, const void *a, const void *b)
{
    if (a == b)
        return true;
    if (!text_equal(kind->id, TRAPPA_ROUTE_1))
        return kind->name_offset && text_equal(name_of(kind, a), name_of(kind, b));
    const struct trappa_route_1 *one = a, *other = b;
    return text_equal(one->method, other->method) && is_same_path(one->path, other->path);
}

static int offer_check(const struct trappa_offer *offers, const struct trappa_offer *offer)
{
    const struct offer_kind *kind = offer_kind_find(offer->kind);
    for (const struct trappa_offer *before = offers; before < offer; before++) {
        if (!text_equal(before->kind, offer->kind) || !is_same_offer(kind, before->item, offer->item))
            continue;
        const char *name = name_of(kind, offer->item);
        return name ? fail(FAIL_RULE, "offers %s '%s' twice", offer->kind, name)
                    : fail(FAIL_RULE, "offers the same %s twice", offer->kind);
    }
    return 0;
}

/* ---- the codes of findings, of which one offer holds several ---- */

const struct trappa_check_code_1 *plugin_code_find(const struct trappa_plugin *descriptor, const char *code)
{
    for (const struct trappa_offer *offer = descriptor->offers; offer && offer->kind; offer++) {
        const struct trappa_check_1 *check = offer->item;
        if (!text_equal(offer->kind, TRAPPA_CHECK_1))
            continue;
        for (const struct trappa_check_code_1 *row = check->codes; row->code; row++)
            if (text_equal(row->code, code))
                return row;
    }
    return NULL;
}

static int codes_check(const struct trappa_plugin *descriptor, const struct trappa_check_1 *check)
{
    for (const struct trappa_check_code_1 *row = check->codes; row->code; row++)
        if (plugin_code_find(descriptor, row->code) != row)
            return fail(FAIL_RULE, "offers the finding '%s' twice", row->code);
    return 0;
}

int plugin_check_unique(const struct trappa_plugin *descriptor)
{
    for (const struct trappa_offer *offer = descriptor->offers; offer && offer->kind; offer++) {
        TRY(offer_check(descriptor->offers, offer));
        if (text_equal(offer->kind, TRAPPA_CHECK_1))
            TRY(codes_check(descriptor, offer->item));
    }
    return 0;
}
