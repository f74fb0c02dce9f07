/* Mail settings: reads and checks the mail settings of trappa.yaml. */
#pragma once

#include "domain/site/site.h"
#include "io/mail.h"

struct mail_settings {
    struct mail_server server;
    const char *from;
    const char *public_address; /* "https://trappa.example.se": the beginning of links */
    const char *host;           /* of that address, without port: the end of Message-IDs */
};

bool mail_is_configured(const struct site_config *config);

/* Reads the settings and the file of 'mail-login' (user on the first line, password on the second, readable only by its
 * owner). FAIL_RULE names a missing or wrong setting. */
int mail_settings_read(const struct site_config *config, struct arena *arena, struct mail_settings *ret_settings);
