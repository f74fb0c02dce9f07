/* Measures what accepting a proposal would mean; see proposal.h. */
#include "domain/proposal/proposal.h"

#include "base/fail.h"
#include "domain/plan/publish_impact.h"
#include "domain/proposal/proposal_internal.h"
#include "io/file.h"
#include "io/lock.h"

#include <string.h>

#define LOCK_SECONDS 60 /* while another is measured, as by the job after it was sent */

static const struct query measure_write = {
    "proposal.measure", "proposal_measure",
    "INSERT INTO proposal_measure (proposal_key, head, tip, edition, is_conflict, errors, warnings, steps, plans,"
    " signoffs, redo, read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    " ON CONFLICT (proposal_key) DO UPDATE SET head = excluded.head, tip = excluded.tip, edition = excluded.edition,"
    " is_conflict = excluded.is_conflict, errors = excluded.errors, warnings = excluded.warnings,"
    " steps = excluded.steps, plans = excluded.plans, signoffs = excluded.signoffs, redo = excluded.redo,"
    " read = excluded.read RETURNING *"};
static const struct query proposals_waiting = {
    "proposal.waiting", NULL, "SELECT id FROM proposal WHERE state IN ('open', 'changes') ORDER BY key"};

int proposal_merge(struct git *git, const struct proposal *proposal, const char *tip,
                   const struct git_file_change *resolutions, size_t count, struct arena *arena,
                   struct git_merge *ret_merge)
{
    const struct git_merge_new new = {.ours = tip,
                                      .theirs = proposal->head,
                                      .resolutions = resolutions,
                                      .count = count,
                                      .message =
                                          arena_format(arena, "%s\n\nProposal %s\n", proposal->title, proposal->id)};
    return git_store_merge(git, &new, arena, ret_merge);
}

/* The part of a finding's path within the layer, NULL if it is of another. */
static const char *path_within(const struct finding *finding, const char *layer)
{
    size_t length = strlen(layer);
    const char *path = finding->place.path;
    return strncmp(path, layer, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

static bool is_among(const struct git_change *changes, size_t count, const char *path)
{
    for (size_t i = 0; path && i < count; i++)
        if (text_equal(changes[i].path, path))
            return true;
    return false;
}

/* A measurement at work. */
struct measuring {
    struct site *site;
    struct proposal *proposal;
    struct git *git;
    struct arena arena;
    char tip[GIT_ID_BYTES];
    struct git_change *changes;
    size_t change_count;
    struct git_merge merge;
    char *path; /* of the copy that the merged state is compiled into */
};

static void measuring_finish(struct measuring *measuring)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t i = 0; measuring->path && i < COUNT_OF(endings); i++) {
        CLEANUP(memory_free_at) char *name = memory_format("%s%s", measuring->path, endings[i]);
        (void)file_remove_tree(name);
    }
    memory_free(measuring->path);
    git_store_close(measuring->git);
    arena_finish(&measuring->arena);
}

/* One at a time: there is one copy. */
static int measuring_begin(struct measuring *measuring)
{
    const struct proposal *proposal = measuring->proposal;
    char base[GIT_ID_BYTES];
    measuring->path = memory_format("%s/content-proposal.db", measuring->site->folder);
    TRY(layer_recall(measuring->site->records, proposal->layer, &measuring->git, measuring->tip));
    TRY(git_store_merge_base(measuring->git, measuring->tip, proposal->head, base));
    TRY(git_store_changes(measuring->git, base, proposal->head, &measuring->arena, &measuring->changes,
                          &measuring->change_count));
    return proposal_merge(measuring->git, proposal, measuring->tip, NULL, 0, &measuring->arena, &measuring->merge);
}

static void findings_count(struct measuring *measuring, const struct findings *findings)
{
    struct proposal_measure *measure = &measuring->proposal->measure;
    measure->errors = (int)findings->errors;
    measure->warnings = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const char *path = path_within(finding, measuring->proposal->layer);
        if (finding->kind->severity == FINDING_WARNING && is_among(measuring->changes, measuring->change_count, path))
            measure->warnings++;
    }
}

static int impact_count(struct measuring *measuring)
{
    CLEANUP(content_close_at) struct content *content = NULL;
    struct proposal_measure *measure = &measuring->proposal->measure;
    struct publish_impact impact;
    TRY(content_open(measuring->path, &content));
    TRY(publish_impact_compute(measuring->site, &actor_trappa, content, &measuring->arena, &impact));
    measure->steps = (int)impact.count;
    measure->plans = impact.plans;
    for (size_t i = 0; i < impact.count; i++) {
        measure->signoffs += impact.steps[i].signatures;
        measure->redo += impact.steps[i].redo + impact.steps[i].later;
        measure->read += impact.steps[i].read - impact.steps[i].later;
    }
    return 0;
}

static int measure_make(struct measuring *measuring)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    struct proposal_measure *measure = &measuring->proposal->measure;
    const struct layer_at at = {measuring->proposal->layer, measuring->merge.commit, measuring->path};
    *measure = (struct proposal_measure){.is_known = true, .is_conflict = measuring->merge.count > 0};
    if (measure->is_conflict)
        return 0;
    TRY(publish_try(measuring->site->records, &at, &publication));
    findings_count(measuring, &publication.check.findings);
    return *publication.edition ? impact_count(measuring) : 0;
}

/* It is worth nothing tomorrow, so no event tells of it. */
static int measure_keep(struct measuring *measuring)
{
    const struct proposal_measure *measure = &measuring->proposal->measure;
    const char *lines = NULL;
    struct records *records = measuring->site->records;
    TRY(publish_commits(records, &measuring->arena, &lines));
    TRY(records_begin(records));
    return records_end_unchanged(
        records,
        records_write(records, &measure_write,
                      BIND(value_number(measuring->proposal->key), value_text(measuring->proposal->head),
                           value_text(measuring->tip), value_text(lines), value_number(measure->is_conflict),
                           value_number(measure->errors), value_number(measure->warnings), value_number(measure->steps),
                           value_number(measure->plans), value_number(measure->signoffs), value_number(measure->redo),
                           value_number(measure->read)),
                      NULL));
}

int proposal_measure(struct site *site, struct proposal *proposal)
{
    CLEANUP(measuring_finish) struct measuring measuring = {.site = site, .proposal = proposal};
    CLEANUP(lock_give) int lock = -1;
    CLEANUP(memory_free_at) char *path = memory_format("%s/locks/proposals", site->folder);
    if (proposal->measure.is_known || proposal_is_decided(proposal->state))
        return 0;
    TRY(lock_take_within(path, "proposals", LOCK_SECONDS, &lock));
    TRY(measuring_begin(&measuring));
    TRY(measure_make(&measuring));
    if (proposal->state == PROPOSAL_OPEN || proposal->state == PROPOSAL_CONFLICT)
        proposal->state = proposal->measure.is_conflict ? PROPOSAL_CONFLICT : PROPOSAL_OPEN;
    return measure_keep(&measuring);
}

int proposal_measure_all(struct site *site)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    const char **ids;
    size_t count;
    TRY(records_select(site->records, &proposals_waiting, BIND_NOTHING, &rows));
    TRY(ROWS_COLLECT(&rows, row_read_text, NULL, &arena, &ids, &count));
    rows_end(&rows);
    for (size_t i = 0; i < count; i++) {
        struct proposal proposal;
        TRY(proposal_read(site->records, ids[i], &arena, &proposal));
        TRY(proposal_measure(site, &proposal));
    }
    return 0;
}
