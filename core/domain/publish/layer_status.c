/* Says how layers stand, and fetches them; see layer_status.h. */
#include "domain/publish/layer_status.h"

#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/publish/fetch_note.h"
#include "domain/publish/publish.h"
#include "domain/records/job.h"
#include "io/lock.h"

#include <string.h>

static const char *const words[] = {
    [LAYER_CURRENT] = "current", [LAYER_BEHIND] = "behind", [LAYER_UNREACHABLE] = "unreachable"};

const char *layer_state_word(enum layer_state state)
{
    return words[state];
}

/* ---- how layers stand ---- */

static int commit_fetched(struct records *records, const char *layer, char ret_commit[GIT_ID_BYTES])
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    ret_commit[0] = '\0';
    if (layer_recall(records, layer, &git, ret_commit) != 0) {
        fail_forget(); /* nothing was ever fetched */
        ret_commit[0] = '\0';
    }
    return 0;
}

static int status_read(struct records *records, const struct layer_source *source, const char *published,
                       struct arena *arena, struct layer_status *ret_status)
{
    struct fetch_note note = fetch_note_read(records, source->name, arena);
    struct layer_status status = {
        .source = source, .fetched_at = note.fetched_at, .tried_at = note.tried_at, .because = note.because};
    TRY(commit_fetched(records, source->name, status.commit));
    (void)publish_commit_in(published, source->name, status.published);
    bool is_published = *status.commit && text_equal(status.commit, status.published);
    status.state = note.because ? LAYER_UNREACHABLE : is_published ? LAYER_CURRENT : LAYER_BEHIND;
    *ret_status = status;
    return 0;
}

int layer_status_list(struct records *records, struct arena *arena, struct layer_status **ret_statuses,
                      size_t *ret_count)
{
    struct layer_source *layers = NULL;
    const char *published = NULL;
    size_t count = 0;
    TRY(layer_list(records, arena, &layers, &count));
    TRY(publish_commits(records, arena, &published));
    struct layer_status *statuses = arena_zeroed(arena, (count + 1) * sizeof *statuses);
    for (size_t i = 0; i < count; i++)
        TRY(status_read(records, &layers[i], published, arena, &statuses[i]));
    *ret_statuses = statuses;
    *ret_count = count;
    return 0;
}

/* ---- fetching ---- */

static int fetch_one(struct records *records, const struct layer_source *layer)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    char commit[GIT_ID_BYTES];
    if (layer_bring(records, layer, &git, commit) != 0)
        fail_forget(); /* it is noted */
    return 0;
}

static int fetch_matching(struct records *records, const char *name,
                          bool (*is_wanted)(const struct layer_source *layer))
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(lock_give) int lock = -1;
    struct layer_source *layers = NULL;
    size_t count = 0, fetched = 0;
    TRY(publish_lock(records, &lock));
    TRY(layer_list(records, &arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        if ((name && !text_equal(layers[i].name, name)) || !is_wanted(&layers[i]))
            continue;
        TRY(fetch_one(records, &layers[i]));
        fetched++;
    }
    return name && !fetched ? fail(FAIL_NOT_FOUND, "layer '%s': no such layer", name) : 0;
}

static bool is_any(const struct layer_source *layer)
{
    return layer != NULL;
}

/* A plain folder is somebody's desk: it is read when they publish. */
static bool is_repository(const struct layer_source *layer)
{
    return !text_equal(layer->kind, "folder");
}

int layer_fetch(struct records *records, const struct actor *actor, const char *layer)
{
    TRY(access_check_site(actor, SITE_PUBLISH));
    return fetch_matching(records, layer, is_any);
}

int layer_fetch_ask(struct records *records, const struct actor *actor)
{
    TRY(access_check_site(actor, SITE_PUBLISH));
    return job_add_once(records, JOB_LAYERS_FETCH_NOW);
}

int layer_fetch_now_run(struct records *records)
{
    return fetch_matching(records, NULL, is_any);
}

int layer_fetch_run(struct records *records)
{
    return fetch_matching(records, NULL, is_repository);
}
