/* Publish: makes the state of all layers into an edition that people see.
 *
 * Either the whole stack is without errors and becomes the newest edition in one transaction, or nothing changes. */
#pragma once

#include "domain/content/content.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/records/records.h"

#define REASON_NO_LAYER FAIL_REASON("no-layer")                   /* nothing to publish */
#define REASON_CURRICULUM_ERRORS FAIL_REASON("curriculum-errors") /* the check found errors, so nothing is published */

/* What publishing gave. Finish it in every case. */
struct publication {
    struct parse_cache parse_cache;      /* what the check's stack lends its words from */
    struct check check;                  /* empty when nothing had to be checked; errors: nothing was published */
    char edition[CONTENT_EDITION_BYTES]; /* "" when nothing was published */
    bool is_preview;                     /* publish_preview() made it */
    bool is_new;                         /* false: the stack is what is published already, and nothing was written */
    size_t steps, rendered;              /* in the edition; texts that had to be rendered for it */
};
void publication_finish(struct publication *publication);

/* Brings every layer's newest state, checks the stack and compiles it. Needs SITE_PUBLISH. Returns 0 also when the
 * check found errors: look at check.findings. FAIL_BUSY when somebody else publishes; FAIL_RULE without any layer. */
int publish(struct records *records, const struct actor *actor, struct publication *ret_publication);

/* The same into a copy of content.db that nobody reads but whoever wants to see what publishing would do: the records
 * and the published edition stay as they are. `edition` is then the trial's name, and content_open() reads it at
 * publish_preview_path(). */
int publish_preview(struct records *records, const struct actor *actor, struct publication *ret_publication);
char *publish_preview_path(const char *folder); /* yours */

#define JOB_PUBLISH_PREVIEW "curriculum.trial" /* does so, where somebody waits for it */

/* Makes every edition that records name and content.db does not know, from the layers' repositories: after content.db
 * was thrown away, or restored from a backup without it. Does nothing, quickly, when none is missing. */
int content_edition_rebuild(struct records *records);
