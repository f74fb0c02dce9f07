/* Accepts, declines and comments proposals; see proposal.h. */
#include "domain/proposal/proposal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/people/comment.h"
#include "domain/proposal/proposal_internal.h"
#include "io/lock.h"

static const struct query proposal_decide = {
    "proposal.decide", "proposal",
    "UPDATE proposal SET state = ?2, decided_at = ?3, decided_by_key = ?4, merged = ?5 WHERE key = ?1 RETURNING *"};
static const struct query proposal_return = {
    "proposal.return", "proposal", "UPDATE proposal SET state = 'changes', changed_at = ?2 WHERE key = ?1 RETURNING *"};
static const struct query comment_insert = {
    "proposal.comment", "proposal_comment",
    "INSERT INTO proposal_comment (key, proposal_key, remark_key, kind, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM proposal_comment), ?1, ?2, ?3, ?4) RETURNING *"};

int proposal_comment_write(struct change *change, const struct proposal *proposal, const char *words, const char *kind)
{
    int64_t comment_key = 0, author = 0;
    TRY(proposal_author(change->records, proposal, &author));
    const struct comment_new comment = {author, change->actor->key, words, "words"};
    TRY(comment_write(change->records, &comment, &comment_key));
    if (!comment_key)
        return 0;
    return records_write(
        change->records, &comment_insert,
        BIND(value_number(proposal->key), value_number(comment_key), value_text(kind), value_number(clock_now())),
        NULL);
}

/* Reads it again under the write lock: it must be undecided, and what the decider saw. */
static int proposal_hold(struct change *change, const struct proposal_decision *decision, struct proposal *proposal)
{
    TRY(proposal_read(change->records, decision->id, &change->arena, proposal));
    TRY(proposal_check_undecided(proposal));
    if (decision->seen && !text_equal(decision->seen, proposal->head))
        return fail_at(FAIL_BUSY, REASON_PROPOSAL_CHANGED, NULL,
                       "proposal '%s': its author has changed it since you opened it", decision->id);
    json_put_string(&change->json, "proposal", proposal->id);
    json_put_string(&change->json, "layer", proposal->layer);
    return 0;
}

/* Whether the actor decides of it; before anything is begun. */
static int decider_check(struct site *site, const struct actor *actor, const struct proposal_decision *decision,
                         struct arena *arena, struct proposal *ret_proposal)
{
    TRY(proposal_find(site, actor, decision->id, arena, ret_proposal));
    if (!ret_proposal->may_accept)
        return fail(FAIL_DENIED, "proposal '%s': others decide of these files", decision->id);
    return proposal_check_undecided(ret_proposal);
}

/* ---- words, and a refusal ---- */

static int words_check(const struct proposal_decision *decision)
{
    if (text_is_blank(decision->words))
        return fail_at(FAIL_INPUT, REASON_NONE, "words", "say why, so that the author knows");
    return 0;
}

static int decline_write(struct change *change, const struct proposal_decision *decision)
{
    struct proposal proposal;
    TRY(proposal_hold(change, decision, &proposal));
    TRY(proposal_comment_write(change, &proposal, decision->words, "declined"));
    return records_write(change->records, &proposal_decide,
                         BIND(value_number(proposal.key), value_text("declined"), value_number(clock_now()),
                              value_key(change->actor->key), value_null()),
                         NULL);
}

static int return_write(struct change *change, const struct proposal_decision *decision)
{
    struct proposal proposal;
    TRY(proposal_hold(change, decision, &proposal));
    TRY(proposal_comment_write(change, &proposal, decision->words, "changes"));
    return records_write(change->records, &proposal_return, BIND(value_number(proposal.key), value_number(clock_now())),
                         NULL);
}

static int comment_only_write(struct change *change, const struct proposal_decision *decision)
{
    struct proposal proposal;
    TRY(proposal_read(change->records, decision->id, &change->arena, &proposal));
    json_put_string(&change->json, "proposal", proposal.id);
    json_put_string(&change->json, "layer", proposal.layer);
    return proposal_comment_write(change, &proposal, decision->words, "comment");
}

static int refuse(struct site *site, const struct actor *actor, const struct proposal_decision *decision,
                  int (*write)(struct change *change, const struct proposal_decision *decision), const char *event)
{
    CLEANUP(change_finish) struct change change = CHANGE(site->records, actor);
    CLEANUP(arena_finish) struct arena arena = {0};
    struct proposal proposal;
    TRY(decider_check(site, actor, decision, &arena, &proposal));
    TRY(words_check(decision));
    TRY(change_begin_with(&change, NULL));
    return change_end(&change, write(&change, decision), event);
}

int proposal_decline(struct site *site, const struct actor *actor, const struct proposal_decision *decision)
{
    return refuse(site, actor, decision, decline_write, "proposal.declined");
}

int proposal_ask_changes(struct site *site, const struct actor *actor, const struct proposal_decision *decision)
{
    return refuse(site, actor, decision, return_write, "proposal.returned");
}

int proposal_add_comment(struct site *site, const struct actor *actor, const struct proposal_decision *decision)
{
    CLEANUP(change_finish) struct change change = CHANGE(site->records, actor);
    CLEANUP(arena_finish) struct arena arena = {0};
    struct proposal proposal;
    TRY(proposal_find(site, actor, decision->id, &arena, &proposal));
    TRY(words_check(decision));
    TRY(change_begin_with(&change, NULL));
    return change_end(&change, comment_only_write(&change, decision), "proposal.commented");
}

/* ---- accepting ---- */

/* A merge on its way into the layer. */
struct acceptance {
    struct site *site;
    const struct actor *actor;
    const struct proposal_decision *decision;
    struct proposal proposal;
    struct layer_source layer;
    struct git *git;
    char tip[GIT_ID_BYTES];
    struct git_merge merge;
    struct arena arena;
};

static void acceptance_finish(struct acceptance *acceptance)
{
    git_store_close(acceptance->git);
    arena_finish(&acceptance->arena);
}

/* Where accepting ended after the merge and before the records: the layer follows its folder still, which is known as
 * it was, so it goes back there. Else what the folder holds would be committed upon the merge, and undo it. */
static int layer_go_back(struct acceptance *acceptance)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    char tip[GIT_ID_BYTES], before[GIT_ID_BYTES];
    TRY(layer_recall(acceptance->site->records, acceptance->layer.name, &git, tip));
    if (acceptance->layer.own_since || git_store_resolve(git, LAYER_FOLDER_BRANCH, before) != 0) {
        fail_forget();
        return 0;
    }
    return git_store_set_branch(git, LAYER_BRANCH, before, tip);
}

/* A layer that still follows a folder is brought a last time, so that nothing that stands there is lost. */
static int layer_last_bring(struct acceptance *acceptance)
{
    struct records *records = acceptance->site->records;
    TRY(layer_find(records, acceptance->proposal.layer, &acceptance->arena, &acceptance->layer));
    TRY(proposal_layer_check(&acceptance->layer));
    TRY(layer_go_back(acceptance));
    if (layer_bring(records, &acceptance->layer, &acceptance->git, acceptance->tip) == 0)
        return 0;
    fail_forget(); /* its folder is gone; what was published of it stays */
    return layer_recall(records, acceptance->layer.name, &acceptance->git, acceptance->tip);
}

static int fail_of_conflict(const struct acceptance *acceptance)
{
    return fail_at(FAIL_RULE, REASON_PROPOSAL_CONFLICT, NULL,
                   "proposal '%s': %zu of its files were changed in the same lines meanwhile, the first %s",
                   acceptance->proposal.id, acceptance->merge.count, acceptance->merge.conflicts[0].path);
}

static int fail_of_findings(const struct acceptance *acceptance, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->kind->severity == FINDING_ERROR)
            return fail_at(FAIL_RULE, REASON_CURRICULUM_ERRORS, NULL,
                           "proposal '%s': with it the check finds %zu errors, the first in %s, line %d",
                           acceptance->proposal.id, findings->errors, finding->place.path,
                           finding->place.line ? finding->place.line : 1);
    }
    return 0;
}

static int acceptance_check(struct acceptance *acceptance, struct publication *ret_publication)
{
    const struct proposal_decision *decision = acceptance->decision;
    const struct layer_at at = {acceptance->proposal.layer, acceptance->merge.commit, NULL};
    TRY(proposal_merge(acceptance->git, &acceptance->proposal, acceptance->tip, decision->resolutions, decision->count,
                       &acceptance->arena, &acceptance->merge));
    if (acceptance->merge.count)
        return fail_of_conflict(acceptance);
    TRY(publish_try(acceptance->site->records, &at, ret_publication));
    return fail_of_findings(acceptance, &ret_publication->check.findings);
}

/* Notes which state of a folder the layer has in it: what is imported from the folder later is compared with that. */
static int folder_note(struct acceptance *acceptance, const struct proposal *proposal)
{
    char now[GIT_ID_BYTES] = "";
    const char *commit = !acceptance->layer.own_since                                       ? acceptance->tip
                         : text_starts(proposal->branch, PROPOSAL_BRANCHES PROPOSAL_FOLDER) ? proposal->head
                                                                                            : NULL;
    if (!commit)
        return 0;
    if (git_store_resolve(acceptance->git, LAYER_FOLDER_BRANCH, now) != 0) {
        now[0] = '\0';
        fail_forget();
    }
    return git_store_set_branch(acceptance->git, LAYER_FOLDER_BRANCH, commit, now);
}

static int accept_write(struct change *change, struct acceptance *acceptance)
{
    struct proposal proposal;
    const char *merged = acceptance->merge.commit;
    TRY(proposal_hold(change, acceptance->decision, &proposal));
    if (!text_equal(proposal.head, acceptance->proposal.head))
        return fail_at(FAIL_BUSY, REASON_PROPOSAL_CHANGED, NULL,
                       "proposal '%s': its author changed it at the same time", proposal.id);
    json_put_string(&change->json, "commit", merged);
    TRY(proposal_comment_write(change, &proposal, acceptance->decision->words, "accepted"));
    TRY(records_write(change->records, &proposal_decide,
                      BIND(value_number(proposal.key), value_text("accepted"), value_number(clock_now()),
                           value_key(change->actor->key), value_text(merged)),
                      NULL));
    TRY(layer_own(change->records, proposal.layer));
    TRY(folder_note(acceptance, &proposal));
    return git_store_set_branch(acceptance->git, LAYER_BRANCH, merged, acceptance->tip);
}

/* Under the lock of publishing, so that the layer stays as it is until the merge is its state. */
static int accept_locked(struct acceptance *acceptance, struct publication *ret_publication)
{
    CLEANUP(change_finish) struct change change = CHANGE(acceptance->site->records, acceptance->actor);
    CLEANUP(lock_give) int lock = -1;
    TRY(publish_lock_wait(acceptance->site->records, &lock));
    TRY(layer_last_bring(acceptance));
    TRY(acceptance_check(acceptance, ret_publication));
    TRY(change_begin_with(&change, NULL));
    return change_end(&change, accept_write(&change, acceptance), "proposal.accepted");
}

int proposal_accept(struct site *site, const struct actor *actor, const struct proposal_decision *decision,
                    struct publication *ret_publication)
{
    CLEANUP(acceptance_finish)
    struct acceptance acceptance = {.site = site, .actor = actor, .decision = decision};
    *ret_publication = (struct publication){0};
    TRY(decider_check(site, actor, decision, &acceptance.arena, &acceptance.proposal));
    if (decision->seen && !text_equal(decision->seen, acceptance.proposal.head))
        return fail_at(FAIL_BUSY, REASON_PROPOSAL_CHANGED, NULL,
                       "proposal '%s': its author has changed it since you opened it", decision->id);
    if (!acceptance.proposal.measure.is_known) /* what it would mean is kept with it */
        TRY(proposal_measure(site, &acceptance.proposal));
    TRY(accept_locked(&acceptance, ret_publication));
    if (!decision->publishes)
        return 0;
    publication_finish(ret_publication);
    const struct actor *publisher = access_may_site(actor, SITE_PUBLISH) ? actor : &actor_trappa;
    return publish(site->records, publisher, ret_publication);
}

/* ---- conflicts ---- */

static int side_read(const struct git *git, const char *blob, struct arena *arena, const char **ret_text)
{
    CLEANUP(text_finish) struct text text = TEXT(1024UL * 1024);
    if (*blob)
        TRY(git_store_read(git, blob, &text));
    *ret_text = arena_copy_string(arena, text_string(&text));
    return 0;
}

static int conflict_read(const struct git *git, const struct git_conflict *from, struct arena *arena,
                         struct proposal_conflict *conflict)
{
    const char *base, *ours, *theirs;
    *conflict = (struct proposal_conflict){
        .path = from->path, .is_removed_here = !*from->ours, .is_removed_there = !*from->theirs};
    if (conflict->is_removed_here || conflict->is_removed_there)
        return 0;
    TRY(side_read(git, from->base, arena, &base));
    TRY(side_read(git, from->ours, arena, &ours));
    TRY(side_read(git, from->theirs, arena, &theirs));
    return git_store_merge_texts(base, ours, theirs, arena, &conflict->sections, &conflict->count);
}

int proposal_conflicts(struct site *site, const struct proposal *proposal, struct arena *arena,
                       struct proposal_conflict **ret_conflicts, size_t *ret_count)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    char tip[GIT_ID_BYTES];
    struct git_merge merge;
    TRY(layer_recall(site->records, proposal->layer, &git, tip));
    TRY(proposal_merge(git, proposal, tip, NULL, 0, arena, &merge));
    *ret_conflicts = arena_zeroed(arena, (merge.count + 1) * sizeof **ret_conflicts);
    for (size_t i = 0; i < merge.count; i++)
        TRY(conflict_read(git, &merge.conflicts[i], arena, &(*ret_conflicts)[i]));
    *ret_count = merge.count;
    return 0;
}
