/* `trappa unit ...`: the organisation as a tree. */
#include "domain/people/unit.h"

#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

static int command_unit_add(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return unit_add(site->records, &actor, invocation_word(invocation, 0), invocation_option(invocation, "name"),
                    invocation_option(invocation, "parent"));
}

static const char *id_of_key(const struct unit *units, size_t count, int64_t key)
{
    for (size_t i = 0; i < count; i++)
        if (units[i].key == key)
            return units[i].id;
    return NULL;
}

static void list_json(struct text *text, const struct unit *units, size_t count)
{
    struct json json = JSON(text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_string(&json, "id", units[i].id);
        json_put_string(&json, "name", units[i].name);
        json_put_string(&json, "parent", id_of_key(units, count, units[i].parent_key));
        json_end(&json);
    }
    json_end(&json);
}

/* The units under `parent`, each with those below it, indented. */
static void list_below(struct text *text, const struct unit *units, size_t count, int64_t parent_key, int depth)
{
    for (size_t i = 0; i < count; i++)
        if (units[i].parent_key == parent_key) {
            text_addf(text, "%*s%s  %s\n", 2 * depth, "", units[i].id, units[i].name);
            list_below(text, units, count, units[i].key, depth + 1);
        }
}

static int command_unit_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct actor actor;
    struct unit *units;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(unit_list(site->records, invocation->arena, &units, &count));
    if (invocation_has(invocation, "json")) {
        list_json(&text, units, count);
        return print_json(&text);
    }
    list_below(&text, units, count, 0, 0);
    return print_text(&text);
}

static const struct command commands[] = {
    {"unit add", "ID --name TEXT [--parent ID] [--by PERSON]", N_("Adds a unit of the organisation"), command_unit_add},
    {"unit list", "[--json]", N_("Lists the units"), command_unit_list},
};
const struct command_table unit_commands = COMMAND_TABLE(commands);
