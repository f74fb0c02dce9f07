/* Doctor: looks whether a site is in order, and says what is wrong and how to mend it; changes nothing. */
#pragma once

#include "domain/site/site.h"

struct doctor {
    struct arena *arena;
    const char *folder;
    const char *listen; /* what serve would be told; NULL: what the configuration says */
    struct site_config config;
    struct site *site;    /* NULL when it cannot be opened */
    const char *problem;  /* why not */
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
