/* Checks a plugin's descriptor; see plugin.h. */
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

static int offer_check(const struct trappa_plugin *descriptor, const struct trappa_offer *offer)
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
    return kind->check(descriptor, offer->item);
}

static int offers_check(const struct trappa_plugin *descriptor)
{
    for (size_t i = 0; descriptor->offers && descriptor->offers[i].kind; i++) {
        if (i == OFFERS_MAX)
            return fail(FAIL_LIMIT, "offers more than %d things, or the list has no end", OFFERS_MAX);
        TRY(offer_check(descriptor, &descriptor->offers[i]));
    }
    return 0;
}

int plugin_check(const struct trappa_plugin *descriptor)
{
    /* The number comes first in every version, so it may be read before the size is checked. */
    if (descriptor->abi != TRAPPA_ABI)
        return fail(FAIL_RULE, "built for plugin ABI %u, this Trappa has %u", descriptor->abi, TRAPPA_ABI);
    if (descriptor->size != sizeof *descriptor)
        return fail(FAIL_RULE, "its description has %u bytes, this Trappa knows it with %zu", descriptor->size,
                    sizeof *descriptor);
    TRY(id_check(descriptor->id));
    if (!descriptor->version || !descriptor->summary)
        return fail(FAIL_INPUT, "has no version or no summary");
    if (!descriptor->start)
        return fail(FAIL_INPUT, "has no start function");
    TRY(needs_check(descriptor->needs));
    TRY(offers_check(descriptor));
    return plugin_check_unique(descriptor);
}
