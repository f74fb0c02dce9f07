/* Effect: what publishing would do to people's plans and sign-offs, reckoned from a trial (domain/publish/publish.h)
 * before anybody sees it. */
#pragma once

#include "domain/content/curriculum_diff.h"
#include "domain/plan/plan.h"

#define PUBLISH_IMPACT_WITHHELD (-1)  /* fewer than five people, and not all of them are the actor's to see */
#define PUBLISH_IMPACT_PEOPLE_MAX 100 /* named for one step */

/* A step that differs, and how many it touches. */
struct publish_impact_step {
    struct curriculum_diff_item difference;
    int plans;             /* that run and have the step */
    int read;              /* people who are asked to read what is new */
    int redo;              /* people for whom it counts no longer until it is done or signed again */
    int later;             /* of those who read: people who must do it again from a day to come */
    int signatures;        /* that lapse, now or then, or were given on an older text */
    struct person *people; /* of those, whom the actor may see: by name only then; at most PUBLISH_IMPACT_PEOPLE_MAX */
    size_t people_count;
};

struct publish_impact {
    const char *from, *to; /* editions; the same when nothing would change */
    struct publish_impact_step *steps;
    size_t count;
};

/* `proposal` is a trial, whose newest edition is held against the site's. Figures about fewer than five people are
 * withheld from whoever may not see all of them (docs/rules.md): an author sees how many, never who. Needs
 * SITE_PUBLISH. */
int publish_impact_compute(struct site *site, const struct actor *actor, struct content *proposal, struct arena *arena,
                           struct publish_impact *ret_impact);
