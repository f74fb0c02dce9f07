/* Adds, changes and takes away layers; see layer.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/people/access.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "io/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct query layer_count = {"layer.count", NULL, "SELECT count(*) FROM layer"};
static const struct query layer_named = {"layer.named", NULL, "SELECT count(*) FROM layer WHERE name = ?1"};
static const struct query layer_insert = {"layer.insert", "layer",
                                          "INSERT INTO layer (name, position, source, kind, ref) VALUES (?1, (SELECT "
                                          "coalesce(max(position), 0) + 1 FROM layer), ?2, ?3, ?4) RETURNING *"};
static const struct query layer_update = {"layer.update", "layer",
                                          "UPDATE layer SET source = ?2, kind = ?3, ref = ?4 WHERE name = ?1"
                                          " RETURNING *"};
static const struct query layer_owned = {"layer.owned", "layer",
                                         "UPDATE layer SET own_since = ?2 WHERE name = ?1 AND own_since IS NULL"
                                         " RETURNING *"};
static const struct query layer_lift = {"layer.lift", "layer",
                                        "UPDATE layer SET position = position + 1000 RETURNING *"};
static const struct query layer_place = {"layer.place", "layer",
                                         "UPDATE layer SET position = ?2 WHERE name = ?1 RETURNING *"};
static const struct query layer_delete = {"layer.delete", "layer", "DELETE FROM layer WHERE name = ?1 RETURNING *"};

/* ---- where it is ---- */

int layer_address_check(const char *layer, const char *address)
{
    const char *host = address + strlen("https://");
    size_t length = strcspn(host, "/");
    for (const char *at = address; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7f)
            return fail(FAIL_INPUT, "layer '%s': its address has a blank or a control character in it", layer);
    if (memchr(host, '@', length))
        return fail_at(FAIL_INPUT, REASON_LOGIN_IN_ADDRESS, NULL,
                       "layer '%s': its address holds a user or a password, which everybody would see", layer);
    if (strpbrk(address, "?#"))
        return fail(FAIL_INPUT, "layer '%s': its address has '?' or '#' in it, which names no repository", layer);
    if (!length)
        return fail(FAIL_INPUT, "layer '%s': its address names no server", layer);
    return 0;
}

const char *layer_source_shown(const struct layer_source *layer, struct arena *arena)
{
    const char *host = layer->source + strlen("https://");
    if (!text_starts(layer->source, "https://"))
        return layer->source;
    const char *at = memrchr(host, '@', strcspn(host, "/"));
    return at ? arena_format(arena, "https://***%s", at) : layer->source;
}

static int folder_describe(const struct layer_new *new, struct arena *arena, struct layer_source *ret_layer)
{
    bool is_root = false;
    if (!file_is_folder(new->where))
        return fail(FAIL_NOT_FOUND, "layer '%s': '%s' is no folder and no https address", new->name, new->where);
    char *absolute = realpath(new->where, NULL);
    if (!absolute)
        return fail(FAIL_SYSTEM, "layer '%s': %s: %s", new->name, new->where, strerror(errno));
    ret_layer->source = arena_copy_string(arena, absolute);
    memory_free(absolute);
    TRY(git_store_look(ret_layer->source, &is_root));
    ret_layer->kind = is_root ? "repository" : "folder";
    if (new->ref && text_equal(ret_layer->kind, "folder"))
        return fail_at(FAIL_RULE, REASON_NO_BRANCHES, "ref",
                       "layer '%s': '%s' is a plain folder, which has no branches", new->name, new->where);
    return 0;
}

static int layer_describe(const struct layer_new *new, struct arena *arena, struct layer_source *ret_layer)
{
    *ret_layer = (struct layer_source){.name = new->name, .source = new->where, .kind = "remote", .ref = new->ref};
    if (!text_is_id(new->name))
        return fail(FAIL_INPUT, "layer '%s': a name has 1 to 64 of a-z, 0-9 and '-'", new->name);
    if (text_starts(new->where, "https://"))
        return layer_address_check(new->name, new->where);
    if (strstr(new->where, "://")) /* which may hold a password */
        return fail(FAIL_INPUT, "layer '%s': its address begins with something else than https://", new->name);
    return folder_describe(new, arena, ret_layer);
}

/* ---- looking before it is written ---- */

static int fail_of_check(const char *layer, const struct findings *findings)
{
    const struct finding *first = NULL;
    size_t count = 0, length = strlen(layer);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->kind->severity != FINDING_ERROR || strncmp(finding->place.path, layer, length) != 0 ||
            finding->place.path[length] != '/')
            continue;
        first = first ? first : finding;
        count++;
    }
    if (!count)
        return 0;
    return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL,
                   "layer '%s': the check finds %zu errors in it, the first in %s, line %d", layer, count,
                   first->place.path + length + 1, first->place.line ? first->place.line : 1);
}

/* Brings the layer and checks it above, or in, the stack that there is; takes away what it brought in vain. */
static int layer_look(struct records *records, const struct layer_source *layer, bool may_have_errors)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    CLEANUP(memory_free_at) char *path = memory_format("%s/layers/%s.git", records_folder(records), layer->name);
    bool was_there = file_exists(path);
    int result = publish_check_layer(records, layer, &publication);
    if (result == 0 && !may_have_errors)
        result = fail_of_check(layer->name, &publication.check.findings);
    if (result != 0 && !was_there)
        (void)file_remove_tree(path); /* else it remains, unused */
    return result;
}

/* ---- writing ---- */

int layer_find(struct records *records, const char *name, struct arena *arena, struct layer_source *ret_layer)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, arena, &layers, &count));
    for (size_t i = 0; i < count; i++)
        if (text_equal(layers[i].name, name)) {
            *ret_layer = layers[i];
            return 0;
        }
    return fail(FAIL_NOT_FOUND, "layer '%s': no such layer", name);
}

static int room_check(struct records *records, const struct layer_source *layer)
{
    int64_t taken = 0, count = 0;
    TRY(records_number(records, &layer_named, BIND(value_text(layer->name)), 0, &taken));
    TRY(records_number(records, &layer_count, BIND_NOTHING, 0, &count));
    if (taken)
        return fail(FAIL_RULE, "layer '%s': there is a layer of that name", layer->name);
    if (count >= LAYERS_MAX)
        return fail(FAIL_RULE, "layer '%s': there are %d layers already, which is the most", layer->name, LAYERS_MAX);
    return 0;
}

static int insert_write(struct records *records, const struct layer_source *layer)
{
    TRY(room_check(records, layer));
    return records_write(
        records, &layer_insert,
        BIND(value_text(layer->name), value_text(layer->source), value_text(layer->kind), value_text(layer->ref)),
        NULL);
}

static int update_write(struct records *records, const struct layer_source *layer)
{
    int64_t key = 0;
    TRY(records_number(records, &layer_named, BIND(value_text(layer->name)), 0, &key));
    if (!key)
        return fail(FAIL_NOT_FOUND, "layer '%s': no such layer", layer->name);
    return records_write(
        records, &layer_update,
        BIND(value_text(layer->name), value_text(layer->source), value_text(layer->kind), value_text(layer->ref)),
        NULL);
}

static int delete_write(struct records *records, const struct layer_source *layer)
{
    return records_write(records, &layer_delete, BIND(value_text(layer->name)), NULL);
}

/* One change of the table, with its event; the kind of a layer is among its data where there is one. */
static int change(struct records *records, const struct layer_source *layer,
                  int (*write)(struct records *records, const struct layer_source *layer), struct event event)
{
    CLEANUP(text_finish) struct text data = TEXT(16 * 1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "layer", layer->name);
    if (write != delete_write)
        json_put_string(&json, "kind", layer->kind);
    json_end(&json);
    event.data = text_string(&data);
    TRY(records_begin(records));
    return records_end(records, write(records, layer), &event);
}

int layer_add(struct records *records, const struct actor *actor, const struct layer_new *new)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct layer_source layer;
    TRY(access_check_site(actor, SITE_RUN));
    TRY(layer_describe(new, &arena, &layer));
    TRY(room_check(records, &layer));
    TRY(layer_look(records, &layer, new->may_have_errors));
    return change(records, &layer, insert_write, (struct event){.actor = actor, .kind = "layer.added"});
}

int layer_set(struct records *records, const struct actor *actor, const struct layer_new *new)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct layer_source layer;
    struct layer_new whole = *new;
    TRY(access_check_site(actor, SITE_RUN));
    TRY(layer_find(records, new->name, &arena, &layer));
    if (layer.own_since)
        return fail(FAIL_RULE,
                    "layer '%s': changes to it were accepted here, so it is its own source and comes from nowhere else",
                    layer.name);
    whole.where = new->where ? new->where : layer.source;
    whole.ref = !new->ref ? layer.ref : text_equal(new->ref, "HEAD") ? NULL : new->ref;
    TRY(layer_describe(&whole, &arena, &layer));
    TRY(layer_look(records, &layer, new->may_have_errors));
    return change(records, &layer, update_write, (struct event){.actor = actor, .kind = "layer.changed"});
}

int layer_remove(struct records *records, const struct actor *actor, const char *name)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct layer_source layer;
    TRY(access_check_site(actor, SITE_RUN));
    TRY(layer_find(records, name, &arena, &layer));
    return change(records, &layer, delete_write, (struct event){.actor = actor, .kind = "layer.removed"});
}

int layer_own(struct records *records, const char *name)
{
    return records_write(records, &layer_owned, BIND(value_text(name), value_number(clock_now())), NULL);
}

/* ---- the order of the stack ---- */

struct stacking {
    const char *names[LAYERS_MAX]; /* base first */
    size_t count;
};

static bool stacking_has(const struct stacking *stacking, const char *name)
{
    for (size_t i = 0; i < stacking->count; i++)
        if (text_equal(stacking->names[i], name))
            return true;
    return false;
}

/* The layers with `name` taken from its place and put right above `above`. */
static int stacking_make(struct records *records, const char *name, const char *above, struct arena *arena,
                         struct stacking *ret_stacking)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    struct stacking stacking = {0};
    TRY(layer_list(records, arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(layers[i].name, name))
            stacking.names[stacking.count++] = layers[i].name;
        if (text_equal(layers[i].name, above))
            stacking.names[stacking.count++] = name;
    }
    if (stacking.count != count || !stacking_has(&stacking, name))
        return fail_at(FAIL_NOT_FOUND, REASON_NONE, "above", "layer '%s': no such layer", above);
    *ret_stacking = stacking;
    return 0;
}

static int stacking_check(struct records *records, const struct stacking *stacking)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(publish_check_order(records, stacking->names, stacking->count, &publication));
    const struct findings *findings = &publication.check.findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct place *place = &findings->items[i].place;
        if (findings->items[i].kind->severity == FINDING_ERROR)
            return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, "above",
                           "the check finds %zu errors in that order, the first in %s, line %d", findings->errors,
                           place->path, place->line ? place->line : 1);
    }
    return 0;
}

/* Positions are unique at every moment, so all are lifted out of the way first. */
static int stacking_write(struct records *records, const struct stacking *stacking)
{
    TRY(records_write(records, &layer_lift, BIND_NOTHING, NULL));
    for (size_t i = 0; i < stacking->count; i++)
        TRY(records_write(records, &layer_place, BIND(value_text(stacking->names[i]), value_number((int64_t)i + 1)),
                          NULL));
    return 0;
}

int layer_raise(struct records *records, const struct actor *actor, const char *name, const char *above)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    struct stacking stacking;
    struct layer_source layer;
    TRY(access_check_site(actor, SITE_STACK));
    TRY(layer_find(records, name, &arena, &layer));
    if (text_equal(name, above))
        return fail_at(FAIL_INPUT, REASON_NONE, "above", "layer '%s': cannot stand above itself", name);
    TRY(stacking_make(records, name, above, &arena, &stacking));
    TRY(stacking_check(records, &stacking));
    json_object(&json);
    json_put_string(&json, "layer", name);
    json_put_string(&json, "above", above);
    json_end(&json);
    TRY(records_begin(records));
    return records_end(records, stacking_write(records, &stacking),
                       &(struct event){.actor = actor, .kind = "layer.moved", .data = text_string(&data)});
}
