/* Mail settings: what trappa.yaml says about mail, whole and fit to be used. */
#pragma once

#include "domain/site/site.h"
#include "io/mail.h"

struct mail_settings {
    struct mail_server server;
    const char *from;
    const char *public_address; /* "https://trappa.example.se": what links begin with */
    const char *host;           /* of it, without a port: what Message-IDs end in */
};

bool mail_is_configured(const struct site_config *config);

/* FAIL_RULE that says which setting is missing or wrong. Reads the file of
 * 'mail-login': user on its first line, password on its second, readable by its owner alone. */
int mail_settings_read(const struct site_config *config, struct arena *arena, struct mail_settings *ret_settings);
