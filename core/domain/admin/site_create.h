/* Site create: makes a new data directory. */
#pragma once

#include "domain/people/session.h"
#include "domain/site/site.h"

#define SITE_FIRST_UNIT "organisation"
#define SITE_FIRST_PERSON "administrator"
#define SITE_FIRST_LAYER "base"

struct site_new {
    const char *curriculum;              /* a folder or an https URL, for the layer `base` */
    const char *unit_name, *person_name; /* names of the first unit and the first administrator */
    bool is_demo;
};

/* Creates `folder` (0700) with records, an empty content.db, trappa.yaml, the layer `base` and one administrator, whose
 * invitation is *ret_token. FAIL_RULE if it is a site already. Any other failure leaves nothing behind. */
int site_create(const char *folder, const struct site_new *new, char ret_token[SECRET_TOKEN_BYTES]);
