/* Publish: makes the current state of all layers the edition that people see.
 *
 * Either the whole stack is without errors and becomes the newest edition in one transaction, or nothing changes. */
#pragma once

#include "domain/content/content.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/records/records.h"

#define REASON_NO_LAYER FAIL_REASON("no-layer")                   /* nothing to publish */
#define REASON_CURRICULUM_ERRORS FAIL_REASON("curriculum-errors") /* the check found errors, so nothing is published */

/* The result of publishing. Finish it in every case. */
struct publication {
    struct parse_cache parse_cache;      /* the strings of the check's stack are lent from it */
    struct check check;                  /* empty if no check was needed; with errors, nothing was published */
    char edition[CONTENT_EDITION_BYTES]; /* "" if nothing was published */
    bool is_preview;                     /* made by publish_preview() */
    bool is_new;                         /* false: this stack is already published, nothing was written */
    size_t steps, rendered;              /* steps of the edition; newly rendered texts */
};
void publication_finish(struct publication *publication);

/* Gets every layer's newest state, checks the stack and compiles it. Needs SITE_PUBLISH. Returns 0 also if the check
 * found errors: see check.findings. FAIL_BUSY while somebody else publishes; FAIL_RULE without any layer. */
int publish(struct records *records, const struct actor *actor, struct publication *ret_publication);

/* Publishes into a separate copy of content.db, to show what publishing would do; changes neither the records nor the
 * published edition. `edition` is the preview's id; open it with content_open() at publish_preview_path(). */
int publish_preview(struct records *records, const struct actor *actor, struct publication *ret_publication);
char *publish_preview_path(const char *folder); /* yours */

#define JOB_PUBLISH_PREVIEW "curriculum.trial" /* the job that makes a preview, for somebody who waits for it */

/* Compiles every edition that is named in the records but missing from content.db, from the layers' repositories: after
 * content.db was deleted, or after a restore without it. Returns quickly if none is missing. */
int content_edition_rebuild(struct records *records);
