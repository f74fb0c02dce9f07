/* Person upload: a file of people that somebody sent through the browser, kept between being shown what it would do
 * and doing it. It lies in `imports/` of the data directory (0600), is for its sender alone, and is gone when it is
 * done or a day old. What is done is what was shown, or nothing. */
#pragma once

#include "domain/roster/roster_import.h"

#define UPLOAD_MOST_BYTES ((size_t)8 * 1024 * 1024)
#define UPLOAD_AT_ONCE 200 /* people about whom something is done while the sender waits; more are a job */
#define UPLOAD_SECONDS (24 * 3600)
#define JOB_UPLOAD "people.import"
#define JOB_UPLOAD_FORGET "people.forget_files"

enum upload_state {
    UPLOAD_SHOWN,
    UPLOAD_WAITING, /* for the job */
    UPLOAD_OTHER,   /* the job found another outcome than what was shown, and did nothing */
    UPLOAD_DONE,    /* the file is gone, the counts are left */
};

struct upload {
    char name[SECRET_RID_BYTES]; /* random */
    char by[SECRET_RID_BYTES];   /* whose */
    int64_t at;                  /* instant */
    enum upload_state state;
    bool is_complete;
    int64_t confirmed; /* -1 */
    char digest[SECRET_HEX_BYTES];
    int64_t added, changed, closed, opened, plans, mentors; /* done */
};

struct roster_upload_new {
    const char *bytes, *map; /* map NULL: none */
    size_t length, map_length;
    bool is_complete;
};
/* Keeps the file if it can be read as one: the failures are roster_read()'s and roster_map_read()'s. SITE_IMPORT. */
int roster_upload_keep(struct site *site, const struct actor *actor, const struct roster_upload_new *kept,
                       char ret_name[SECRET_RID_BYTES]);

/* FAIL_NOT_FOUND for what is not there, not the actor's, or older than a day. */
int roster_upload_open(struct site *site, const struct actor *actor, const char *name, struct upload *ret_upload);

/* What it would do today. */
int roster_upload_compute(struct site *site, const struct actor *actor, const struct upload *upload,
                          struct arena *arena, struct roster *ret_roster, struct roster_import *ret_import);

/* Does what was shown (`digest`), at once or by a job; the upload's state says what came of it: UPLOAD_SHOWN when there
 * is something to confirm or to mend, UPLOAD_OTHER when the records have changed so that it would be something else. */
int roster_upload_apply(struct site *site, const struct actor *actor, struct upload *upload, const char *digest,
                        int64_t confirmed);

/* For the job process: does what waits; forgets what is older than a day. */
int roster_upload_run(struct site *site);
int roster_upload_forget(struct site *site);
