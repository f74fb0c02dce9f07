/* Doctor check: one check of a site (admin/doctor.h), provided by the subject that it is about. */
#pragma once

#include "domain/records/module.h"

#include <stdbool.h>

struct site;
struct site_config;

/* The state of an examination. */
struct doctor {
    struct arena *arena;
    const char *folder;
    const char *listen;         /* the address for serve; NULL: the configured one */
    struct site_config *config; /* as far as it is readable; else the defaults */
    struct site *site;          /* NULL if it cannot be opened */
    struct records *records;    /* the site's */
    const char *problem;        /* why the site cannot be opened */
    const char *note;           /* of the last check without a problem: figures; may be NULL */
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
