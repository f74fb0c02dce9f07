/* The kinds of offers, and the checks of their fields before any of the plugin's code runs; see plugin.h. */
#include "host/plugin.h"

#include "base/catalogue.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/curriculum.h"
#include "domain/people/person.h"

#include <stddef.h>
#include <string.h>
#include <trappa/block.h>
#include <trappa/check.h>
#include <trappa/command.h>
#include <trappa/job.h>
#include <trappa/listener.h>
#include <trappa/migration.h>
#include <trappa/personal.h>
#include <trappa/report.h>
#include <trappa/route.h>
#include <trappa/step_kind.h>
#include <trappa/text.h>

#define FIELDS_MAX 23

static int fail_empty(const char *kind, const char *name)
{
    return fail(FAIL_INPUT, "%s '%s': something that must be there is NULL", kind, name ? name : "");
}

/* Whether `name` is the plugin's id, or begins with it and `between`. */
static bool begins_with_id(const struct trappa_plugin *descriptor, const char *name, char between)
{
    size_t length = strlen(descriptor->id);
    return strncmp(name, descriptor->id, length) == 0 && (!name[length] || name[length] == between);
}

int plugin_roles(const char *words, unsigned *ret_roles)
{
    if (text_equal(words, "signed-in")) {
        *ret_roles = PLUGIN_SIGNED_IN;
        return 0;
    }
    return roles_parse(words, ret_roles);
}

static int command_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_command_1 *command = item;
    if (!command->name || !command->arguments || !command->help || !command->run)
        return fail_empty("command", command->name);
    if (!begins_with_id(descriptor, command->name, ' '))
        return fail(FAIL_INPUT, "command '%s': does not begin with the plugin's id '%s'", command->name,
                    descriptor->id);
    return 0;
}

static int route_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_route_1 *route = item;
    unsigned roles;
    size_t segments = 0, fields = 0;
    if (!route->method || !route->path || !route->title || !route->roles || !route->handle)
        return fail_empty("route", route->path);
    if (!text_equal(route->method, "GET") && !text_equal(route->method, "POST"))
        return fail(FAIL_INPUT, "route '%s': its method is '%s', not GET or POST", route->path, route->method);
    if (route->path[0] != '/' || !begins_with_id(descriptor, route->path + 1, '/'))
        return fail(FAIL_INPUT, "route '%s': does not begin with /%s", route->path, descriptor->id);
    for (const char *at = route->path; (at = strchr(at, ':')); at++)
        segments++;
    while (route->fields && fields <= FIELDS_MAX && route->fields[fields])
        fields++;
    if (segments > 2 || fields > FIELDS_MAX)
        return fail(FAIL_LIMIT, "route '%s': more than two segments with ':' or more than %d fields", route->path,
                    FIELDS_MAX);
    return plugin_roles(route->roles, &roles);
}

static int listener_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_listener_1 *listener = item;
    (void)descriptor;
    return listener->kinds && listener->hear ? 0 : fail_empty("listener", listener->kinds);
}

static int job_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_job_1 *job = item;
    if (!job->kind || !job->run)
        return fail_empty("job", job->kind);
    if (!begins_with_id(descriptor, job->kind, '.') || !job->kind[strlen(descriptor->id)])
        return fail(FAIL_INPUT, "job '%s': does not begin with '%s.'", job->kind, descriptor->id);
    if (job->every_seconds < 0 || (job->scope != TRAPPA_SCOPE_NOBODY && job->scope != TRAPPA_SCOPE_EVERYBODY))
        return fail(FAIL_INPUT, "job '%s': its time or its scope is none that there is", job->kind);
    return 0;
}

/* Numbers without gaps: the nth offered migration has number n. */
static int migration_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_migration_1 *migration = item;
    int32_t n = 0;
    for (const struct trappa_offer *offer = descriptor->offers; offer->item != item; offer++)
        n += text_equal(offer->kind, TRAPPA_MIGRATION_1);
    if (!migration->name || !migration->sql)
        return fail_empty("migration", migration->name);
    if (migration->n != n + 1)
        return fail(FAIL_INPUT, "migration '%s': is number %d and must be %d", migration->name, (int)migration->n,
                    (int)n + 1);
    return 0;
}

static int code_check(const struct trappa_check_code_1 *code)
{
    if (!code->sentence || !code->hint || !code->explain)
        return fail_empty("finding", code->code);
    if (strlen(code->code) != 5 || strspn(code->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2 ||
        strspn(code->code + 2, "0123456789") != 3 || text_starts(code->code, "TR"))
        return fail(FAIL_INPUT, "finding '%s': is not two capital letters, other than TR, and three digits",
                    code->code);
    return 0;
}

static int check_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_check_1 *check = item;
    (void)descriptor;
    if (!check->codes)
        return fail_empty("check", descriptor->id);
    for (const struct trappa_check_code_1 *code = check->codes; code->code; code++)
        TRY(code_check(code));
    return 0;
}

static int report_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_report_1 *report = item;
    unsigned roles;
    (void)descriptor;
    if (!text_is_id(report->id ? report->id : "") || !report->title || !report->roles || !report->write)
        return fail_empty("report", report->id);
    return plugin_roles(report->roles, &roles);
}

static int catalogue_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_catalogue_1 *catalogue = item;
    (void)descriptor;
    if (!catalogue->language || !catalogue->bytes)
        return fail_empty("catalogue", catalogue->language);
    return catalogue_inspect(&(struct catalogue){catalogue->bytes, catalogue->length});
}

static bool is_word(const char *word)
{
    size_t length = word ? strlen(word) : 0;
    return length > 0 && length <= 32 && strspn(word, "abcdefghijklmnopqrstuvwxyz-") == length;
}

static int block_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_block_1 *block = item;
    (void)descriptor;
    if (!block->name || !block->find || !block->show)
        return fail_empty("block", block->name);
    return is_word(block->name) ? 0 : fail(FAIL_INPUT, "block '%s': is not of a-z and -, at most 32", block->name);
}

/* Whether it is a name of a table or a column that can be put into SQL unquoted. */
static bool is_name(const char *name)
{
    return name && *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static bool is_own_table(const struct trappa_plugin *descriptor, const char *table)
{
    size_t length = strlen(descriptor->id);
    for (size_t i = 0; i < length; i++)
        if (table[i] != (descriptor->id[i] == '-' ? '_' : descriptor->id[i]))
            return false;
    return table[length] == '_';
}

static int personal_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_personal_1 *personal = item;
    if (!is_name(personal->table) || !is_name(personal->person))
        return fail_empty("personal", personal->table);
    if (!is_own_table(descriptor, personal->table))
        return fail(FAIL_INPUT, "personal '%s': is no table of its own", personal->table);
    for (size_t i = 0; personal->erased && personal->erased[i]; i++)
        if (!is_name(personal->erased[i]))
            return fail(FAIL_INPUT, "personal '%s': '%s' is no name of a column", personal->table, personal->erased[i]);
    return 0;
}

static int step_kind_check(const struct trappa_plugin *descriptor, const void *item)
{
    const struct trappa_step_kind_1 *kind = item;
    enum step_kind known;
    (void)descriptor;
    if (!kind->word || !kind->title)
        return fail_empty("step kind", kind->word);
    if (!is_word(kind->word))
        return fail(FAIL_INPUT, "step kind '%s': is not of a-z and -, at most 32", kind->word);
    if (step_kind_parse(kind->word, &known) && known < STEP_KIND_MORE)
        return fail(FAIL_RULE, "step kind '%s': is a word of Trappa's own", kind->word);
    return 0;
}

#define NAMED(id, name, field, check)                                                                                  \
    {                                                                                                                  \
        id, sizeof(struct trappa_##name), check, offsetof(struct trappa_##name, field)                                 \
    }
const struct offer_kind offer_kinds[] = {
    NAMED(TRAPPA_BLOCK_1, block_1, name, block_check),
    {TRAPPA_CATALOGUE_1, sizeof(struct trappa_catalogue_1), catalogue_check, 0},
    {TRAPPA_CHECK_1, sizeof(struct trappa_check_1), check_check, 0},
    NAMED(TRAPPA_COMMAND_1, command_1, name, command_check),
    NAMED(TRAPPA_JOB_1, job_1, kind, job_check),
    {TRAPPA_LISTENER_1, sizeof(struct trappa_listener_1), listener_check, 0},
    NAMED(TRAPPA_MIGRATION_1, migration_1, name, migration_check),
    NAMED(TRAPPA_PERSONAL_1, personal_1, table, personal_check),
    NAMED(TRAPPA_REPORT_1, report_1, id, report_check),
    NAMED(TRAPPA_ROUTE_1, route_1, path, route_check),
    NAMED(TRAPPA_STEP_KIND_1, step_kind_1, word, step_kind_check),
    {NULL, 0, NULL, 0},
};

const struct offer_kind *offer_kind_find(const char *id)
{
    for (const struct offer_kind *kind = offer_kinds; kind->id; kind++)
        if (text_equal(kind->id, id))
            return kind;
    return NULL;
}
