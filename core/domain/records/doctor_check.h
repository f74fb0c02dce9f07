/* Doctor check: one thing that the doctor looks at (admin/doctor.h), handed up by the subject that knows it. */
#pragma once

#include "base/fail.h"
#include "domain/records/module.h"

#include <stdbool.h>

struct site;
struct site_config;

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
    const char *listen;            /* what serve would be told; NULL: what the configuration says */
    struct site_config *config;    /* what could be read of it; else the defaults */
    struct site *site;             /* NULL when it cannot be opened */
    struct records *records;       /* of the site */
    struct doctor_problem problem; /* why the site cannot be opened */
    const char *note;              /* of the newest check that found nothing wrong: figures; may be NULL */
    const struct module_row *const *checks;
    bool is_only_warning; /* of the newest check that did find something */
};

/* 0, or a failure whose sentence says what is wrong and how to mend it; doctor->note has figures of what is right. */
struct doctor_check {
    struct module_row row;
    bool needs_site; /* is only asked where the site could be opened */
    int (*run)(struct doctor *doctor);
};

/* Passes `result` on, for something that should be mended while the site works. */
int doctor_warn(struct doctor *doctor, int result);
