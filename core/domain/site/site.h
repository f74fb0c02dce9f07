/* Site: one installation, its data directory opened. What commands and pages get. */
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

/* What trappa.yaml says for one plugin. */
struct site_plugin_setting {
    const char *plugin, *key, *value;
    struct site_plugin_setting *next;
};

/* trappa.yaml in the data directory; what it does not say has these defaults. Strings live in the site's arena. */
struct site_config {
    const char *organisation;   /* "Exempelkommunen"; default "" */
    const char *contact;        /* e-mail or page for accessibility and privacy questions; default "" */
    const char *listen;         /* "127.0.0.1:8420" */
    const char *public_address; /* "https://trappa.example.se", NULL when not told */
    const char *trusted_proxy;  /* an IP address, NULL when there is none */
    int workers;                /* default 2 */
    const char *plugin_folder;  /* where plugins are; NULL: `plugins` beside the program */
    const char *mail_server;    /* "smtp://mail.example.se:587" or "smtps://mail.example.se:465"; NULL: sends no mail */
    const char *mail_from;      /* an address; NULL */
    const char *mail_login;     /* path of a file with user and password, one a line; NULL: the server asks for none */
    const char *mail_ca;        /* path of a PEM file that the server's certificate must lead to; NULL: the system's */
    struct site_plugin_setting *plugin_settings; /* `plugins: {quiz: {key: value}}`; NULL when there are none */
    bool is_demo;                                /* made by init --demo: refuses to serve beyond loopback */

    const char *mentor_programme; /* what a mentor must have finished to be suggested; NULL: nothing */
};

struct site {
    char *folder;
    struct arena arena;
    struct site_config config;
    struct records *records;
    struct content *content; /* content.db; always open, may hold no edition yet */
    uint64_t content_inode;  /* to notice when another content.db has been put in place */
    uint64_t opening;        /* of records and content: another number after each site_refresh() that opened anew */
    bool keeps_answers;
};

/* Opens the data directory. FAIL_NOT_FOUND "FOLDER: no Trappa site here". Yours. Open after
 * fork: neither databases nor locks survive one. */
int site_open(const char *folder, struct site **ret_site);
void site_close(struct site *site);
void site_close_at(struct site **site);

/* Opens the data again if a restore or a rebuild has put other data in place since: at the beginning of a request or
 * a job, when nothing is being read. The configuration stays as it was read. When the new data cannot be opened, the
 * old stays. */
int site_refresh(struct site *site);

/* For a process that answers one reading after another: what queries said is kept for as long as nobody commits
 * anything (io/sqlite/database.h), also of data that is put in place later. Then site_idle() before waiting for
 * anything. */
int site_cache_queries(struct site *site);
void site_idle(struct site *site);

/* The number of the state of records and content that is being read now; 0: not known. What was worked out from both
 * may be used again while it is the same. */
struct site_state {
    uint64_t records, content;
    uint64_t reading; /* another one for every reading of the records: what is lent until its end can be known */
};
struct site_state site_state(const struct site *site);

/* Only the configuration, for the supervisor, which opens no database. No trappa.yaml: the defaults. FAIL_INPUT names
 * file, line and setting. The first reads a text, which `path` names in failures. */
int site_config_parse(const char *path, const struct text *text, struct arena *arena, struct site_config *ret_config);
int site_config_read(const char *folder, struct arena *arena, struct site_config *ret_config);

/* Whether content.db holds the edition that was published last: not after a restore, or when somebody threw it away.
 * True when nothing is published. */
int site_content_is_newest(struct site *site, bool *ret_is_newest);
