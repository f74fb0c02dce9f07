/* Puts the settings of mail together; see mail_settings.h. */
#include "domain/remind/mail_settings.h"

#include "base/fail.h"
#include "io/file.h"

#include <string.h>

#define LOGIN_BYTES_MAX 1024
#define CONNECT_SECONDS 10
#define TIMEOUT_SECONDS 30

bool mail_is_configured(const struct site_config *config)
{
    return config->mail_server != NULL;
}

static int login_read(const char *path, struct arena *arena, struct mail_server *server)
{
    CLEANUP(text_finish) struct text text = TEXT(LOGIN_BYTES_MAX);
    if (!file_exists(path))
        return fail(FAIL_RULE, "%s: the file of 'mail-login' is not there", path);
    if (!file_is_private(path))
        return fail(FAIL_RULE, "%s: others may read the password in it; chmod 600 mends it", path);
    TRY(file_read(path, &text));
    char *user = arena_copy_string(arena, text_string(&text)), *end = strchr(user, '\n');
    if (!end)
        return fail(FAIL_RULE, "%s: has no password on its second line", path);
    *end = '\0';
    char *password = end + 1;
    password[strcspn(password, "\r\n")] = '\0';
    user[strcspn(user, "\r")] = '\0';
    if (!*user || !*password)
        return fail(FAIL_RULE, "%s: its first line is the user, its second the password", path);
    server->user = user;
    server->password = password;
    return 0;
}

static char *host_of(const char *address, struct arena *arena)
{
    const char *from = strstr(address, "://") + 3;
    return arena_format(arena, "%.*s", (int)strcspn(from, ":"), from);
}

int mail_settings_read(const struct site_config *config, struct arena *arena, struct mail_settings *ret_settings)
{
    struct mail_settings settings = {.from = config->mail_from, .public_address = config->public_address};
    if (!mail_is_configured(config))
        return fail(FAIL_RULE, "'mail-server' is not said in trappa.yaml: no mail is sent");
    if (!config->mail_from)
        return fail(FAIL_RULE, "'mail-from' is not said in trappa.yaml: mail needs an address that it comes from");
    if (!config->public_address)
        return fail(FAIL_RULE, "'public-address' is not said in trappa.yaml: links in mails would lead nowhere");
    settings.server = (struct mail_server){.url = config->mail_server,
                                           .ca = config->mail_ca,
                                           .connect_seconds = CONNECT_SECONDS,
                                           .timeout_seconds = TIMEOUT_SECONDS};
    if (config->mail_ca && !file_exists(config->mail_ca))
        return fail(FAIL_RULE, "%s: the file of 'mail-ca' is not there", config->mail_ca);
    if (config->mail_login)
        TRY(login_read(config->mail_login, arena, &settings.server));
    settings.host = host_of(config->public_address, arena);
    *ret_settings = settings;
    return 0;
}
