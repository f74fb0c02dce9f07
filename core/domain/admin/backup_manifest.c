/* Writes and reads the manifest of a backup: a few lines of YAML that a person can read too. */
#include "domain/admin/backup_manifest.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/yaml.h"

#include <string.h>

void backup_manifest_write(const struct backup *backup, struct text *into)
{
    char made[INSTANT_TEXT_BYTES];
    text_add(into, "# A backup of Trappa, to be restored as a whole.\n");
    text_addf(into, "format: %d\nprogram: \"%s\"\nmade: \"%s\"\n", BACKUP_FORMAT, TRAPPA_VERSION,
              instant_format(backup->at, made));
    text_addf(into, "head: %s\n", backup->head);
    text_addf(into, "events: %lld\nschema: %d\nat: %lld\n", (long long)backup->events, backup->schema,
              (long long)backup->at);
    text_addf(into, "files: %lld\nbytes: %lld\n", (long long)backup->files, (long long)backup->bytes);
}

static int number_of(const struct yaml_node *root, const char *key, int64_t *ret_number)
{
    const char *value = yaml_value(yaml_get(root, key));
    if (!value || !text_to_number(value, 0, INT64_MAX, ret_number))
        return fail(FAIL_INPUT, "'%s' is missing or no number", key);
    return 0;
}

static int head_of(const struct yaml_node *root, char ret_head[SECRET_HEX_BYTES])
{
    const char *head = yaml_value(yaml_get(root, "head"));
    if (!head || strlen(head) != SECRET_HEX_BYTES - 1 || head[strspn(head, "0123456789abcdef")])
        return fail(FAIL_INPUT, "'%s' is missing or no hash", "head");
    memcpy(ret_head, head, SECRET_HEX_BYTES);
    return 0;
}

static int fields_read(const struct yaml_node *root, struct backup *backup)
{
    int64_t format = 0, schema = 0;
    TRY(number_of(root, "format", &format));
    if (format != BACKUP_FORMAT)
        return fail(FAIL_INPUT, "its format is %lld, this program knows %d", (long long)format, BACKUP_FORMAT);
    TRY(number_of(root, "schema", &schema));
    TRY(number_of(root, "events", &backup->events));
    TRY(number_of(root, "at", &backup->at));
    TRY(number_of(root, "files", &backup->files));
    TRY(number_of(root, "bytes", &backup->bytes));
    backup->schema = schema > INT32_MAX ? INT32_MAX : (int)schema;
    return head_of(root, backup->head);
}

int backup_manifest_read(const char *path, const struct text *text, struct backup *ret_backup)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct yaml_node *root = NULL;
    struct yaml_place place;
    struct backup backup = {0};
    struct yaml_source source = {.bytes = text_string(text), .length = text->length, .nodes_most = 100};
    int result = yaml_parse(&source, &arena, &root, &place);
    if (result == 0)
        result = fields_read(root, &backup);
    if (result != 0) {
        const char *problem = arena_copy_string(&arena, fail_sentence());
        return fail(FAIL_INPUT, "%s: no backup of Trappa that can be read: %s: %s", path, BACKUP_MANIFEST, problem);
    }
    *ret_backup = backup;
    return 0;
}
