/* Holds a plugin's description against what this Trappa knows; see plugin.h. */
#include "host/plugin.h"

#include "base/fail.h"
#include "base/text.h"
#include "host/service.h"

#include <string.h>

#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"
#define ID_MAX 32
#define OFFERS_MAX 200
#define NEEDS_MAX 50

static int id_check(const char *id)
{
    if (!id || !*id)
        return fail(FAIL_INPUT, "has no id");
    size_t length = strlen(id);
    if (length > ID_MAX || strspn(id, ID_LETTERS) != length || id[0] < 'a' || id[length - 1] == '-')
        return fail(FAIL_INPUT, "its id '%s' is not a letter and up to 31 more of a-z, 0-9 and -", id);
    return 0;
}

static int needs_check(const char *const *needs)
{
    for (size_t i = 0; needs && needs[i]; i++) {
        if (i == NEEDS_MAX)
            return fail(FAIL_LIMIT, "needs more than %d services, or the list has no end", NEEDS_MAX);
        if (!service_find(needs[i]))
            return fail(FAIL_RULE, "needs service %s, which this Trappa lacks", needs[i]);
    }
    return 0;
}

static int offer_check(const struct trappa_plugin *told, const struct trappa_offer *offer)
{
    const struct offer_kind *kind = offer_kind_find(offer->kind);
    uint32_t size = 0;
    if (!kind)
        return fail(FAIL_RULE, "offers %s, which this Trappa does not know", offer->kind);
    if (!offer->item)
        return fail(FAIL_INPUT, "an offer of %s holds nothing", offer->kind);
    memcpy(&size, offer->item, sizeof size);
    if (size != kind->size)
        return fail(FAIL_RULE, "an offer of %s has %u bytes, this Trappa knows it with %zu", offer->kind, size,
                    kind->size);
    return kind->check(told, offer->item);
}

static int offers_check(const struct trappa_plugin *told)
{
    for (size_t i = 0; told->offers && told->offers[i].kind; i++) {
        if (i == OFFERS_MAX)
            return fail(FAIL_LIMIT, "offers more than %d things, or the list has no end", OFFERS_MAX);
        TRY(offer_check(told, &told->offers[i]));
    }
    return 0;
}

int plugin_check(const struct trappa_plugin *told)
{
    /* The number stands first in every version, so it may be read before the size is known to be right. */
    if (told->abi != TRAPPA_ABI)
        return fail(FAIL_RULE, "built for plugin ABI %u, this Trappa has %u", told->abi, TRAPPA_ABI);
    if (told->size != sizeof *told)
        return fail(FAIL_RULE, "its description has %u bytes, this Trappa knows it with %zu", told->size, sizeof *told);
    TRY(id_check(told->id));
    if (!told->version || !told->summary)
        return fail(FAIL_INPUT, "has no version or no summary");
    if (!told->start)
        return fail(FAIL_INPUT, "has no start function");
    TRY(needs_check(told->needs));
    TRY(offers_check(told));
    return plugin_check_unique(told);
}
