/* Sends proposals, from files or from a branch that was pushed; see proposal.h. */
#include "domain/proposal/proposal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/people/identifier.h"
#include "domain/proposal/proposal_internal.h"
#include "domain/records/job.h"
#include "io/secret.h"

#include <stdio.h>
#include <string.h>

static const struct query proposal_insert = {
    "proposal.insert", "proposal",
    "INSERT INTO proposal (key, id, layer, branch, title, author_key, state, base, head, sent_at, changed_at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM proposal), ?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7, ?8, ?8)"
    " RETURNING *"};
static const struct query proposal_update = {
    "proposal.update", "proposal",
    "UPDATE proposal SET head = ?2, changed_at = ?3, state = 'open' WHERE key = ?1 RETURNING *"};
static const struct query proposals_open = {
    "proposal.open_of", NULL, "SELECT count(*) FROM proposal WHERE author_key = ?1 AND state IN ('open', 'changes')"};
static const struct query proposal_on = {"proposal.on_branch", NULL,
                                         "SELECT id FROM proposal WHERE layer = ?1 AND branch = ?2"};

/* A proposal on its way: what it was, and what it becomes. */
struct sending {
    struct site *site;
    const struct actor *actor;
    struct git *git;
    struct arena *arena;
    struct proposal before; /* key 0: a new one */
    struct proposal after;
    bool is_pushed; /* its branch is set already */
};

static void sending_finish(struct sending *sending)
{
    git_store_close(sending->git);
}

static int sender_check(const struct actor *actor)
{
    TRY(access_check_site(actor, SITE_SEE_CURRICULUM));
    if (!actor->key)
        return fail_at(FAIL_INPUT, REASON_NONE, "by", "a proposal is somebody's: say whose");
    return 0;
}

static int title_check(const char *title)
{
    if (text_is_blank(title))
        return fail_at(FAIL_INPUT, REASON_NONE, "title", "say in a line what the proposal changes");
    if (strlen(title) > PROPOSAL_TITLE_MOST || strchr(title, '\n'))
        return fail_at(FAIL_INPUT, REASON_NONE, "title", "a title is one line of at most %d bytes",
                       PROPOSAL_TITLE_MOST);
    return identifier_check_words("title", title);
}

/* The layer, its repository and its present commit. */
static int layer_begin(struct sending *sending, const char *name, char ret_tip[GIT_ID_BYTES])
{
    struct layer_source layer;
    TRY(layer_find(sending->site->records, name, sending->arena, &layer));
    TRY(proposal_layer_check(&layer));
    return layer_recall(sending->site->records, name, &sending->git, ret_tip);
}

static int difference_check(struct sending *sending, const char *from)
{
    struct git_change *changes;
    size_t count;
    TRY(git_store_changes(sending->git, from, sending->after.head, sending->arena, &changes, &count));
    if (!count)
        return fail_at(FAIL_RULE, REASON_NONE, "files", "nothing is different from what the layer has");
    return 0;
}

/* ---- writing ---- */

static int room_check(struct change *change)
{
    int64_t open = 0;
    TRY(records_number(change->records, &proposals_open, BIND(value_number(change->actor->key)), 0, &open));
    if (open >= PROPOSAL_OPEN_MOST)
        return fail(FAIL_LIMIT, "%d proposals wait for a decision already, which is the most of one person",
                    PROPOSAL_OPEN_MOST);
    return 0;
}

static int insert_write(struct change *change, const struct proposal *after)
{
    TRY(room_check(change));
    return records_write(change->records, &proposal_insert,
                         BIND(value_text(after->id), value_text(after->layer), value_text(after->branch),
                              value_text(after->title), value_number(change->actor->key), value_text(after->base),
                              value_text(after->head), value_number(clock_now())),
                         NULL);
}

/* The author's alone to change, as it was when it was read. */
static int update_write(struct change *change, const struct proposal *before, const struct proposal *after)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct proposal now;
    int64_t author = 0;
    TRY(proposal_read(change->records, before->id, &arena, &now));
    TRY(proposal_author(change->records, &now, &author));
    TRY(proposal_check_undecided(&now));
    if (author != change->actor->key)
        return fail(FAIL_DENIED, "proposal '%s': only its author goes on with it", before->id);
    return records_write(change->records, &proposal_update,
                         BIND(value_number(now.key), value_text(after->head), value_number(clock_now())), NULL);
}

static int send_write(struct change *change, struct sending *sending)
{
    const struct proposal *before = &sending->before, *after = &sending->after;
    json_put_string(&change->json, "proposal", after->id);
    json_put_string(&change->json, "layer", after->layer);
    json_put_string(&change->json, "commit", after->head);
    TRY(before->key ? update_write(change, before, after) : insert_write(change, after));
    TRY(job_add(change->records, JOB_PROPOSAL_MEASURE, NULL, clock_now()));
    return sending->is_pushed
               ? 0
               : git_store_set_branch(sending->git, after->branch, after->head, before->key ? before->head : "");
}

static int sending_end(struct sending *sending)
{
    CLEANUP(change_finish) struct change change = CHANGE(sending->site->records, sending->actor);
    bool is_new = !sending->before.key;
    TRY(change_begin_with(&change, NULL));
    return change_end(&change, send_write(&change, sending), is_new ? "proposal.sent" : "proposal.updated");
}

/* ---- from files ---- */

static int id_make(struct sending *sending, const struct proposal_new *new)
{
    char rid[SECRET_RID_BYTES];
    if (new->id)
        return proposal_read(sending->site->records, new->id, sending->arena, &sending->before);
    secret_rid(rid);
    sending->after.id = arena_format(sending->arena, "%.*s", PROPOSAL_ID_BYTES - 1, rid);
    sending->after.branch = arena_format(sending->arena, PROPOSAL_BRANCHES "%s", sending->after.id);
    return 0;
}

static const char *message_of(const struct proposal_new *new, const char *title, struct arena *arena)
{
    bool has_why = !text_is_blank(new->message);
    return arena_format(arena, "%s\n%s%s%s", title, has_why ? "\n" : "", has_why ? new->message : "",
                        has_why ? "\n" : "");
}

int proposal_send(struct site *site, const struct actor *actor, const struct proposal_new *new, struct arena *arena,
                  const char **ret_id)
{
    CLEANUP(sending_finish) struct sending sending = {.site = site, .actor = actor, .arena = arena};
    char tip[GIT_ID_BYTES], head[GIT_ID_BYTES];
    TRY(sender_check(actor));
    TRY(id_make(&sending, new));
    if (sending.before.key)
        sending.after = sending.before;
    else
        TRY(title_check(new->title));
    const char *layer = sending.before.key ? sending.before.layer : new->layer;
    TRY(layer_begin(&sending, layer, tip));
    const char *base = sending.before.key ? sending.before.head : new->base ? new->base : tip;
    const struct git_commit_new commit = {
        .parent = base,
        .changes = new->files,
        .count = new->count,
        .author = new->author,
        .message = message_of(new, sending.before.key ? sending.before.title : new->title, arena)};
    TRY(git_store_commit_changes(sending.git, &commit, head));
    sending.after.layer = layer;
    sending.after.head = head;
    if (!sending.before.key) {
        sending.after.title = new->title;
        sending.after.base = base;
    }
    TRY(difference_check(&sending, base));
    TRY(sending_end(&sending));
    *ret_id = sending.after.id;
    return 0;
}

/* ---- from a branch ---- */

static int branch_find(struct sending *sending, const char *layer, const char *branch)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(sending->site->records, &proposal_on, BIND(value_text(layer), value_text(branch)), &rows));
    if (!rows_next(&rows))
        return rows_result(&rows);
    return proposal_read(sending->site->records, row_copy(&rows, 0, sending->arena), sending->arena, &sending->before);
}

/* The first line of what its newest commit says. */
static int title_read(struct sending *sending, const char *head, const char **ret_title)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    TRY(git_store_message(sending->git, head, &text));
    size_t length = strcspn(text_string(&text), "\n");
    *ret_title = arena_format(sending->arena, "%.*s",
                              (int)(length < PROPOSAL_TITLE_MOST ? length : PROPOSAL_TITLE_MOST), text_string(&text));
    return 0;
}

static int branch_send(struct site *site, const struct actor *actor, const char *layer, const char *branch,
                       struct arena *arena, const char **ret_id)
{
    CLEANUP(sending_finish) struct sending sending = {.site = site, .actor = actor, .arena = arena, .is_pushed = true};
    char tip[GIT_ID_BYTES], head[GIT_ID_BYTES], base[GIT_ID_BYTES], rid[SECRET_RID_BYTES];
    TRY(sender_check(actor));
    TRY(layer_begin(&sending, layer, tip));
    TRY(branch_find(&sending, layer, branch));
    TRY(git_store_resolve(sending.git, branch, head));
    TRY(git_store_merge_base(sending.git, tip, head, base));
    secret_rid(rid);
    sending.after = sending.before.key
                        ? sending.before
                        : (struct proposal){.id = arena_format(arena, "%.*s", PROPOSAL_ID_BYTES - 1, rid),
                                            .layer = layer,
                                            .branch = branch,
                                            .base = base};
    sending.after.head = head;
    TRY(title_read(&sending, head, &sending.after.title));
    TRY(difference_check(&sending, base));
    TRY(sending_end(&sending));
    *ret_id = sending.after.id;
    return 0;
}

int proposal_check_branch(struct site *site, const struct actor *actor, const char *layer, const char *branch)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(sending_finish) struct sending sending = {.site = site, .actor = actor, .arena = &arena};
    char tip[GIT_ID_BYTES];
    int64_t author = 0;
    TRY(sender_check(actor));
    TRY(layer_begin(&sending, layer, tip));
    TRY(branch_find(&sending, layer, branch));
    if (!sending.before.key)
        return 0;
    TRY(proposal_author(site->records, &sending.before, &author));
    if (author != actor->key)
        return fail(FAIL_DENIED, "'%s' is the proposal of somebody else: choose another name", branch);
    return proposal_check_undecided(&sending.before);
}

int proposal_pushed(struct site *site, const struct actor *actor, const char *layer, const char *branch)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *id = NULL;
    return branch_send(site, actor, layer, branch, &arena, &id);
}

/* ---- from a folder ---- */

static int import_commit(struct site *site, const struct layer_source *layer, const char *branch)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    char commit[GIT_ID_BYTES];
    const struct git_folder_commit folder = {
        .folder = layer->source, .branch = branch, .message = "What the folder holds"};
    TRY(layer_open(site->records, layer->name, &git));
    TRY(git_store_resolve(git, LAYER_FOLDER_BRANCH, commit));
    TRY(git_store_set_branch(git, branch, commit, ""));
    return git_store_commit_folder(git, &folder, commit);
}

static void branch_drop(struct site *site, const char *layer, const char *branch)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    if (layer_open(site->records, layer, &git) == 0)
        (void)git_store_delete_branch(git, branch);
}

int proposal_import(struct site *site, const struct actor *actor, const char *layer, struct arena *arena,
                    const char **ret_id)
{
    struct layer_source source;
    char rid[SECRET_RID_BYTES];
    TRY(sender_check(actor));
    TRY(access_check_site(actor, SITE_PUBLISH));
    TRY(layer_find(site->records, layer, arena, &source));
    TRY(proposal_layer_check(&source));
    if (!source.own_since)
        return fail(FAIL_RULE, "layer '%s': follows its folder, which is published as it is", layer);
    secret_rid(rid);
    const char *branch = arena_format(arena, PROPOSAL_BRANCHES PROPOSAL_FOLDER "%.8s", rid);
    int result = import_commit(site, &source, branch);
    if (result == 0)
        result = branch_send(site, actor, layer, branch, arena, ret_id);
    if (result != 0)
        branch_drop(site, layer, branch);
    return result;
}
