/* `trappa unit ...`: the organisation as a tree. */
#include "domain/people/unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/unit_change.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#define PEOPLE_NAMED_MAX 50

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
        json_put_day(&json, "closed", units[i].closed_on);
        json_end(&json);
    }
    json_end(&json);
}

struct unit_tree {
    const struct invocation *invocation;
    const struct unit *units;
    size_t count;
    struct text *text;
};

/* The units under `parent`, each with those below it, indented. */
static void list_below(const struct unit_tree *tree, int64_t parent_key, int depth)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct unit *unit = &tree->units[i];
        char closed[DAY_TEXT_BYTES];
        if (unit->parent_key != parent_key)
            continue;
        text_addf(tree->text, "%*s%s  %s", 2 * depth, "", unit->id, unit->name);
        if (unit->closed_on != DAY_NONE)
            text_addf(tree->text, "  (%s: %s)", invocation_translate(tree->invocation, N_("closed")),
                      day_format(unit->closed_on, closed));
        text_add_char(tree->text, '\n');
        list_below(tree, unit->key, depth + 1);
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
    list_below(&(struct unit_tree){invocation, units, count, &text}, 0, 0);
    return print_text(&text);
}

/* ---- changing ---- */

static void impact_json(const struct invocation *invocation, const struct unit_impact *impact, struct text *text)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_string(&json, "unit", impact->after.id);
    json_put_bool(&json, "changed", impact->is_changed);
    json_put_bool(&json, "applied", impact->is_changed && !invocation_has(invocation, "dry-run"));
    json_put_string(&json, "name_before", impact->before.name);
    json_put_string(&json, "name", impact->after.name);
    json_put_string(&json, "parent_before", impact->parent_before);
    json_put_string(&json, "parent", impact->parent_after);
    json_put_day(&json, "closed", impact->after.closed_on);
    json_key(&json, "people");
    json_array(&json);
    for (size_t i = 0; i < impact->people.count; i++)
        json_string(&json, impact->people.items[i].id);
    json_end(&json);
    json_key(&json, "managers");
    json_array(&json);
    for (size_t i = 0; i < impact->sight_count; i++) {
        json_object(&json);
        json_put_string(&json, "manager", impact->sights[i].manager.id);
        json_put_string(&json, "name", impact->sights[i].manager.name);
        json_put_number(&json, "before", (int64_t)impact->sights[i].before);
        json_put_number(&json, "after", (int64_t)impact->sights[i].after);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
}

static void impact_line(const struct invocation *invocation, const struct unit_impact *impact)
{
    const char *id = impact->after.id, *top = invocation_translate(invocation, N_("the top"));
    if (!impact->is_changed)
        command_print_line(invocation, N_("%s: is so already; nothing changes"), id);
    else if (impact->before.closed_on != impact->after.closed_on)
        command_print_line(invocation,
                           impact->after.closed_on == DAY_NONE ? N_("%s: is open again") : N_("%s: is closed"), id);
    else if (impact->before.parent_key != impact->after.parent_key)
        command_print_line(invocation, N_("%s: moves from %s to %s"), id,
                           impact->parent_before ? impact->parent_before : top,
                           impact->parent_after ? impact->parent_after : top);
    else
        command_print_line(invocation, N_("%s: the name '%s' becomes '%s'"), id, impact->before.name,
                           impact->after.name);
}

static void people_line(const struct invocation *invocation, const struct people *people)
{
    const char *ids = "";
    for (size_t i = 0; i < people->count && i < PEOPLE_NAMED_MAX; i++)
        ids = arena_format(invocation->arena, "%s%s%s", ids, i ? ", " : "", people->items[i].id);
    command_print_line(invocation, N_("People in the unit and below: %d"), (int)people->count);
    if (people->count)
        command_print_line(invocation, "    %s%s", ids, people->count > PEOPLE_NAMED_MAX ? ", ..." : "");
}

static void impact_text(const struct invocation *invocation, const struct unit_impact *impact)
{
    impact_line(invocation, impact);
    if (!impact->is_changed)
        return;
    people_line(invocation, &impact->people);
    for (size_t i = 0; i < impact->sight_count; i++) {
        const struct unit_sight *sight = &impact->sights[i];
        command_print_line(invocation, N_("As their manager, %s (%s) sees of them: %d before, %d after"),
                           sight->manager.name, sight->manager.id ? sight->manager.id : "-", (int)sight->before,
                           (int)sight->after);
    }
    if (!impact->sight_count)
        command_print_line(invocation, N_("Every manager sees whom they saw before."));
    if (invocation_has(invocation, "dry-run"))
        command_print_line(invocation, N_("Nothing has been written (--dry-run)."));
}

static int unit_change(const struct invocation *invocation, struct unit_change change)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct unit_impact impact;
    struct actor actor;
    change.is_preview = invocation_has(invocation, "dry-run");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(unit_set(site->records, &actor, invocation_word(invocation, 0), &change, invocation->arena, &impact));
    if (invocation_has(invocation, "json")) {
        impact_json(invocation, &impact, &text);
        return print_json(&text);
    }
    impact_text(invocation, &impact);
    return 0;
}

static int command_unit_set(const struct invocation *invocation)
{
    return unit_change(invocation, (struct unit_change){.name = invocation_option(invocation, "name")});
}

static int command_unit_move(const struct invocation *invocation)
{
    const char *to = invocation_option(invocation, "to");
    if (!to == !invocation_has(invocation, "top"))
        return fail(FAIL_USAGE, "unit move: say where: --to UNIT or --top");
    return unit_change(invocation, (struct unit_change){.parent = to ? to : ""});
}

static int command_unit_close(const struct invocation *invocation)
{
    return unit_change(invocation, (struct unit_change){.is_closed = &(const bool){true}});
}

static int command_unit_open(const struct invocation *invocation)
{
    return unit_change(invocation, (struct unit_change){.is_closed = &(const bool){false}});
}

static const struct command commands[] = {
    {"unit add", "ID --name TEXT [--parent ID] [--by PERSON]", N_("Adds a unit of the organisation"), command_unit_add},
    {"unit set", "UNIT --name TEXT [--dry-run] [--by PERSON] [--json]", N_("Gives a unit another name; its id stays"),
     command_unit_set},
    {"unit move", "UNIT [--to UNIT] [--top] [--dry-run] [--by PERSON] [--json]",
     N_("Moves a unit, with all below it, and says which managers see whom before and after"), command_unit_move},
    {"unit close", "UNIT [--dry-run] [--by PERSON] [--json]",
     N_("Closes a unit where nobody works any more; what happened there stays"), command_unit_close},
    {"unit open", "UNIT [--dry-run] [--by PERSON] [--json]", N_("Opens a closed unit again"), command_unit_open},
    {"unit list", "[--json]", N_("Lists the units"), command_unit_list},
};
const struct command_table unit_commands = COMMAND_TABLE(commands);
