/* Doctor check: one check of a site (admin/doctor.h), provided by the subject that it is about. */
#pragma once

#include "base/fail.h"
#include "domain/records/module.h"

#include <stdbool.h>

struct site;
struct site_config;

/* Reasons of problems for which the user interface has advice; other problems have it in their sentence. */
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

/* The state of an examination. */
struct doctor {
    struct arena *arena;
    const char *folder;
    const char *listen;            /* the address for serve; NULL: the configured one */
    struct site_config *config;    /* as far as it is readable; else the defaults */
    struct site *site;             /* NULL if it cannot be opened */
    struct records *records;       /* the site's */
    struct doctor_problem problem; /* why the site cannot be opened */
    const char *note;              /* of the last check without a problem: figures; may be NULL */
    const struct module_row *const *checks;
    bool is_only_warning; /* of the last check with a problem */
};

/* A check. `run` returns 0, perhaps with figures in doctor->note, or a failure whose sentence says what is wrong and
 * how to repair it. */
struct doctor_check {
    struct module_row row;
    bool needs_site; /* runs only if the site could be opened */
    int (*run)(struct doctor *doctor);
};

/* Returns `result`, marked as a warning: the site works, but should be repaired. */
int doctor_warn(struct doctor *doctor, int result);
