/* Roster upload: a file of people sent through the browser, stored from the preview of its import until it is applied.
 * It is in `imports/` of the data directory (0600), only its sender can use it, and it is deleted once applied or after
 * a day. Exactly what was shown is applied, or nothing. */
#pragma once

#include "domain/roster/roster_import.h"

#define UPLOAD_MOST_BYTES ((size_t)8 * 1024 * 1024)
#define UPLOAD_AT_ONCE 200 /* changed people to apply while the sender waits; more are applied by a job */
#define UPLOAD_SECONDS (24 * 3600)
#define JOB_UPLOAD "people.import"
#define JOB_UPLOAD_FORGET "people.forget_files"

enum upload_state {
    UPLOAD_SHOWN,
    UPLOAD_WAITING, /* for the job */
    UPLOAD_OTHER,   /* the job computed another import than the one shown, and applied nothing */
    UPLOAD_DONE,    /* applied: the file is deleted, the counts are kept */
};

struct upload {
    char name[SECRET_RID_BYTES]; /* random */
    char by[SECRET_RID_BYTES];   /* random id of the sender */
    int64_t at;                  /* instant */
    enum upload_state state;
    bool is_complete;
    int64_t confirmed; /* -1 */
    char digest[SECRET_HEX_BYTES];
    int64_t added, changed, closed, opened, plans, mentors; /* applied */
};

struct roster_upload_new {
    const char *bytes, *map; /* map NULL: none */
    size_t length, map_length;
    bool is_complete;
};
/* Stores the file, if it can be parsed: fails as roster_read() and roster_map_read(). SITE_IMPORT. */
int roster_upload_store(struct site *site, const struct actor *actor, const struct roster_upload_new *kept,
                        char ret_name[SECRET_RID_BYTES]);

/* Opens an upload. FAIL_NOT_FOUND if it is missing, another actor's, or older than a day. */
int roster_upload_open(struct site *site, const struct actor *actor, const char *name, struct upload *ret_upload);

/* Computes its import as of today. */
int roster_upload_compute(struct site *site, const struct actor *actor, const struct upload *upload,
                          struct arena *arena, struct roster *ret_roster, struct roster_import *ret_import);

/* Applies what was shown (`digest`), at once or by a job. The upload's state is the result: UPLOAD_SHOWN if something
 * must be confirmed or repaired, UPLOAD_OTHER if the records have changed so that the import would differ. */
int roster_upload_apply(struct site *site, const struct actor *actor, struct upload *upload, const char *digest,
                        int64_t confirmed);

/* For the job process: applies waiting uploads; deletes those older than a day. */
int roster_upload_run(struct site *site);
int roster_upload_purge(struct site *site);
