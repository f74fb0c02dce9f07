/* Step comparison: what differs between two versions of a step, part by part, from the texts that were rendered when
 * they were published. */
#pragma once

#include "domain/content/comparison.h"
#include "domain/content/content.h"

struct step_part_comparison {
    const char *layer, *language; /* of the newer text */
    bool is_local;                /* an addition to the base */
    bool is_lost;                 /* the older text cannot be shown any more: the newer one stands as if all were new */
    struct comparison comparison;
};

struct step_comparison {
    struct step_part_comparison *parts; /* those whose words differ; in the order they are shown */
    size_t count;
    size_t added, removed; /* words of all parts */
};

/* Between two lists of parts of the step (a line 'layer revision blob' each, as entries and records keep them). The
 * first parts stand for each other also when one of them replaces the other; additions by their layer. Both texts are
 * in `language` if both were translated, else in the layer's own. */
struct step_versions {
    const char *step, *old_parts, *new_parts, *language;
};
int step_compare(struct content *content, const struct step_versions *versions, struct arena *arena,
                 struct step_comparison *ret_comparison);
