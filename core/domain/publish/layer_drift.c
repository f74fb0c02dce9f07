/* Works out the drift of the layers, keeps it and reads it; see layer_drift.h. */
#include "domain/publish/layer_drift.h"

#include "base/fail.h"
#include "domain/content/content_schema.h"
#include "domain/content/parse_cache_store.h"
#include "domain/curriculum/drift.h"
#include "domain/people/access.h"
#include "domain/publish/publish.h"
#include "io/file.h"
#include "io/lock.h"
#include "io/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTE_BYTES_MAX (16UL * 1024 * 1024)
#define STATE_BYTES 17 /* 16 hexadecimal digits: names the commits of all layers, in order */

/* The layers as they were fetched last: repositories, open, and what is in them. */
struct layers_state {
    struct arena arena;
    struct git *gits[LAYERS_MAX];
    char commits[LAYERS_MAX][GIT_ID_BYTES];
    const char *names[LAYERS_MAX];
    size_t count;
    char name[STATE_BYTES];
    struct parse_cache parse_cache;
    struct findings findings; /* nobody asks for them here */
    struct stack stack;
};

static void state_finish(struct layers_state *state)
{
    stack_finish(&state->stack);
    findings_finish(&state->findings);
    parse_cache_finish(&state->parse_cache);
    for (size_t i = 0; i < state->count; i++)
        git_store_close(state->gits[i]);
    arena_finish(&state->arena);
}

static void state_name(struct layers_state *state)
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    secret_hash_begin(&hash);
    for (size_t i = 0; i < state->count; i++) {
        secret_hash_add_string(&hash, state->names[i]);
        secret_hash_add_string(&hash, state->commits[i]);
    }
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, (STATE_BYTES - 1) / 2, state->name);
}

/* Opens the layer as it was fetched last, after looking at it anew if `is_anew` and it lies here. */
static int layer_take(struct records *records, const struct layer_source *layer, bool is_anew,
                      struct layers_state *state)
{
    size_t at = state->count;
    bool is_had = is_anew && !text_equal(layer->kind, "remote") &&
                  layer_bring(records, layer, &state->gits[at], state->commits[at]) == 0;
    if (!is_had && layer_recall(records, layer->name, &state->gits[at], state->commits[at]) != 0) {
        fail_forget(); /* nothing of it was ever had, which the list of layers says */
        return 0;
    }
    state->names[state->count++] = layer->name;
    return 0;
}

static int state_take(struct records *records, bool is_anew, struct layers_state *state)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, &state->arena, &layers, &count));
    for (size_t i = 0; i < count; i++)
        TRY(layer_take(records, &layers[i], is_anew, state));
    fail_forget();
    state_name(state);
    return 0;
}

/* What reading gave before is a help only. */
static void parse_cache_find(struct records *records, struct layers_state *state)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", records_folder(records));
    CLEANUP(database_close_at) struct database *database = NULL;
    if (content_schema_ensure(path) != 0 || database_open(path, DATABASE_READ, &database) != 0 ||
        parse_cache_store_load(database, &state->parse_cache) != 0)
        fail_forget();
}

static int state_resolve(struct records *records, struct layers_state *state)
{
    struct layer **layers = arena_zeroed(&state->arena, (state->count + 1) * sizeof(struct layer *));
    struct source_tree *trees = arena_zeroed(&state->arena, (state->count + 1) * sizeof *trees);
    parse_cache_find(records, state);
    for (size_t i = 0; i < state->count; i++) {
        TRY(source_tree_open_commit(&state->arena, state->gits[i], state->commits[i], &trees[i]));
        trees[i].name = state->names[i];
        trees[i].parse_cache = &state->parse_cache;
        TRY(layer_read(&state->arena, &trees[i], &state->findings, &layers[i]));
    }
    stack_resolve(&state->arena, layers, state->count, &state->stack);
    return 0;
}

/* ---- the note ---- */

static char *note_path(struct records *records, const char *layer)
{
    return memory_format("%s/layers/%s.git/trappa-drift", records_folder(records), layer);
}

/* Titles come last in their line, and are one line. */
static void note_add_line(struct text *note, const struct drift *drift)
{
    text_addf(note, "%s %d %d %s %s %s\t", drift->step, drift->based_on, drift->base_revision,
              change_class_word(drift->change), drift->base->layer->tree->name, drift->replacement->step->file->path);
    for (const char *at = drift->title; at && *at; at++)
        text_add_char(note, (unsigned char)*at < ' ' ? ' ' : *at);
    text_add_char(note, '\n');
}

static int note_write(struct records *records, const struct layers_state *state, size_t layer,
                      const struct drift *drifts, size_t count)
{
    CLEANUP(memory_free_at) char *path = note_path(records, state->names[layer]);
    CLEANUP(text_finish) struct text note = TEXT(NOTE_BYTES_MAX);
    text_addf(&note, "%s\n", state->name);
    for (size_t i = 0; i < count; i++)
        if (drifts[i].replacement->layer_index == layer)
            note_add_line(&note, &drifts[i]);
    TRY(text_check(&note, "the drift of a layer"));
    return file_write(path, text_string(&note), note.length, 0600);
}

/* Takes the next word of a line, up to `end`; "" at its end. */
static char *word_take(char **at, char end)
{
    char *word = *at, *stop = strchr(word, end);
    *at = stop ? stop + 1 : word + strlen(word);
    if (stop)
        *stop = '\0';
    return word;
}

static bool number_take(char **at, int *ret_number)
{
    int64_t number = 0;
    bool is_number = text_to_number(word_take(at, ' '), 0, 1000000000, &number);
    *ret_number = (int)number;
    return is_number;
}

static bool line_read(char *line, struct layer_drift drift, struct layer_drift *ret_drift)
{
    drift.step = word_take(&line, ' ');
    bool is_known = number_take(&line, &drift.based_on) && number_take(&line, &drift.base_revision) &&
                    change_class_parse(word_take(&line, ' '), &drift.change);
    drift.base = word_take(&line, ' ');
    drift.path = word_take(&line, '\t');
    drift.title = *line ? line : drift.step;
    *ret_drift = drift;
    return is_known && *drift.step && *drift.path;
}

/* A note that is missing or broken is an old one. */
static void note_read(struct records *records, const struct layers_state *state, size_t layer, struct arena *arena,
                      struct layer_drifts *drifts)
{
    CLEANUP(memory_free_at) char *path = note_path(records, state->names[layer]);
    CLEANUP(text_finish) struct text note = TEXT(NOTE_BYTES_MAX);
    const struct layer_drift its = {.layer = arena_copy_string(arena, state->names[layer]), .layer_index = (int)layer};
    size_t room = drifts->count;
    if (!file_exists(path) || file_read(path, &note) != 0) {
        fail_forget();
        drifts->is_old = true;
        return;
    }
    char *at = arena_copy_bytes(arena, text_string(&note), note.length);
    drifts->is_old |= !text_equal(word_take(&at, '\n'), state->name);
    for (const char *line = at; *line; line++)
        room += *line == '\n';
    struct layer_drift *items = arena_zeroed(arena, (room + 1) * sizeof *items);
    if (drifts->count)
        memcpy(items, drifts->items, drifts->count * sizeof *items);
    drifts->items = items;
    while (*at)
        drifts->count += line_read(word_take(&at, '\n'), its, &items[drifts->count]);
}

/* ---- what is asked ---- */

static int drift_compare(const void *left, const void *right)
{
    const struct layer_drift *a = left, *b = right;
    int by_change = (int)b->change - (int)a->change;
    int by_step = strcmp(a->step, b->step);
    return by_change ? by_change : by_step ? by_step : a->layer_index - b->layer_index;
}

static void state_recall(struct records *records, const struct layers_state *state, struct arena *arena,
                         struct layer_drifts *ret_drifts)
{
    struct layer_drifts drifts = {0};
    for (size_t i = 0; i < state->count; i++)
        note_read(records, state, i, arena, &drifts);
    if (drifts.count)
        qsort(drifts.items, drifts.count, sizeof *drifts.items, drift_compare);
    *ret_drifts = drifts;
}

int layer_drift_recall(struct records *records, const struct actor *actor, struct arena *arena,
                       struct layer_drifts *ret_drifts)
{
    CLEANUP(state_finish) struct layers_state state = {0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(state_take(records, false, &state));
    state_recall(records, &state, arena, ret_drifts);
    return 0;
}

/* Works it out and keeps it; `is_anew` needs the lock. */
static int state_compute(struct records *records, bool is_anew, struct layers_state *state)
{
    struct drift *items = NULL;
    size_t count = 0;
    TRY(state_take(records, is_anew, state));
    TRY(state_resolve(records, state));
    drift_list(&state->stack, &state->arena, &items, &count);
    for (size_t i = 0; i < state->count; i++)
        TRY(note_write(records, state, i, items, count));
    return 0;
}

int layer_drift_compute(struct records *records, const struct actor *actor, struct arena *arena,
                        struct layer_drifts *ret_drifts)
{
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(state_finish) struct layers_state state = {0};
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(publish_lock(records, &lock));
    TRY(state_compute(records, true, &state));
    state_recall(records, &state, arena, ret_drifts);
    return 0;
}

/* Without the lock, so that it stands in nobody's way: it only reads, and what it keeps names the state it is of. */
int layer_drift_run(struct records *records)
{
    CLEANUP(state_finish) struct layers_state state = {0};
    return state_compute(records, false, &state);
}

int layer_drift_is_old(struct records *records, bool *ret_is_old)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct layer_drifts drifts;
    TRY(layer_drift_recall(records, &actor_trappa, &arena, &drifts));
    *ret_is_old = drifts.is_old;
    return 0;
}
