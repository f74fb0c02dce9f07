/* `trappa curriculum layers` and `curriculum layer ...`: where the curriculum comes from. */
#include "base/clock.h"
#include "domain/publish/layer_drift.h"
#include "domain/publish/layer_status.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#define OUTPUT_BYTES_MAX (16UL * 1024 * 1024)

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
    const char *above = invocation_option(invocation, "above");
    TRY(command_open_site(invocation, &site, &actor));
    if (layer.where || layer.ref || !above)
        TRY(layer_set(site->records, &actor, &layer));
    return above ? layer_raise(site->records, &actor, layer.name, above) : 0;
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

static void status_put_json(struct json *json, const struct layer_status *status, struct arena *arena)
{
    char at[INSTANT_TEXT_BYTES];
    json_object(json);
    json_put_string(json, "name", status->source->name);
    json_put_string(json, "kind", status->source->kind);
    json_put_string(json, "source", layer_source_shown(status->source, arena));
    json_put_string(json, "ref", status->source->ref);
    json_put_string(json, "commit", *status->commit ? status->commit : NULL);
    json_put_string(json, "published", *status->published ? status->published : NULL);
    json_put_string(json, "state", layer_state_word(status->state));
    json_put_string(json, "fetched", status->fetched_at ? instant_format(status->fetched_at, at) : NULL);
    json_put_string(json, "because", status->because);
    json_put_bool(json, "own", status->source->own_since != 0);
    json_end(json);
}

static void status_add_text(struct text *text, const struct invocation *invocation, const struct layer_status *status)
{
    static const char *const said[] = {[LAYER_CURRENT] = N_("published"),
                                       [LAYER_BEHIND] = N_("not published yet"),
                                       [LAYER_UNREACHABLE] = N_("not reached")};
    text_addf(text, "%-16s %-10.10s %s  %s %s\n", status->source->name, *status->commit ? status->commit : "-",
              invocation_translate(invocation, said[status->state]),
              layer_source_shown(status->source, invocation->arena), status->source->ref ? status->source->ref : "");
    if (status->because)
        text_addf(text, "    %s\n", status->because);
}

/* Prints how all layers stand; the answer is no if `layer`, or without one any, could not be reached. */
static int statuses_print(const struct invocation *invocation, struct site *site, const char *layer)
{
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct json json = JSON(&text);
    struct layer_status *statuses;
    size_t count;
    int answer = 0;
    TRY(layer_status_list(site->records, invocation->arena, &statuses, &count));
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        status_put_json(&json, &statuses[i], invocation->arena);
        if (statuses[i].because && (!layer || text_equal(layer, statuses[i].source->name)))
            answer = COMMAND_SAYS_NO;
    }
    json_end(&json);
    if (!invocation_has(invocation, "json")) {
        text_clear(&text);
        for (size_t i = 0; i < count; i++)
            status_add_text(&text, invocation, &statuses[i]);
    }
    TRY(invocation_has(invocation, "json") ? print_json(&text) : print_text(&text));
    return answer;
}

static int command_curriculum_layer_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    int answer = statuses_print(invocation, site, NULL);
    return answer == COMMAND_SAYS_NO ? 0 : answer;
}

static int command_curriculum_layer_fetch(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *layer = invocation_word(invocation, 0);
    TRY(command_open_site(invocation, &site, &actor));
    TRY(layer_fetch(site->records, &actor, layer));
    return statuses_print(invocation, site, layer);
}

static void drift_put_json(struct json *json, const struct layer_drift *drift)
{
    json_object(json);
    json_put_string(json, "step", drift->step);
    json_put_string(json, "title", drift->title);
    json_put_string(json, "layer", drift->layer);
    json_put_string(json, "path", drift->path);
    json_put_string(json, "base_layer", drift->base);
    json_put_number(json, "based_on", drift->based_on);
    json_put_number(json, "base_revision", drift->base_revision);
    json_put_string(json, "class", change_class_word(drift->change));
    json_end(json);
}

static int command_curriculum_drift(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(OUTPUT_BYTES_MAX);
    struct json json = JSON(&text);
    struct actor actor;
    struct layer_drifts drifts;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(layer_drift_compute(site->records, &actor, invocation->arena, &drifts));
    if (!invocation_has(invocation, "json")) {
        for (size_t i = 0; i < drifts.count; i++)
            text_addf(&text, "%-32s %-16s %d -> %d %s %s\n", drifts.items[i].step, drifts.items[i].layer,
                      drifts.items[i].based_on, drifts.items[i].base_revision,
                      change_class_word(drifts.items[i].change), drifts.items[i].title);
        return print_text(&text);
    }
    json_array(&json);
    for (size_t i = 0; i < drifts.count; i++)
        drift_put_json(&json, &drifts.items[i]);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"curriculum layers", "[--json]", N_("Lists the layers, base first"), command_curriculum_layers},
    {"curriculum layer list", "[--json]",
     N_("Lists the layers, base first: where each comes from, what was fetched of it, whether it is published"),
     command_curriculum_layer_list},
    {"curriculum layer fetch", "[NAME] [--by PERSON] [--json]",
     N_("Fetches the newest state of a layer, or of all, and publishes nothing"), command_curriculum_layer_fetch},
    {"curriculum layer add", "NAME URL|DIR [--ref REF]", N_("Adds a layer above those there are"),
     command_curriculum_layer_add},
    {"curriculum layer set", "NAME [URL|DIR] [--ref REF] [--above NAME] [--by PERSON]",
     N_("Says anew where a layer comes from, or above which it stands; that is checked first"),
     command_curriculum_layer_set},
    {"curriculum layer remove", "NAME", N_("Takes a layer away; the next publish is without it"),
     command_curriculum_layer_remove},
    {"curriculum drift", "[--by PERSON] [--json]",
     N_("Lists replacements of steps whose base has got newer revisions, the weightiest changes first"),
     command_curriculum_drift},
};
const struct command_table layer_commands = COMMAND_TABLE(commands);
