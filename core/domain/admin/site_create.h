/* Site create: makes a new data directory. */
#pragma once

#include "domain/people/session.h"
#include "domain/site/site.h"

#define SITE_FIRST_UNIT "organisation"
#define SITE_FIRST_PERSON "administrator"
#define SITE_FIRST_LAYER "base"

struct site_new {
    const char *curriculum;              /* a folder or an https address: the layer `base` */
    const char *unit_name, *person_name; /* what the first unit and the first administrator are called */
    bool is_demo;
};

/* Makes `folder` (0700) with records, an empty content.db, trappa.yaml, the layer `base`, and one administrator, whose
 * invitation is given back. FAIL_RULE if there is a site already. After any other failure nothing of it is left. */
int site_create(const char *folder, const struct site_new *new, char ret_token[SECRET_TOKEN_BYTES]);
