/* Publish: makes the current state of all layers the edition that people see.
 *
 * Either the whole stack is without errors and becomes the newest edition in one transaction, or nothing changes. */
#pragma once

#include "domain/content/content.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/publish/layer.h"
#include "domain/records/records.h"

#define REASON_NO_LAYER FAIL_REASON("no-layer")                   /* nothing to publish */
#define REASON_CURRICULUM_ERRORS FAIL_REASON("curriculum-errors") /* the check found errors, so nothing is published */

/* A layer whose newest state could not be had, and why. */
struct publication_unreached {
    const char *layer, *sentence;
    bool is_left_out; /* no state of it was ever had; else its last one was published */
};

/* The result of publishing. Finish it in every case. */
struct publication {
    struct parse_cache parse_cache;      /* the strings of the check's stack are lent from it */
    struct check check;                  /* with errors, nothing was published, unless it was before */
    char edition[CONTENT_EDITION_BYTES]; /* "" if nothing was published */
    bool is_preview;                     /* made by publish_preview() */
    bool is_new;                         /* false: this stack is already published, nothing was written */
    size_t steps, rendered;              /* steps of the edition; newly rendered texts */
    size_t stripped;                     /* new images that are published without what they said beside the picture */
    struct publication_unreached unreached[LAYERS_MAX];
    size_t unreached_count;
    struct arena arena;
};
void publication_finish(struct publication *publication);

/* Gets every layer's newest state, checks the stack and compiles it. A layer that cannot be had is published as it was
 * last, and told of. Needs SITE_PUBLISH. Returns 0 also if the check
 * found errors: see check.findings. FAIL_BUSY while somebody else publishes; FAIL_RULE without any layer. */
int publish(struct records *records, const struct actor *actor, struct publication *ret_publication);

/* Publishes an earlier edition again (`edition`: its id, or how it begins), from the commits that it had, whatever
 * layers there are now; the next publish() has the newest state of the layers again. Checked by today's rules.
 * FAIL_NOT_FOUND if it was never published here, FAIL_INPUT if several begin like that. NULL: as publish(). */
int publish_edition(struct records *records, const struct actor *actor, const char *edition,
                    struct publication *ret_publication);

/* An edition as the records have it. One that was published again stands where it was published last. */
struct published_edition {
    const char *id, *commits; /* lines 'layer commit', base first */
    int64_t at;               /* instant */
};

/* All editions, newest first. SITE_PUBLISH. */
int publish_editions(struct records *records, const struct actor *actor, struct arena *arena,
                     struct published_edition **ret_editions, size_t *ret_count);

/* At most `most` of them, after the first `after`. */
struct published_range {
    int after, most;
};
int publish_editions_range(struct records *records, const struct actor *actor, struct published_range range,
                           struct arena *arena, struct published_edition **ret_editions, size_t *ret_count);

/* The edition of exactly this id; *ret_is_newest: it is what people see. FAIL_NOT_FOUND if it was never published. */
int publish_edition_find(struct records *records, const struct actor *actor, const char *id, struct arena *arena,
                         struct published_edition *ret_edition, bool *ret_is_newest);

/* Checks the stack of the layers of these names, base first, as they were last, and publishes nothing. */
int publish_check_order(struct records *records, const char *const *names, size_t count,
                        struct publication *ret_publication);

/* Brings a layer, checks the stack as it would be with it, and publishes nothing: see check.findings. The other layers
 * are as they were last. */
int publish_check_layer(struct records *records, const struct layer_source *layer, struct publication *ret_publication);

/* A layer at another commit of its repository than is published. */
struct layer_at {
    const char *layer, *commit;
    const char *path; /* where to compile the stack with it, into a copy of content.db; NULL: it is only checked */
};

/* Checks the stack as it was last, but for that layer, and publishes nothing: see check.findings. With a path it is
 * also compiled there, unless there are errors; only one at a time may do so at that path. */
int publish_try(struct records *records, const struct layer_at *at, struct publication *ret_publication);

/* Publishes into a separate copy of content.db, to show what publishing would do; changes neither the records nor the
 * published edition. `edition` is the preview's id; open it with content_open() at publish_preview_path(). */
int publish_preview(struct records *records, const struct actor *actor, struct publication *ret_publication);
int publish_preview_edition(struct records *records, const struct actor *actor, const char *edition,
                            struct publication *ret_publication);
char *publish_preview_path(const char *folder); /* yours */

/* Taken while layers are fetched or published, one at a time; lock_give() gives it back. FAIL_BUSY if it is taken. */
int publish_lock(struct records *records, int *ret_lock);

/* The same for a person who waits for the answer: tries for some seconds, since a fetch or a preview by a job may be at
 * it. */
int publish_lock_wait(struct records *records, int *ret_lock);

/* The commits of the newest edition in the records, in lines 'layer commit', base first; "" before the first. */
int publish_commits(struct records *records, struct arena *arena, const char **ret_lines);

/* The commit of a layer in such lines; false if it is not among them. */
bool publish_commit_in(const char *lines, const char *layer, char ret_commit[GIT_ID_BYTES]);

#define JOB_PUBLISH_PREVIEW "curriculum.trial" /* the job that makes a preview, for somebody who waits for it */

/* Asks for that job: of an earlier edition, or (NULL) of the newest state of the layers. SITE_PUBLISH. */
int publish_preview_ask(struct records *records, const struct actor *actor, const char *edition);
int publish_preview_run(struct records *records, const char *payload);

/* Compiles every edition that is named in the records but missing from content.db, from the layers' repositories: after
 * content.db was deleted, or after a restore without it. Returns quickly if none is missing. */
int content_edition_rebuild(struct records *records);

/* The same after reading all of content.db: a damaged one is set aside (content_schema_replace) and made again. */
int content_edition_mend(struct records *records);

/* Notes what content.db holds (content_seal.h), also of a large file; for the job content.seal. */
int content_edition_seal(struct records *records);
