/* Site: one installation, with its data directory, configuration and open databases; the context of commands and
 * pages. */
#pragma once

#include "base/memory.h"
#include "domain/records/records.h"

#include <stdbool.h>

struct content;

#define REASON_NO_SITE FAIL_REASON("no-site")             /* the folder has no records */
#define REASON_RECORDS_EMPTY FAIL_REASON("records-empty") /* their file is there and has nothing in it */

#define SITE_LISTEN_DEFAULT "127.0.0.1:8420"
#define SITE_WORKERS_DEFAULT 2
#define SITE_WORKERS_MAX 64
#define SITE_GIT_PUSH_BYTES (64LL * 1024 * 1024)
#define SITE_GIT_PUSH_BYTES_MAX (2048LL * 1024 * 1024)
#define SITE_PLUGIN_FOLDERS_MAX 9 /* and one for the NULL */

/* One plugin setting of trappa.yaml. */
struct site_plugin_setting {
    const char *plugin, *key, *value;
    struct site_plugin_setting *next;
};

/* The settings of trappa.yaml in the data directory, with their defaults. Strings are in the site's arena. */
struct site_config {
    const char *organisation;   /* "Exempelkommunen"; default "" */
    const char *contact;        /* e-mail or page for accessibility and privacy questions; default "" */
    const char *listen;         /* "127.0.0.1:8420" */
    const char *public_address; /* "https://trappa.example.se"; NULL: unknown */
    const char *trusted_proxy;  /* an IP address; NULL: none */
    int workers;                /* default 2 */
    bool has_own_plugins;       /* default true: those that came with the program */
    const char *plugin_folders[SITE_PLUGIN_FOLDERS_MAX]; /* besides the program's own; NULL after the last */
    const char *mail_server; /* "smtp://mail.example.se:587" or "smtps://mail.example.se:465"; NULL: no mail */
    const char *mail_from;   /* sender's address; may be NULL */
    const char *mail_login;  /* a file with user and password on two lines; NULL: no authentication */
    const char *mail_ca;     /* a PEM file with the trusted CA; NULL: the system's CAs */
    const char *layer_login; /* a file with a line 'LAYER USER PASSWORD' for each layer that needs it; NULL: none */
    int64_t git_push_bytes;  /* the most that is taken in one push; default SITE_GIT_PUSH_BYTES */
    struct site_plugin_setting *plugin_settings; /* `plugins: {quiz: {key: value}}`; may be NULL */
    bool is_demo;                                /* made by init --demo: serves on loopback only */

    const char *mentor_programme; /* a mentor must have finished it to be suggested; NULL: no condition */
};

struct site {
    char *folder;
    struct arena arena;
    struct site_config config;
    struct records *records;
    struct content *content; /* content.db; always open, perhaps without an edition yet */
    uint64_t content_inode;  /* to detect that content.db was replaced */
    uint64_t opening;        /* a new number after each site_refresh() that reopened the databases */
    bool caches_queries;
};

/* Opens the data directory; yours. FAIL_NOT_FOUND "FOLDER: no Trappa site here". Open it after fork: databases and
 * locks do not survive one. */
int site_open(const char *folder, struct site **ret_site);
void site_close(struct site *site);
void site_close_at(struct site **site);

/* Reopens the databases if a restore or a rebuild has replaced them. Call it at the beginning of a request or a job,
 * while nothing is being read. Does not reread the configuration. If the new data cannot be opened, the old stays
 * open. */
int site_refresh(struct site *site);

/* Caches query results until anybody commits (database_cache_queries()), also after site_refresh(). The process must
 * then call site_idle() before it waits for anything. */
int site_cache_queries(struct site *site);
void site_idle(struct site *site);

/* Numbers for the current state of records and content; 0: unknown. A value computed from both may be reused while both
 * are the same. */
struct site_state {
    uint64_t records, content;
    uint64_t reading; /* of the current reading of the records, to recognise what is lent until its end */
};
struct site_state site_state(const struct site *site);

/* Read only the configuration, from a text (`path` is its name in failures) or from a folder; without trappa.yaml, the
 * defaults. For the supervisor, which opens no database. FAIL_INPUT names file, line and setting; from a folder also
 * for a plugin folder that is not there. */
int site_config_parse(const char *path, const struct text *text, struct arena *arena, struct site_config *ret_config);
int site_config_read(const char *folder, struct arena *arena, struct site_config *ret_config);

/* Whether content.db has the edition that was published last (it may not after a restore, or if content.db was
 * deleted); true if nothing is published. */
int site_content_is_newest(struct site *site, bool *ret_is_newest);
