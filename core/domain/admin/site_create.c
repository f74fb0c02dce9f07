/* Makes a data directory; see site_create.h. */
#include "domain/admin/site_create.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/people/unit.h"
#include "domain/publish/layer.h"
#include "io/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char configuration[] =
    "# Settings of this Trappa. A line that begins with # is a comment; the server reads changes at SIGHUP.\n"
    "\n"
    "# What pages call the organisation, and whom to write to about accessibility and privacy.\n"
    "#organisation: Exempelkommunen\n"
    "#contact: socialkontoret@example.se\n"
    "\n"
    "# Where the server listens. TLS is the business of a proxy in front of it.\n"
    "#listen: 127.0.0.1:8420\n"
    "\n"
    "# The address that people use, and the proxy whose X-Forwarded-For is believed.\n"
    "#public-address: https://trappa.example.se\n"
    "#trusted-proxy: 127.0.0.1\n"
    "\n"
    "# Mails with reminders, for those who choose them. Off until there is a server; always encrypted: smtp:// needs\n"
    "# STARTTLS, smtps:// is encrypted from the start. 'mail-login' is a file that only its owner may read, with the\n"
    "# user on the first line and the password on the second; 'mail-ca' is for a server with a certificate of your "
    "own.\n"
    "#mail-server: smtp://mail.example.se:587\n"
    "#mail-from: trappa@example.se\n"
    "#mail-login: /etc/trappa/mail-login\n"
    "#mail-ca: /etc/ssl/certs/own.pem\n"
    "\n"
    "# Users and passwords of layers that are not open to everybody: a file that only its owner may read, with a line\n"
    "# 'LAYER USER PASSWORD' for each.\n"
    "#layer-login: /etc/trappa/layer-login\n"
    "\n"
    "# The most bytes that one push by git may hold.\n"
    "#git-push-bytes: 67108864\n"
    "\n"
    "# Processes that answer requests.\n"
    "#workers: 2\n";

/* What was made here, to be removed if the rest fails. */
struct made {
    const char *folder;
    bool is_folder_new, is_kept;
};

static void made_finish(struct made *made)
{
    static const char *const names[] = {"records.db",     "records.db-wal", "records.db-shm", "content.db",
                                        "content.db-wal", "content.db-shm", "trappa.yaml",    "locks",
                                        "backups",        "layers"};
    CLEANUP(arena_finish) struct arena arena = {0};
    if (made->is_kept)
        return;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        (void)file_remove_tree(file_join(&arena, made->folder, names[i]));
    if (made->is_folder_new)
        (void)file_remove_tree(made->folder);
}

static int configuration_write(struct arena *arena, const char *folder, bool is_demo)
{
    const char *path = file_join(arena, folder, "trappa.yaml");
    const char *text = arena_format(arena, "%s%s", configuration,
                                    is_demo ? "\n# Made with a demonstration: refuses to serve beyond this machine.\n"
                                              "demo: true\n"
                                              "organisation: Exempelkommunen\n"
                                              "contact: trappa@exempel.example\n"
                                            : "");
    return file_exists(path) ? 0 : file_write(path, text, strlen(text), 0600);
}

static int administrator_add(struct records *records, const struct site_new *new, char ret_token[SECRET_TOKEN_BYTES])
{
    char rid[SECRET_RID_BYTES];
    const struct person_new person = {.id = SITE_FIRST_PERSON,
                                      .name = new->person_name,
                                      .unit = SITE_FIRST_UNIT,
                                      .roles = "admin",
                                      .in_profession_since = DAY_NONE};
    TRY(unit_add(records, &actor_operator, SITE_FIRST_UNIT, new->unit_name, NULL));
    TRY(person_add(records, &actor_operator, &person, rid));
    return invitation_make(records, &actor_operator, SITE_FIRST_PERSON, ret_token);
}

static int site_fill(struct arena *arena, const char *folder, const struct site_new *new,
                     char ret_token[SECRET_TOKEN_BYTES])
{
    CLEANUP(records_close_at) struct records *records = NULL;
    CLEANUP(content_close_at) struct content *content = NULL;
    const struct layer_new base = {.name = SITE_FIRST_LAYER, .where = new->curriculum, .may_have_errors = true};
    TRY(records_create(folder, &records));
    TRY(configuration_write(arena, folder, new->is_demo));
    TRY(content_open(file_join(arena, folder, "content.db"), &content));
    TRY(layer_add(records, &actor_operator, &base));
    return administrator_add(records, new, ret_token);
}

int site_create(const char *folder, const struct site_new *new, char ret_token[SECRET_TOKEN_BYTES])
{
    CLEANUP(arena_finish) struct arena arena = {0};
    TRY(file_enter_own(folder));
    if (file_exists(file_join(&arena, folder, "records.db")))
        return fail(FAIL_RULE, "%s: there is a Trappa site already, nothing was changed", folder);
    CLEANUP(made_finish) struct made made = {.folder = folder, .is_folder_new = !file_exists(folder)};
    TRY(secret_begin());
    TRY(file_make_folders(folder, 0700));
    if (chmod(folder, 0700) != 0) /* one that was there */
        return fail(FAIL_SYSTEM, "%s: cannot be made its owner's only: %s", folder, strerror(errno));
    TRY(site_fill(&arena, folder, new, ret_token));
    made.is_kept = true;
    return 0;
}
