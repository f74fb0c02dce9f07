/* `trappa curriculum layers` and `curriculum layer ...`: where the curriculum comes from. */
#include "domain/publish/layer.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#define OUTPUT_BYTES_MAX (1024UL * 1024)

static struct layer_new layer_given(const struct invocation *invocation)
{
    return (struct layer_new){.name = invocation_word(invocation, 0),
                              .where = invocation_word(invocation, 1),
                              .ref = invocation_option(invocation, "ref")};
}

static int command_curriculum_layer_add(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct layer_new layer = layer_given(invocation);
    TRY(command_open_site(invocation, &site, &actor));
    return layer_add(site->records, &actor, &layer);
}

static int command_curriculum_layer_set(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct layer_new layer = layer_given(invocation);
    TRY(command_open_site(invocation, &site, &actor));
    return layer_set(site->records, &actor, &layer);
}

static int command_curriculum_layer_remove(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return layer_remove(site->records, &actor, invocation_word(invocation, 0));
}

static void layer_put_json(struct json *json, const struct layer_source *layer, const char *source)
{
    json_object(json);
    json_put_string(json, "name", layer->name);
    json_put_string(json, "kind", layer->kind);
    json_put_string(json, "source", source);
    json_put_string(json, "ref", layer->ref);
    json_end(json);
}

static int command_curriculum_layers(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct actor actor;
    struct layer_source *layers = NULL;
    struct json json = JSON(&text);
    size_t count = 0;
    bool is_json = invocation_has(invocation, "json");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(layer_list(site->records, invocation->arena, &layers, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++) {
        const char *source = layer_source_shown(&layers[i], invocation->arena);
        if (is_json)
            layer_put_json(&json, &layers[i], source);
        else
            text_addf(&text, "%-16s %-10s %s %s\n", layers[i].name, layers[i].kind, source,
                      layers[i].ref ? layers[i].ref : "");
    }
    if (is_json)
        json_end(&json);
    if (is_json)
        return print_json(&text);
    return print_text(&text);
}

static const struct command commands[] = {
    {"curriculum layers", "[--json]", N_("Lists the layers, base first"), command_curriculum_layers},
    {"curriculum layer add", "NAME URL|DIR [--ref REF]", N_("Adds a layer above those there are"),
     command_curriculum_layer_add},
    {"curriculum layer set", "NAME [URL|DIR] [--ref REF]",
     N_("Says anew where a layer comes from; its text is fetched and checked first"), command_curriculum_layer_set},
    {"curriculum layer remove", "NAME", N_("Takes a layer away; the next publish is without it"),
     command_curriculum_layer_remove},
};
const struct command_table layer_commands = COMMAND_TABLE(commands);
