/* Step comparison: the differences between two versions of a step, part by part, from the texts rendered at
 * publishing. */
#pragma once

#include "domain/content/comparison.h"
#include "domain/content/content.h"

struct step_part_comparison {
    const char *layer, *language; /* of the newer text */
    bool is_local;                /* an addition to the base */
    bool is_lost;                 /* the older text no longer exists: the newer one counts as added */
    struct comparison comparison;
};

struct step_comparison {
    struct step_part_comparison *parts; /* parts with differences, in the order of the page */
    size_t count;
    size_t added, removed; /* number of words, over all parts */
};

/* Two versions of a step, each as lines 'layer revision blob' (content_entry.parts). The first parts are compared with
 * each other, even if one replaces the other; additions by layer. The texts are in `language` if both are translated,
 * else in the layer's own. */
struct step_versions {
    const char *step, *old_parts, *new_parts, *language;
};
int step_compare(struct content *content, const struct step_versions *versions, struct arena *arena,
                 struct step_comparison *ret_comparison);
