/* Doctor: looks whether a site is in order, and says what is wrong and how to mend it; changes nothing. */
#pragma once

#include "base/fail.h"
#include "domain/site/site.h"

/* What a check found, for whoever knows what mends it; others say it in their sentence. */
#define REASON_NO_FOLDER FAIL_REASON("no-folder")
#define REASON_CONTENT_BEHIND FAIL_REASON("content-behind")
#define REASON_NO_CURRICULUM FAIL_REASON("no-curriculum")
#define REASON_LAYER_WITHOUT_REPOSITORY FAIL_REASON("layer-without-repository")
#define REASON_JOB_WAITS FAIL_REASON("job-waits")
#define REASON_NO_BACKUP FAIL_REASON("no-backup")
#define REASON_BACKUP_OLD FAIL_REASON("backup-old")
#define REASON_NO_ADMINISTRATOR FAIL_REASON("no-administrator")

struct doctor_problem {
    const char *sentence;
    struct fail_reason reason;
};

struct doctor {
    struct arena *arena;
    const char *folder;
    const char *listen; /* what serve would be told; NULL: what the configuration says */
    struct site_config config;
    struct site *site; /* NULL when it cannot be opened, and `problem` says why */
    struct doctor_problem problem;
    const char *note;     /* of the newest check that found nothing wrong: figures; may be NULL */
    bool is_only_warning; /* of the newest check that did find something */
};

struct doctor_check {
    const char *name;
    bool needs_site;
    int (*run)(struct doctor *doctor);
};
extern const struct doctor_check doctor_checks[];
extern const int doctor_checks_count;

/* Opens what can be opened. Never fails: what is wrong is what the checks say. */
void doctor_begin(struct doctor *doctor);
void doctor_end(struct doctor *doctor);

/* 0, or a failure whose sentence says what is wrong and how to mend it; doctor->is_only_warning tells whether the site
 * works nevertheless. */
int doctor_look(struct doctor *doctor, const struct doctor_check *check);
