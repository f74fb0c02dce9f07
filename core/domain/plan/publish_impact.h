/* Publish impact: what publishing would do to people's plans and sign-offs, computed from an edition preview
 * (publish/publish.h) before anybody sees it. */
#pragma once

#include "domain/content/curriculum_diff.h"
#include "domain/plan/plan.h"

#define PUBLISH_IMPACT_WITHHELD (-1)  /* fewer than five people, not all visible to the actor */
#define PUBLISH_IMPACT_PEOPLE_MAX 100 /* named for one step */

/* A changed step and the number of people it affects. */
struct publish_impact_step {
    struct curriculum_diff_item difference;
    int plans;             /* running plans that have the step */
    int read;              /* people asked to read what is new */
    int redo;              /* people for whom it no longer counts until it is done or signed again */
    int later;             /* of `read`: people who must do it again from a later day */
    int signatures;        /* signatures that lapse now or later, or are for an older text */
    struct person *people; /* affected people whom the actor may see; at most PUBLISH_IMPACT_PEOPLE_MAX */
    size_t people_count;
};

struct publish_impact {
    const char *from, *to; /* editions; equal if nothing would change */
    struct publish_impact_step *steps;
    size_t count;
    int plans; /* running plans that have any of the steps */
};

/* Compares the newest edition of `proposal`, a preview, with the site's. Figures about fewer than five people are
 * withheld unless the actor may see all of them (docs/rules.md): an author sees numbers, never names. SITE_PUBLISH. */
int publish_impact_compute(struct site *site, const struct actor *actor, struct content *proposal, struct arena *arena,
                           struct publish_impact *ret_impact);
