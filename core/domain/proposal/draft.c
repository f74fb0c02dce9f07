/* Keeps and sends drafts; see draft.h. */
#include "domain/proposal/draft.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/revision_edit.h"
#include "domain/people/access.h"
#include "domain/people/identifier.h"
#include "domain/proposal/proposal_internal.h"

#include <string.h>

#define EDITING_SECONDS (7 * 24 * 3600) /* so long somebody counts as changing a file */
#define LISTED_MOST 50

static const struct query draft_of = {
    "draft.of", NULL,
    "SELECT base, text, why, change, holds_from, changed_at FROM proposal_draft WHERE person_key = ?1 AND layer = ?2"
    " AND path = ?3"};
static const struct query drafts_of = {"draft.list", NULL,
                                       "SELECT layer, path, why, changed_at FROM proposal_draft WHERE person_key = ?1 "
                                       "ORDER BY changed_at DESC, layer, path"
                                       " LIMIT ?2"};
static const struct query drafts_beside = {
    "draft.beside", NULL,
    "SELECT count(*) FROM proposal_draft WHERE layer = ?2 AND path = ?3 AND person_key <> ?1 AND changed_at > ?4"};
static const struct query draft_write = {
    "draft.keep", "proposal_draft",
    "INSERT INTO proposal_draft (person_key, layer, path, base, text, why, change, holds_from, changed_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (person_key, layer, path) DO UPDATE SET"
    " base = excluded.base, text = excluded.text, why = excluded.why, change = excluded.change,"
    " holds_from = excluded.holds_from, changed_at = excluded.changed_at RETURNING *"};
static const struct query draft_delete = {
    "draft.drop", "proposal_draft",
    "DELETE FROM proposal_draft WHERE person_key = ?1 AND layer = ?2 AND path = ?3 RETURNING *"};
static const struct query people_done = {
    "draft.done", NULL,
    "SELECT count(*) FROM progress JOIN step ON step.key = progress.step_key"
    " JOIN person ON person.key = progress.person_key WHERE step.id = ?1 AND progress.version_key IS NOT NULL"
    " AND person.status = 'active'"};

int draft_path(struct site *site, const char *layer, const char *blob, struct arena *arena, const char **ret_path)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_listing listing;
    char commit[GIT_ID_BYTES];
    TRY(layer_recall(site->records, layer, &git, commit));
    TRY(git_store_list(git, commit, arena, &listing));
    for (size_t i = 0; i < listing.count; i++)
        if (text_equal(listing.files[i].blob, blob)) {
            *ret_path = listing.files[i].path;
            return 0;
        }
    return fail(FAIL_NOT_FOUND, "layer '%s': this text has been changed since it was published", layer);
}

/* ---- reading ---- */

static int file_read_newest(struct site *site, struct arena *arena, struct draft *draft)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    CLEANUP(text_finish) struct text text = TEXT(DRAFT_BYTES_MOST);
    char commit[GIT_ID_BYTES], blob[GIT_ID_BYTES];
    TRY(layer_recall(site->records, draft->layer, &git, commit));
    TRY(git_store_find(git, commit, draft->path, blob));
    TRY(git_store_read(git, blob, &text));
    if (memchr(text_string(&text), '\0', text.length))
        return fail(FAIL_RULE, "file '%s': is no text", draft->path);
    draft->base = arena_copy_string(arena, commit);
    draft->text = arena_copy_string(arena, text_string(&text));
    return 0;
}

int draft_newest(struct site *site, const char *layer, const char *path, struct arena *arena, struct draft *ret_draft)
{
    *ret_draft = (struct draft){.layer = layer, .path = path, .why = "", .from = DAY_NONE};
    return file_read_newest(site, arena, ret_draft);
}

static int kept_read(struct site *site, const struct actor *actor, struct arena *arena, struct draft *draft)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &draft_of,
                       BIND(value_number(actor->key), value_text(draft->layer), value_text(draft->path)), &rows));
    if (!rows_next(&rows))
        return rows_result(&rows);
    draft->base = row_copy(&rows, 0, arena);
    draft->text = row_copy(&rows, 1, arena);
    draft->why = row_copy(&rows, 2, arena);
    draft->change = (enum change_class)row_number(&rows, 3);
    draft->from = row_day(&rows, 4);
    draft->kept_at = row_number(&rows, 5);
    return 0;
}

int draft_check_free(struct site *site, const struct actor *actor, const char *layer, const char *path)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct draft draft = {.layer = layer, .path = path};
    TRY(kept_read(site, actor, &arena, &draft));
    return draft.kept_at ? fail_at(FAIL_RULE, REASON_NONE, "title",
                                   "you have begun a step of that name there and not sent it: go on with that one")
                         : 0;
}

static int person_check(const struct actor *actor)
{
    TRY(access_check_site(actor, SITE_SEE_CURRICULUM));
    return actor->key ? 0 : fail_at(FAIL_INPUT, REASON_NONE, "by", "a proposal is somebody's: say whose");
}

int draft_open(struct site *site, const struct actor *actor, const char *layer, const char *path, struct arena *arena,
               struct draft *ret_draft)
{
    struct layer_source source;
    int64_t others = 0;
    struct draft draft;
    TRY(person_check(actor));
    TRY(layer_find(site->records, layer, arena, &source));
    TRY(proposal_layer_check(&source));
    int result = draft_newest(site, layer, path, arena, &draft);
    draft.is_new = result == FAIL_NOT_FOUND;
    if (result != 0 && !draft.is_new)
        return result;
    TRY(kept_read(site, actor, arena, &draft));
    if (draft.is_new && !draft.kept_at)
        return fail(FAIL_NOT_FOUND, "layer '%s': has no file '%s'", layer, path);
    fail_forget();
    TRY(records_number(site->records, &drafts_beside,
                       BIND(value_number(actor->key), value_text(layer), value_text(path),
                            value_number(clock_now() - EDITING_SECONDS)),
                       0, &others));
    draft.others = (int)others;
    *ret_draft = draft;
    return 0;
}

int draft_list(struct site *site, const struct actor *actor, struct arena *arena, struct draft **ret_drafts,
               size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct draft *drafts = arena_zeroed(arena, LISTED_MOST * sizeof *drafts);
    size_t count = 0;
    TRY(person_check(actor));
    TRY(records_select(site->records, &drafts_of, BIND(value_number(actor->key), value_number(LISTED_MOST)), &rows));
    for (; rows_next(&rows); count++)
        drafts[count] = (struct draft){.layer = row_copy(&rows, 0, arena),
                                       .path = row_copy(&rows, 1, arena),
                                       .why = row_copy(&rows, 2, arena),
                                       .kept_at = row_number(&rows, 3)};
    *ret_drafts = drafts;
    *ret_count = count;
    return rows_result(&rows);
}

int draft_done_count(struct site *site, const char *step, int *ret_count)
{
    int64_t count = 0;
    TRY(records_number(site->records, &people_done, BIND(value_text(step)), 0, &count));
    *ret_count = count && access_is_few(count) ? PROPOSAL_WITHHELD : (int)count;
    return 0;
}

/* ---- keeping ---- */

/* What a draft is, nobody else has to know: it is worth nothing once it is sent, and no event tells of it. */
int draft_keep(struct site *site, const struct actor *actor, const struct draft *draft)
{
    TRY(person_check(actor));
    if (strlen(draft->text) > DRAFT_BYTES_MOST)
        return fail_at(FAIL_LIMIT, REASON_NONE, "text", "a text has at most %lu bytes", DRAFT_BYTES_MOST);
    if (!text_is_blank(draft->why))
        TRY(identifier_check_words("because", draft->why));
    TRY(records_begin(site->records));
    return records_end_unchanged(
        site->records,
        records_write(site->records, &draft_write,
                      BIND(value_number(actor->key), value_text(draft->layer), value_text(draft->path),
                           value_text(draft->base), value_text(draft->text), value_text(draft->why),
                           value_number(draft->change), value_day(draft->from), value_number(clock_now())),
                      NULL));
}

int draft_drop(struct site *site, const struct actor *actor, const char *layer, const char *path)
{
    TRY(records_begin(site->records));
    return records_end_unchanged(
        site->records, records_write(site->records, &draft_delete,
                                     BIND(value_number(actor->key), value_text(layer), value_text(path)), NULL));
}

/* ---- sending ---- */

int draft_finish(const struct draft *draft, struct arena *arena, const char **ret_text)
{
    CLEANUP(text_finish) struct text text = TEXT(2 * DRAFT_BYTES_MOST);
    bool is_step = text_ends(draft->path, ".md");
    *ret_text = draft->text;
    if (!is_step || draft->is_new || draft->change == CHANGE_EDITORIAL)
        return 0;
    bool is_legal = draft->change == CHANGE_LEGAL && draft->from != DAY_NONE;
    const struct revision_new revision = {draft->change, is_legal ? draft->from : clock_today(), draft->why};
    TRY(revision_add(draft->text, &revision, clock_today(), &text));
    TRY(text_check(&text, "the file"));
    *ret_text = arena_copy_string(arena, text_string(&text));
    return 0;
}

int draft_send(struct site *site, const struct actor *actor, const struct draft *draft, const char *author,
               struct arena *arena, const char **ret_id)
{
    const char *text = NULL;
    if (text_is_blank(draft->why))
        return fail_at(FAIL_INPUT, REASON_NONE, "because", "say in a line what you have changed, and why");
    TRY(draft_finish(draft, arena, &text));
    const struct git_file_change file = {.path = draft->path, .bytes = text, .length = strlen(text)};
    const struct proposal_new new = {
        .layer = draft->layer, .files = &file, .count = 1, .title = draft->why, .author = author, .base = draft->base};
    TRY(proposal_send(site, actor, &new, arena, ret_id));
    return draft_drop(site, actor, draft->layer, draft->path);
}
