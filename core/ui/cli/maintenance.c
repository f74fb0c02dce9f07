/* `trappa backup`, `restore`, `audit` and `doctor`: maintenance of a site. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/backup.h"
#include "domain/admin/copies.h"
#include "domain/admin/doctor.h"
#include "domain/people/link_act.h"
#include "domain/people/page_view.h"
#include "domain/records/audit.h"
#include "host/host.h"
#include "host/plugin_lack.h"
#include "ui/cli/command.h"
#include "ui/cli/command_failure.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>

#define JSON_BYTES_MAX (1024UL * 1024)

/* ---- backup ---- */

/* *ret_key is `room`, or NULL without --key. */
static int key_read(const struct invocation *invocation, struct secret_file_key *room,
                    const struct secret_file_key **ret_key)
{
    const char *path = invocation_option(invocation, "key");
    if (path)
        TRY(secret_file_key_read(path, room));
    *ret_key = path ? room : NULL;
    return 0;
}

static int command_backup_key(const struct invocation *invocation)
{
    TRY(secret_file_key_make(invocation_word(invocation, 0)));
    command_print_line(invocation, "%s: made; whoever has it reads the backups, and without it nobody does",
                       invocation_word(invocation, 0));
    return 0;
}

static int command_backup(const struct invocation *invocation)
{
    CLEANUP(secret_file_key_finish) struct secret_file_key room = {0};
    const struct secret_file_key *key = NULL;
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct backup backup;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(key_read(invocation, &room, &key));
    (void)copies_sweep(invocation->data, invocation_word(invocation, 0)); /* doctor tells of what stays */
    TRY(backup_make(site, &actor, invocation_word(invocation, 0), key, &backup));
    command_print_line(invocation, "%s: %lld events, %lld files", invocation_word(invocation, 0),
                       (long long)backup.events, (long long)backup.files);
    command_print_line(invocation, "head %s", backup.head);
    return 0;
}

static int command_restore(const struct invocation *invocation)
{
    CLEANUP(secret_file_key_finish) struct secret_file_key room = {0};
    struct backup_trust trust = {.takes_plugin_folders = invocation_has(invocation, "plugin-folder")};
    struct backup_restored restored;
    TRY(key_read(invocation, &room, &trust.key));
    (void)copies_sweep(invocation->data, NULL);
    TRY(backup_restore(invocation->data, invocation_word(invocation, 0), &trust, invocation->arena, &restored));
    command_print_line(invocation, "%s: restored, %lld events, the log is whole", invocation->data,
                       (long long)restored.backup.events);
    command_print_line(invocation, "head %s", restored.backup.head);
    if (restored.content_problem)
        command_print_line(invocation, "the curriculum's texts could not be made again: %s", restored.content_problem);
    if (restored.replaced)
        command_print_line(invocation, "the old data is in %s", restored.replaced);
    return 0;
}

/* ---- audit ---- */

static int audit_print_json(const struct audit *audit)
{
    CLEANUP(text_finish) struct text text = TEXT(JSON_BYTES_MAX);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_number(&json, "events", audit->events);
    json_put_bool(&json, "ok", audit->is_ok);
    json_key(&json, "first_bad");
    if (audit->is_ok)
        json_null(&json);
    else
        json_number(&json, audit->first_bad);
    json_put_string(&json, "head", audit->head);
    json_put_string(&json, "problem", audit->problem);
    json_end(&json);
    return print_json(&text);
}

static int command_audit_verify(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct audit audit;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(audit_verify(site->records, invocation_option(invocation, "head"), invocation->arena, &audit));
    if (invocation_has(invocation, "json"))
        TRY(audit_print_json(&audit));
    else if (audit.is_ok) {
        command_print_line(invocation, "%lld events, the log is whole", (long long)audit.events);
        command_print_line(invocation, "head %s", audit.head);
    }
    if (!audit.is_ok)
        fprintf(stderr, "trappa: %s\n", audit.problem);
    return audit.is_ok ? 0 : COMMAND_SAYS_NO;
}

static int views_print_json(const struct page_view *views, size_t count)
{
    CLEANUP(text_finish) struct text text = TEXT(JSON_BYTES_MAX);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        char at[INSTANT_TEXT_BYTES];
        json_object(&json);
        json_put_string(&json, "at", instant_format(views[i].at, at));
        json_put_string(&json, "viewer", views[i].viewer.id);
        json_put_string(&json, "rid", views[i].viewer.rid);
        json_put_string(&json, "page", views[i].page);
        json_end(&json);
    }
    json_end(&json);
    return print_json(&text);
}

static int command_audit_views(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct page_view *views;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(page_views_read(site->records, &actor, subject_id(invocation_word(invocation, 0)), invocation->arena, &views,
                        &count));
    if (invocation_has(invocation, "json"))
        return views_print_json(views, count);
    for (size_t i = 0; i < count; i++) {
        char at[INSTANT_TEXT_BYTES];
        const struct naming *viewer = &views[i].viewer;
        command_print_line(invocation, "%s  %s  %s", instant_format(views[i].at, at), views[i].page,
                           viewer->name  ? viewer->name
                           : viewer->rid ? viewer->rid
                                         : "-");
    }
    return 0;
}

static void link_act_json(struct json *json, const struct link_act *act)
{
    char at[INSTANT_TEXT_BYTES];
    json_object(json);
    json_put_string(json, "at", instant_format(act->at, at));
    json_put_string(json, "kind", act->kind);
    json_put_string(json, "actor", act->actor.id ? act->actor.id : act->actor.rid);
    json_put_string(json, "about", act->about.id ? act->about.id : act->about.rid);
    json_put_string(json, "password_set", instant_format(act->set_at, at));
    json_put_string(json, "set_by", act->set_by_key ? act->set_by.id ? act->set_by.id : act->set_by.rid : "operator");
    json_end(json);
}

static const char *named(const struct naming *naming, const char *nobody)
{
    return naming->name ? naming->name : naming->rid ? naming->rid : nobody;
}

static int command_audit_links(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(16 * JSON_BYTES_MAX);
    struct json json = JSON(&text);
    struct actor actor;
    struct link_act *acts;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(link_acts_read(site->records, &actor, (int)invocation_number(invocation, "days", LINK_ACT_DAYS),
                       invocation_option(invocation, "kind"), invocation->arena, &acts, &count));
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        link_act_json(&json, &acts[i]);
    json_end(&json);
    if (invocation_has(invocation, "json"))
        return print_json(&text);
    for (size_t i = 0; i < count; i++) {
        char at[INSTANT_TEXT_BYTES];
        command_print_line(invocation, "%s  %s  %s -> %s  (%s)", instant_format(acts[i].at, at), acts[i].kind,
                           named(&acts[i].actor, "-"), named(&acts[i].about, "-"), named(&acts[i].set_by, "operator"));
    }
    return 0;
}

/* ---- doctor ---- */

static const struct {
    const char *name, *title;
} titles[] = {
    {"folder", N_("Data directory")},
    {"configuration", N_("Configuration")},
    {"disk", N_("Room on the disk")},
    {"clock", N_("Clock")},
    {"passwords", N_("Password hashing")},
    {"records", N_("Records")},
    {"log", N_("Event log")},
    {"content", N_("Published curriculum")},
    {"layers", N_("Layers")},
    {"locks", N_("Locks")},
    {"jobs", N_("Jobs")},
    {"mail", N_("Mail")},
    {"backup", N_("Newest backup")},
    {"copies", N_("Copies")},
    {"address", N_("Address")},
    {"public", N_("Address for everybody")},
    {"administrator", N_("Administrator")},
    {"plugins", N_("Plugins")},
};

static const char *title_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(titles); i++)
        if (text_equal(titles[i].name, name))
            return titles[i].title;
    return name;
}

struct look {
    const char *state; /* "ok", "warning", "wrong" */
    const char *said;  /* NULL: nothing to say */
};

static void look_print(const struct invocation *invocation, const char *name, const struct look *look)
{
    static const char *const words[][2] = {{"ok", N_("in order")}, {"warning", N_("look at")}, {"wrong", N_("WRONG")}};
    const char *word = "";
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(words[i][0], look->state))
            word = translate(invocation->language, words[i][1]);
    const char *title = translate(invocation->language, title_of(name));
    CLEANUP(text_finish) struct text line = TEXT(64UL * 1024);
    /* Widths of printf count bytes, and å is two. */
    text_addf(&line, "%s", word);
    for (size_t width = text_width(word); width < 10; width++)
        text_add_char(&line, ' ');
    text_add(&line, title);
    for (size_t width = text_width(title); look->said && width < 24; width++)
        text_add_char(&line, ' ');
    text_add(&line, look->said);
    puts(text_string(&line));
}

static void look_put_json(struct json *json, const char *name, const struct look *look)
{
    json_object(json);
    json_put_string(json, "check", name);
    json_put_string(json, "state", look->state);
    json_put_string(json, "says", look->said);
    json_end(json);
}

/* Plugins that are there and were refused; how many were loaded. */
static int refused_add(struct text *said, bool *ret_is_any)
{
    int loaded = 0;
    for (struct plugin *plugin = host_plugin_next(NULL); plugin; plugin = host_plugin_next(plugin)) {
        loaded += !plugin->why;
        if (plugin->why)
            text_addf(said, "%s%s: %s", said->length ? "; " : "", plugin->id, plugin->why);
    }
    *ret_is_any = said->length > 0;
    return loaded;
}

/* The host is above the domain, so that no module of the domain can have this check. */
static struct look look_at_plugins(const struct invocation *invocation, struct site *site)
{
    CLEANUP(text_finish) struct text said = TEXT(64UL * 1024);
    const char **lacking = NULL;
    size_t count = 0;
    bool is_any_refused = false;
    int loaded = refused_add(&said, &is_any_refused);
    if (site && plugins_lacking(site, invocation->arena, &lacking, &count) != 0)
        text_addf(&said, "%s%s", said.length ? "; " : "", fail_sentence());
    for (size_t i = 0; i < count; i++) {
        text_addf(&said, "%s%s: ", said.length ? "; " : "", lacking[i]);
        text_add(&said, translate(invocation->language,
                                  N_("is not loaded, and this site has used it; what it asks counts as answered")));
    }
    if (!said.length)
        text_addf(&said, "%d", loaded);
    return (struct look){count            ? "wrong"
                         : is_any_refused ? "warning"
                                          : "ok",
                         arena_copy_string(invocation->arena, text_string(&said))};
}

static void look_tell(const struct invocation *invocation, struct json *json, const char *name, const struct look *look)
{
    look_put_json(json, name, look);
    if (!invocation_has(invocation, "json"))
        look_print(invocation, name, look);
}

static int command_doctor(const struct invocation *invocation)
{
    struct doctor doctor = {
        .arena = invocation->arena, .folder = invocation->data, .listen = invocation_option(invocation, "listen")};
    CLEANUP(text_finish) struct text text = TEXT(JSON_BYTES_MAX);
    struct json json = JSON(&text);
    int wrong = 0;
    command_load_plugins(invocation);
    json_array(&json);
    doctor_begin(&doctor);
    const struct doctor_check *check;
    for (size_t i = 0; (check = doctor_check_at(&doctor, i)); i++) {
        int result = doctor_check_run(&doctor, check);
        struct look look = {.state = "ok", .said = doctor.note};
        if (result != 0)
            look = (struct look){doctor.is_only_warning ? "warning" : "wrong", command_failure(invocation)};
        wrong += text_equal(look.state, "wrong");
        look_tell(invocation, &json, check->row.name, &look);
    }
    const struct look plugins = look_at_plugins(invocation, doctor.site);
    wrong += text_equal(plugins.state, "wrong");
    doctor_end(&doctor);
    look_tell(invocation, &json, "plugins", &plugins);
    json_end(&json);
    if (invocation_has(invocation, "json"))
        TRY(print_json(&text));
    return wrong ? COMMAND_SAYS_NO : 0;
}

static const struct command commands[] = {
    {"doctor", "[--listen ADDRESS] [--json]", N_("Checks whether the site is in order, and says how to mend it"),
     command_doctor},
    {"backup", "FILE [--key KEYFILE]",
     N_("Writes records, layers and configuration into one file; with --key nobody can read or change it without the "
        "key"),
     command_backup},
    {"backup-key", "KEYFILE", N_("Makes a key for backups"), command_backup_key},
    {"restore", "FILE [--key KEYFILE] [--plugin-folder]",
     N_("Puts a backup in place of the data directory; with --plugin-folder also one whose settings name folders of "
        "plugins"),
     command_restore},
    {"audit verify", "[--head HASH] [--json]", N_("Checks that nobody changed what was recorded"),
     command_audit_verify},
    {"audit views", "PERSON [--json]", N_("Lists who opened pages about a person, newest first"), command_audit_views},
    {"audit links", "[--kind KIND] [--days 1..3650] [--json]",
     N_("Lists what people did, such as sign, after somebody else set their password anew"), command_audit_links},
};
const struct command_table maintenance_commands = COMMAND_TABLE(commands);
