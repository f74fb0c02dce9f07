/* Reads trappa.yaml, one row for each setting; see site.h. */
#include "base/address.h"
#include "base/fail.h"
#include "base/mime.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "io/file.h"
#include "io/unicode.h"
#include "io/yaml.h"

#include <string.h>

#define CONFIG_BYTES_MAX (64UL * 1024)

/* ---- each setting's reader ---- */

struct place {
    const char *path, *key, *value;
    int line;
};

static int read_organisation(const struct place *place, struct site_config *config)
{
    config->organisation = place->value;
    return 0;
}

static int read_contact(const struct place *place, struct site_config *config)
{
    config->contact = place->value;
    return 0;
}

static int read_listen(const struct place *place, struct site_config *config)
{
    struct address address;
    if (address_parse(place->value, &address) != 0)
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not an address and a port such as 127.0.0.1:8420",
                    place->path, place->line, place->key, place->value);
    config->listen = place->value;
    return 0;
}

static bool is_host(const char *host)
{
    for (const char *at = host; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7f || strchr("/?#\"'<>\\", *at))
            return false;
    return *host;
}

static int read_public_address(const struct place *place, struct site_config *config)
{
    const char *value = place->value;
    const char *host = text_starts(value, "https://") ? value + 8 : text_starts(value, "http://") ? value + 7 : "";
    if (!is_host(host))
        return fail(FAIL_INPUT,
                    "%s, line %d: '%s' is '%s', not https:// and a host, without anything after it, such as "
                    "https://trappa.example.se",
                    place->path, place->line, place->key, value);
    config->public_address = value;
    return 0;
}

static int read_trusted_proxy(const struct place *place, struct site_config *config)
{
    if (!address_is_ip(place->value))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not an IP address such as 127.0.0.1", place->path,
                    place->line, place->key, place->value);
    config->trusted_proxy = place->value;
    return 0;
}

static int read_workers(const struct place *place, struct site_config *config)
{
    int64_t workers;
    if (!text_to_number(place->value, 1, SITE_WORKERS_MAX, &workers))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not a number from 1 to %d", place->path, place->line,
                    place->key, place->value, SITE_WORKERS_MAX);
    config->workers = (int)workers;
    return 0;
}

static int path_check(const struct place *place)
{
    if (place->value[0] == '/')
        return 0;
    return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not a path that begins with /", place->path, place->line,
                place->key, place->value);
}

static int read_plugin_folder(const struct place *place, struct site_config *config)
{
    size_t count = 0;
    TRY(path_check(place));
    while (config->plugin_folders[count])
        count++;
    if (count + 1 == SITE_PLUGIN_FOLDERS_MAX)
        return fail(FAIL_INPUT, "%s, line %d: '%s' names more than %d folders", place->path, place->line, place->key,
                    SITE_PLUGIN_FOLDERS_MAX - 1);
    config->plugin_folders[count] = place->value;
    return 0;
}

static int read_mail_server(const struct place *place, struct site_config *config)
{
    const char *value = place->value;
    const char *host = text_starts(value, "smtp://") ? value + 7 : text_starts(value, "smtps://") ? value + 8 : "";
    if (!is_host(host) || strchr(host, '@'))
        return fail(FAIL_INPUT,
                    "%s, line %d: '%s' is '%s', not smtp:// or smtps:// and a host, such as "
                    "smtp://mail.example.se:587",
                    place->path, place->line, place->key, value);
    config->mail_server = value;
    return 0;
}

static int read_mail_from(const struct place *place, struct site_config *config)
{
    if (!mime_is_address(place->value))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not an address such as trappa@example.se", place->path,
                    place->line, place->key, place->value);
    config->mail_from = place->value;
    return 0;
}

static int read_mail_login(const struct place *place, struct site_config *config)
{
    TRY(path_check(place));
    config->mail_login = place->value;
    return 0;
}

static int read_mail_ca(const struct place *place, struct site_config *config)
{
    TRY(path_check(place));
    config->mail_ca = place->value;
    return 0;
}

static int read_layer_login(const struct place *place, struct site_config *config)
{
    TRY(path_check(place));
    config->layer_login = place->value;
    return 0;
}

static int read_git_push_bytes(const struct place *place, struct site_config *config)
{
    if (!text_to_number(place->value, 1024, SITE_GIT_PUSH_BYTES_MAX, &config->git_push_bytes))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not a number of bytes from 1024 to %lld", place->path,
                    place->line, place->key, place->value, SITE_GIT_PUSH_BYTES_MAX);
    return 0;
}

static int read_mentor_programme(const struct place *place, struct site_config *config)
{
    if (!text_is_id(place->value))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', not the id of a programme such as mentor", place->path,
                    place->line, place->key, place->value);
    config->mentor_programme = place->value;
    return 0;
}

static int bool_read(const struct place *place, bool *ret_value)
{
    if (!text_equal(place->value, "true") && !text_equal(place->value, "false"))
        return fail(FAIL_INPUT, "%s, line %d: '%s' is '%s', neither true nor false", place->path, place->line,
                    place->key, place->value);
    *ret_value = text_equal(place->value, "true");
    return 0;
}

static int read_demo(const struct place *place, struct site_config *config)
{
    return bool_read(place, &config->is_demo);
}

static int read_own_plugins(const struct place *place, struct site_config *config)
{
    return bool_read(place, &config->has_own_plugins);
}

static const struct setting {
    const char *key;
    int (*read)(const struct place *place, struct site_config *config);
} settings[] = {
    {"organisation", read_organisation},
    {"contact", read_contact},
    {"listen", read_listen},
    {"public-address", read_public_address},
    {"trusted-proxy", read_trusted_proxy},
    {"workers", read_workers},
    {"own-plugins", read_own_plugins},
    {"plugin-folder", read_plugin_folder},
    {"mentor-programme", read_mentor_programme},
    {"mail-server", read_mail_server},
    {"mail-from", read_mail_from},
    {"mail-login", read_mail_login},
    {"mail-ca", read_mail_ca},
    {"layer-login", read_layer_login},
    {"git-push-bytes", read_git_push_bytes},
    {"demo", read_demo},
};

static int fail_unknown(const char *path, const struct yaml_node *node)
{
    const char *names[COUNT_OF(settings)];
    for (size_t i = 0; i < COUNT_OF(settings); i++)
        names[i] = settings[i].key;
    const char *nearest = text_nearest(node->key, names, COUNT_OF(names));
    if (nearest)
        return fail(FAIL_INPUT, "%s, line %d: '%s' is no setting; did you mean '%s'?", path, node->key_line, node->key,
                    nearest);
    return fail(FAIL_INPUT, "%s, line %d: '%s' is no setting", path, node->key_line, node->key);
}

/* `plugins:` has a mapping for each plugin id, whose keys only the plugin knows. */
static int plugin_settings_read(const char *path, const struct yaml_node *node, struct arena *arena,
                                struct site_config *config)
{
    for (const struct yaml_node *plugin = node->first; plugin; plugin = plugin->next) {
        if (plugin->kind != YAML_MAPPING)
            return fail(FAIL_INPUT, "%s, line %d: a plugin's settings are written as 'key: value' below its id", path,
                        plugin->line);
        for (const struct yaml_node *value = plugin->first; value; value = value->next) {
            struct site_plugin_setting *setting = arena_zeroed(arena, sizeof *setting);
            if (value->kind != YAML_SCALAR)
                return fail(FAIL_INPUT, "%s, line %d: '%s' takes one value, not a list or a group", path, value->line,
                            value->key);
            *setting = (struct site_plugin_setting){plugin->key, value->key, value->value, config->plugin_settings};
            config->plugin_settings = setting;
        }
    }
    return 0;
}

static int list_read(const char *path, const struct yaml_node *node, const struct setting *setting,
                     struct site_config *config)
{
    for (const struct yaml_node *one = node->first; one; one = one->next) {
        if (one->kind != YAML_SCALAR)
            return fail(FAIL_INPUT, "%s, line %d: '%s' takes a list of single values", path, one->line, node->key);
        TRY(setting->read(&(struct place){path, node->key, one->value, one->line}, config));
    }
    return 0;
}

static int setting_read(const char *path, const struct yaml_node *node, struct site_config *config)
{
    const struct setting *setting = NULL;
    for (size_t i = 0; i < COUNT_OF(settings); i++)
        if (text_equal(settings[i].key, node->key))
            setting = &settings[i];
    if (!setting)
        return fail_unknown(path, node);
    if (yaml_is_null(node))
        return 0;                                                           /* like an absent setting */
    if (setting->read == read_plugin_folder && node->kind == YAML_SEQUENCE) /* the only one that takes several */
        return list_read(path, node, setting, config);
    if (node->kind != YAML_SCALAR)
        return fail(FAIL_INPUT, "%s, line %d: '%s' takes one value, not a list or a group", path, node->line,
                    node->key);
    return setting->read(&(struct place){path, node->key, node->value, node->line}, config);
}

static const struct site_config defaults = {.organisation = "",
                                            .contact = "",
                                            .listen = SITE_LISTEN_DEFAULT,
                                            .workers = SITE_WORKERS_DEFAULT,
                                            .has_own_plugins = true,
                                            .git_push_bytes = SITE_GIT_PUSH_BYTES};

int site_config_parse(const char *path, const struct text *text, struct arena *arena, struct site_config *ret_config)
{
    struct site_config config = defaults;
    const struct yaml_node *root = NULL;
    struct yaml_place place = {0};
    struct yaml_source source = {.bytes = text_string(text), .length = text->length, .nodes_most = 200};
    (void)unicode_compose_bytes(arena, source.bytes, source.length, &source.bytes, &source.length);
    int result = yaml_parse(&source, arena, &root, &place);
    if (result != 0) {
        const char *problem = arena_copy_string(arena, fail_sentence());
        return fail((enum fail_code)result, "%s, line %d: %s", path, place.line, problem);
    }
    if (root->kind != YAML_MAPPING)
        return fail(FAIL_INPUT, "%s, line %d: settings are written as 'key: value'", path, root->line);
    for (const struct yaml_node *node = root->first; node; node = node->next)
        if (text_equal(node->key, "plugins") && node->kind == YAML_MAPPING)
            TRY(plugin_settings_read(path, node, arena, &config));
        else
            TRY(setting_read(path, node, &config));
    *ret_config = config;
    return 0;
}

/* Else the plugins in it would be missed by nobody: what they ask would count as answered. */
static int plugin_folders_check(const char *path, const struct site_config *config)
{
    for (size_t i = 0; config->plugin_folders[i]; i++)
        if (!file_is_folder(config->plugin_folders[i]))
            return fail(FAIL_INPUT, "%s: 'plugin-folder' names %s, and there is no such folder", path,
                        config->plugin_folders[i]);
    return 0;
}

int site_config_read(const char *folder, struct arena *arena, struct site_config *ret_config)
{
    struct site_config config = defaults;
    const char *path = file_join(arena, folder, "trappa.yaml");
    CLEANUP(text_finish) struct text text = TEXT(CONFIG_BYTES_MAX);
    if (file_exists(path)) {
        TRY(file_read(path, &text));
        TRY(site_config_parse(path, &text, arena, &config));
        TRY(plugin_folders_check(path, &config));
    }
    *ret_config = config;
    return 0;
}
