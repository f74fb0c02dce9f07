/* Brings, recalls and checks a state of the layers; see publish_state.h. */
#include "domain/publish/publish_state.h"

#include "base/fail.h"
#include "domain/content/parse_cache_store.h"
#include "io/file.h"
#include "io/secret.h"

#include <string.h>

static const struct query published_commits = {"publish.commits", NULL,
                                               "SELECT commits FROM edition ORDER BY turn DESC LIMIT 1 OFFSET ?1"};
static const struct query record_like = {"edition.like", NULL,
                                         "SELECT commits FROM edition WHERE substr(id, 1, length(?1)) = ?1 LIMIT 2"};

void publish_state_finish(struct publish_state *state)
{
    for (size_t i = 0; i < state->count; i++)
        git_store_close(state->gits[i]);
    text_finish(&state->lines);
    arena_finish(&state->arena);
}

/* ---- which state ---- */

static void state_name(struct publish_state *state)
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    secret_hash_begin(&hash);
    text_clear(&state->lines);
    for (size_t i = 0; i < state->count; i++) {
        secret_hash_add_string(&hash, state->names[i]);
        secret_hash_add_string(&hash, state->commits[i]);
        text_addf(&state->lines, "%s%s %s", i ? "\n" : "", state->names[i], state->commits[i]);
    }
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, (CONTENT_EDITION_BYTES - 1) / 2, state->edition);
}

/* Opens a layer as it was published last, else as it was brought last. */
static int layer_keep(struct records *records, const char *name, struct publish_state *state, bool *ret_was_published)
{
    const char *lines = NULL;
    TRY(publish_commits(records, &state->arena, &lines));
    *ret_was_published = publish_commit_in(lines, name, state->commits[state->count]);
    if (*ret_was_published)
        return layer_open(records, name, &state->gits[state->count]);
    return layer_recall(records, name, &state->gits[state->count], state->commits[state->count]);
}

static void state_add(struct publish_state *state, const char *name)
{
    state->names[state->count++] = name;
}

static void unreached_add(struct publication *publication, struct publication_unreached unreached)
{
    unreached.layer = arena_copy_string(&publication->arena, unreached.layer);
    publication->unreached[publication->unreached_count++] = unreached;
}

/* After a failure to bring a layer. What was published of it stays; a layer of which nothing was ever had is left out;
 * neither stops the others. */
static int layer_do_without(struct records *records, const char *name, struct publish_state *state,
                            struct publication *publication)
{
    bool was_published = false;
    const char *sentence = arena_copy_string(&publication->arena, fail_sentence());
    int result = layer_keep(records, name, state, &was_published);
    if (result != 0 && was_published)
        return result;
    if (result == 0)
        state_add(state, name);
    unreached_add(publication, (struct publication_unreached){name, sentence, result != 0});
    fail_forget();
    return 0;
}

/* The newest state of every layer. A fault of our own disk is none of a layer. */
int publish_state_bring(struct records *records, struct publish_state *state, struct publication *publication)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, &state->arena, &layers, &count));
    if (!count)
        return fail_at(FAIL_RULE, REASON_NO_LAYER, NULL, "there is no layer to publish");
    for (size_t i = 0; i < count; i++) {
        const struct layer_source *layer = &layers[i];
        int result = layer_bring(records, layer, &state->gits[state->count], state->commits[state->count]);
        bool is_of_source = !text_equal(layer->kind, "folder") || !file_is_folder(layer->source);
        if (result == 0)
            state_add(state, layer->name);
        else if (is_of_source)
            TRY(layer_do_without(records, layer->name, state, publication));
        else
            return result;
    }
    if (!state->count)
        return fail(FAIL_SYSTEM, "%s", publication->unreached[0].sentence);
    state_name(state);
    return 0;
}

/* The layers of these names as they were last, in this order. */
int publish_state_keep(struct records *records, const char *const *names, size_t count, struct publish_state *state)
{
    bool was_published = false;
    for (size_t i = 0; i < count; i++)
        if (layer_keep(records, names[i], state, &was_published) == 0)
            state_add(state, arena_copy_string(&state->arena, names[i]));
    fail_forget();
    return 0;
}

/* All layers as they were last, and `layer` as it is now, in its place or on top. */
int publish_state_bring_one(struct records *records, const struct layer_source *layer, struct publish_state *state)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    bool is_brought = false, was_published = false;
    TRY(layer_list(records, &state->arena, &layers, &count));
    for (size_t i = 0; i <= count; i++) {
        bool is_this = i == count ? !is_brought : text_equal(layers[i].name, layer->name);
        if (is_this) {
            TRY(layer_bring(records, layer, &state->gits[state->count], state->commits[state->count]));
            state_add(state, layer->name);
            is_brought = true;
        } else if (i < count && layer_keep(records, layers[i].name, state, &was_published) == 0)
            state_add(state, layers[i].name);
    }
    fail_forget();
    return 0;
}

int publish_state_put(struct records *records, const char *layer, const char *commit, struct publish_state *state)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    bool was_published = false;
    TRY(layer_list(records, &state->arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        if (text_equal(layers[i].name, layer)) {
            TRY(layer_open(records, layer, &state->gits[state->count]));
            memcpy(state->commits[state->count], commit, GIT_ID_BYTES);
            state_add(state, layers[i].name);
        } else if (layer_keep(records, layers[i].name, state, &was_published) == 0)
            state_add(state, layers[i].name);
    }
    fail_forget();
    state_name(state);
    return 0;
}

/* An earlier published state, from its lines 'layer commit'. */
int publish_state_recall(struct records *records, const char *lines, struct publish_state *state)
{
    char *at = arena_copy_string(&state->arena, lines);
    while (at && *at && state->count < LAYERS_MAX) {
        char *line = at, *end = strchr(at, '\n');
        at = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        char *space = strchr(line, ' ');
        if (!space || strlen(space + 1) != GIT_ID_BYTES - 1)
            return fail(FAIL_CORRUPT, "records: '%s' names no layer and commit of an edition", line);
        *space = '\0';
        TRY(layer_open(records, line, &state->gits[state->count]));
        memcpy(state->commits[state->count], space + 1, GIT_ID_BYTES);
        state->names[state->count++] = line;
    }
    state_name(state);
    return 0;
}

/* The state of an earlier edition, by its id or the beginning of it. */
int publish_state_recall_edition(struct records *records, const char *edition, struct publish_state *state)
{
    struct rows rows CLEANUP(rows_end) = {0};
    const char *lines = NULL;
    size_t count = 0;
    TRY(records_select(records, &record_like, BIND(value_text(edition)), &rows));
    for (; rows_next(&rows); count++)
        lines = row_copy(&rows, 0, &state->arena);
    TRY(rows_result(&rows));
    if (!count)
        return fail(FAIL_NOT_FOUND, "edition '%s': was never published here", edition);
    if (count > 1)
        return fail(FAIL_INPUT, "edition '%s': begins like several; say more of it", edition);
    return publish_state_recall(records, lines, state);
}

static int trees_open(struct publish_state *state, struct parse_cache *parse_cache, struct source_tree **ret_trees)
{
    struct source_tree *trees = arena_zeroed(&state->arena, (state->count + 1) * sizeof *trees);
    for (size_t i = 0; i < state->count; i++) {
        TRY(source_tree_open_commit(&state->arena, state->gits[i], state->commits[i], &trees[i]));
        trees[i].name = state->names[i];
        trees[i].parse_cache = parse_cache;
    }
    *ret_trees = trees;
    return 0;
}

int publish_state_check(struct database *database, struct publish_state *state, struct publication *publication)
{
    struct check_request request = {.tree_count = state->count, .is_about_all = true, .previous = state->previous};
    TRY(parse_cache_store_load(database, &publication->parse_cache));
    TRY(trees_open(state, &publication->parse_cache, &request.trees));
    return check_run(&request, &publication->check);
}

/* ---- the published state, to compare with ---- */

/* The edition before this one: the newest, or the one before it if this is the newest itself, so that publishing again
 * says the same. A new layer, or one whose earlier state no longer exists, is compared with nothing. */
int publish_state_open_previous(struct database *database, struct publish_state *state, bool is_published)
{
    struct rows rows CLEANUP(rows_end) = {0};
    char commit[GIT_ID_BYTES];
    TRY(database_select(database, &published_commits, BIND(value_number(is_published)), &rows));
    if (!rows_next(&rows))
        return rows_result(&rows);
    for (size_t i = 0; i < state->count; i++) {
        struct source_tree *tree = arena_zeroed(&state->arena, sizeof *tree);
        bool is_known = publish_commit_in(row_text(&rows, 0), state->names[i], commit);
        if (is_known && source_tree_open_commit(&state->arena, state->gits[i], commit, tree) == 0)
            state->previous[i] = tree;
        fail_forget();
    }
    return 0;
}
