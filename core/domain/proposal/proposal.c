/* Reads proposals, and decides who sees which; see proposal.h. */
#include "domain/proposal/proposal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/curriculum/reviewers.h"
#include "domain/people/access.h"
#include "domain/people/naming.h"
#include "domain/proposal/proposal_internal.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS                                                                                                        \
    "p.key, p.id, p.layer, p.branch, p.title, p.author_key, p.state, p.base, p.head, p.sent_at, p.changed_at,"         \
    " p.decided_at, p.decided_by_key, p.merged, m.head, m.tip, m.edition, m.is_conflict, m.errors, m.warnings,"        \
    " m.steps, m.plans, m.signoffs, m.redo, m.read"
#define TABLES "proposal AS p LEFT JOIN proposal_measure AS m ON m.proposal_key = p.key"

static const struct query proposal_of_id = {"proposal.of_id", NULL,
                                            "SELECT " COLUMNS " FROM " TABLES " WHERE p.id = ?1"};
/* ?1 the layer or NULL, ?2 only those that wait, ?3 the author or NULL, ?4 and ?5 accepted between, or NULL. */
static const struct query proposals_of = {
    "proposal.list", NULL,
    "SELECT " COLUMNS " FROM " TABLES " WHERE (?1 IS NULL OR p.layer = ?1)"
    " AND (?2 = 0 OR p.state IN ('open', 'changes')) AND (?3 IS NULL OR p.author_key = ?3)"
    " AND (?4 IS NULL OR (p.state = 'accepted' AND p.decided_at >= ?4 AND p.decided_at < ?5))"
    " ORDER BY p.key DESC"};
static const struct query comments_of = {
    "proposal.comments", NULL,
    "SELECT remark.words, remark.by_key, c.kind, c.at FROM proposal_comment AS c"
    " LEFT JOIN remark ON remark.key = c.remark_key WHERE c.proposal_key = ?1 ORDER BY c.key LIMIT 500"};

static const char *const words[] = {[PROPOSAL_OPEN] = "open",
                                    [PROPOSAL_CHANGES] = "changes",
                                    [PROPOSAL_CONFLICT] = "conflict",
                                    [PROPOSAL_ACCEPTED] = "accepted",
                                    [PROPOSAL_DECLINED] = "declined"};

const char *proposal_state_word(enum proposal_state state)
{
    return words[state];
}

bool proposal_is_decided(enum proposal_state state)
{
    return state == PROPOSAL_ACCEPTED || state == PROPOSAL_DECLINED;
}

static enum proposal_state state_of(const char *word)
{
    size_t i = 0;
    while (i < COUNT_OF(words) - 1 && !text_equal(words[i], word))
        i++;
    return (enum proposal_state)i;
}

/* ---- rows ---- */

/* What is there now: the published edition, and of layers their commit and whether the viewer reviews them. */
struct present_layer {
    const char *name;
    char tip[GIT_ID_BYTES]; /* "" for a layer of which nothing was ever brought */
    bool is_reviewed;
};

struct present {
    struct records *records;
    const struct actor *actor; /* NULL: nobody looks */
    struct arena *arena;
    const char *lines; /* of the newest edition: 'layer commit' */
    struct present_layer layers[LAYERS_MAX];
    size_t count;
};

static int reviews_any(struct records *records, const struct actor *actor, const char *layer, bool *ret_reviews);

static int present_layer(struct present *present, const char *name, const struct present_layer **ret_layer)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    for (size_t i = 0; i < present->count; i++)
        if (text_equal(present->layers[i].name, name)) {
            *ret_layer = &present->layers[i];
            return 0;
        }
    struct present_layer *layer = &present->layers[present->count < LAYERS_MAX ? present->count++ : 0];
    *layer = (struct present_layer){.name = name};
    *ret_layer = layer;
    if (layer_recall(present->records, name, &git, layer->tip) != 0) {
        layer->tip[0] = '\0';
        fail_forget();
    }
    return present->actor ? reviews_any(present->records, present->actor, name, &layer->is_reviewed) : 0;
}

static void row_read(const struct rows *rows, struct arena *arena, struct proposal *proposal, int64_t *ret_author,
                     int64_t *ret_decider)
{
    *proposal = (struct proposal){.key = row_number(rows, 0),
                                  .id = row_copy(rows, 1, arena),
                                  .layer = row_copy(rows, 2, arena),
                                  .branch = row_copy(rows, 3, arena),
                                  .title = row_copy(rows, 4, arena),
                                  .state = state_of(row_text(rows, 6)),
                                  .base = row_copy(rows, 7, arena),
                                  .head = row_copy(rows, 8, arena),
                                  .sent_at = row_number(rows, 9),
                                  .changed_at = row_number(rows, 10),
                                  .decided_at = row_number(rows, 11),
                                  .merged = row_copy(rows, 13, arena)};
    *ret_author = row_number(rows, 5);
    *ret_decider = row_number(rows, 12);
}

static int measure_read(const struct rows *rows, struct present *present, struct proposal *proposal)
{
    struct proposal_measure *measure = &proposal->measure;
    const struct present_layer *layer = NULL;
    if (row_is_null(rows, 14))
        return 0;
    *measure = (struct proposal_measure){.is_conflict = row_number(rows, 17) != 0,
                                         .errors = (int)row_number(rows, 18),
                                         .warnings = (int)row_number(rows, 19),
                                         .steps = (int)row_number(rows, 20),
                                         .plans = (int)row_number(rows, 21),
                                         .signoffs = (int)row_number(rows, 22),
                                         .redo = (int)row_number(rows, 23),
                                         .read = (int)row_number(rows, 24)};
    TRY(present_layer(present, proposal->layer, &layer));
    measure->is_known = proposal_is_decided(proposal->state) ||
                        (text_equal(row_text(rows, 14), proposal->head) && text_equal(row_text(rows, 15), layer->tip) &&
                         text_equal(row_text(rows, 16), present->lines));
    if (proposal->state == PROPOSAL_OPEN && measure->is_conflict)
        proposal->state = PROPOSAL_CONFLICT;
    return 0;
}

static int figure_shown(int figure, bool sees_all)
{
    return figure && access_is_few(figure) && !sees_all ? PROPOSAL_WITHHELD : figure;
}

/* As the viewer may know it: names, and no figure about few people. */
static int proposal_show(struct records *records, const struct actor *actor, int64_t author, int64_t decider,
                         struct arena *arena, struct proposal *proposal)
{
    bool sees_all = actor->roles & ROLE_OPERATOR;
    struct proposal_measure *measure = &proposal->measure;
    proposal->is_own = actor->key && actor->key == author;
    measure->plans = figure_shown(measure->plans, sees_all);
    measure->signoffs = figure_shown(measure->signoffs, sees_all);
    measure->redo = figure_shown(measure->redo, sees_all);
    measure->read = figure_shown(measure->read, sees_all);
    TRY(naming_name(records, actor, author, arena, &proposal->author));
    return decider ? naming_name(records, actor, decider, arena, &proposal->decided_by) : 0;
}

static int read_one(struct records *records, const char *id, struct arena *arena, struct proposal *ret_proposal,
                    int64_t *ret_author, int64_t *ret_decider)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct present present = {.records = records, .arena = arena};
    TRY(publish_commits(records, arena, &present.lines));
    TRY(records_select(records, &proposal_of_id, BIND(value_text(id)), &rows));
    if (!rows_next(&rows)) {
        TRY(rows_result(&rows));
        return fail(FAIL_NOT_FOUND, "proposal '%s': no such proposal", id);
    }
    row_read(&rows, arena, ret_proposal, ret_author, ret_decider);
    return measure_read(&rows, &present, ret_proposal);
}

int proposal_read(struct records *records, const char *id, struct arena *arena, struct proposal *ret_proposal)
{
    int64_t author, decider;
    return read_one(records, id, arena, ret_proposal, &author, &decider);
}

int proposal_author(struct records *records, const struct proposal *proposal, int64_t *ret_key)
{
    static const struct query author = {"proposal.author", NULL, "SELECT author_key FROM proposal WHERE key = ?1"};
    return records_number(records, &author, BIND(value_number(proposal->key)), 0, ret_key);
}

/* ---- who may ---- */

int proposal_layer_check(const struct layer_source *layer)
{
    if (text_equal(layer->kind, "remote"))
        return fail_at(FAIL_RULE, REASON_LAYER_ELSEWHERE, "layer",
                       "layer '%s': is fetched from elsewhere, where changes of it are proposed; a layer of one's own "
                       "can say otherwise with a step that replaces",
                       layer->name);
    return 0;
}

int proposal_check_undecided(const struct proposal *proposal)
{
    if (!proposal_is_decided(proposal->state))
        return 0;
    return fail_at(FAIL_RULE, REASON_PROPOSAL_DECIDED, NULL,
                   proposal->state == PROPOSAL_ACCEPTED ? N_("proposal '%s': is accepted already")
                                                        : N_("proposal '%s': is declined already"),
                   proposal->id);
}

/* The reviewers that the layer names as it is now. */
static int reviewers_of(struct records *records, const char *layer, struct arena *arena,
                        struct reviewers *ret_reviewers)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    CLEANUP(text_finish) struct text text = TEXT(1024UL * 1024);
    char commit[GIT_ID_BYTES], blob[GIT_ID_BYTES];
    *ret_reviewers = (struct reviewers){0};
    TRY(layer_recall(records, layer, &git, commit));
    if (git_store_find(git, commit, "curriculum.yaml", blob) != 0 || git_store_read(git, blob, &text) != 0) {
        fail_forget();
        return 0;
    }
    return reviewers_parse(text_string(&text), text.length, arena, ret_reviewers);
}

static int own_id(struct records *records, const struct actor *actor, struct arena *arena, const char **ret_id)
{
    struct naming naming = {0};
    TRY(naming_for(records, actor, actor->key, arena, &naming));
    *ret_id = naming.id;
    return 0;
}

int proposal_may_accept(struct records *records, const struct actor *actor, const char *layer,
                        const struct git_change *changes, size_t count, bool *ret_may)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct reviewers reviewers;
    const char *id = NULL;
    bool may_publish = access_may_site(actor, SITE_PUBLISH);
    *ret_may = actor->roles & ROLE_OPERATOR;
    if (*ret_may)
        return 0;
    TRY(reviewers_of(records, layer, &arena, &reviewers));
    TRY(own_id(records, actor, &arena, &id));
    for (size_t i = 0; i < count; i++) {
        const struct reviewers_row *row = reviewers_find(&reviewers, changes[i].path);
        if (row ? !id || !reviewers_has(row, id) : !may_publish)
            return 0;
    }
    *ret_may = true;
    return 0;
}

/* Whether the actor reviews anything of the layer. */
static int reviews_any(struct records *records, const struct actor *actor, const char *layer, bool *ret_reviews)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct reviewers reviewers;
    const char *id = NULL;
    *ret_reviews = false;
    if (!access_may_site(actor, SITE_SEE_CURRICULUM))
        return 0;
    if (reviewers_of(records, layer, &arena, &reviewers) != 0) { /* then nobody does */
        fail_forget();
        return 0;
    }
    TRY(own_id(records, actor, &arena, &id));
    for (size_t i = 0; id && i < reviewers.count; i++)
        *ret_reviews |= reviewers_has(&reviewers.rows[i], id);
    return 0;
}

/* Authors and administrators see all, everybody their own, and reviewers what is proposed to their layers. */
static int may_see(struct present *present, const char *layer, int64_t author, bool *ret_may)
{
    const struct present_layer *at = NULL;
    const struct actor *actor = present->actor;
    *ret_may = access_may_site(actor, SITE_PUBLISH) || (actor->key && actor->key == author);
    if (*ret_may)
        return 0;
    TRY(present_layer(present, layer, &at));
    *ret_may = at->is_reviewed;
    return 0;
}

/* ---- lists ---- */

#define FILTER_VALUES 5

static int64_t year_begin(int year)
{
    return instant_at(day_from_date(year, 1, 1), 0, 0);
}

static struct binding filter_binding(const struct actor *actor, const struct proposal_filter *filter,
                                     struct value values[FILTER_VALUES])
{
    bool is_own = filter->is_own && actor->key;
    values[0] = filter->layer ? value_text(filter->layer) : value_null();
    values[1] = value_number(filter->is_undecided);
    values[2] = is_own ? value_number(actor->key) : value_null();
    values[3] = filter->year ? value_number(year_begin(filter->year)) : value_null();
    values[4] = filter->year ? value_number(year_begin(filter->year + 1)) : value_null();
    return (struct binding){values, FILTER_VALUES};
}

int proposal_list(struct site *site, const struct actor *actor, const struct proposal_filter *filter,
                  struct proposal_page page, struct arena *arena, struct proposal **ret_proposals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct present present = {.records = site->records, .actor = actor, .arena = arena};
    struct proposal *list = arena_zeroed(arena, (page.most + 1) * sizeof *list);
    struct value values[FILTER_VALUES];
    size_t count = 0, passed = 0;
    TRY(publish_commits(site->records, arena, &present.lines));
    TRY(records_select(site->records, &proposals_of, filter_binding(actor, filter, values), &rows));
    while (count < page.most && rows_next(&rows)) {
        int64_t author, decider;
        bool may = false;
        row_read(&rows, arena, &list[count], &author, &decider);
        TRY(may_see(&present, list[count].layer, author, &may));
        if (!may || passed++ < page.offset)
            continue;
        TRY(measure_read(&rows, &present, &list[count]));
        TRY(proposal_show(site->records, actor, author, decider, arena, &list[count]));
        count++;
    }
    *ret_proposals = list;
    *ret_count = count;
    return rows_result(&rows);
}

static int may_accept_whole(struct records *records, const struct actor *actor, struct arena *arena,
                            struct proposal *proposal)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_change *changes;
    size_t count;
    TRY(layer_open(records, proposal->layer, &git));
    TRY(git_store_changes(git, proposal->base, proposal->head, arena, &changes, &count));
    return proposal_may_accept(records, actor, proposal->layer, changes, count, &proposal->may_accept);
}

int proposal_find(struct site *site, const struct actor *actor, const char *id, struct arena *arena,
                  struct proposal *ret_proposal)
{
    struct present present = {.records = site->records, .actor = actor, .arena = arena};
    int64_t author, decider;
    bool may = false;
    TRY(read_one(site->records, id, arena, ret_proposal, &author, &decider));
    TRY(may_see(&present, ret_proposal->layer, author, &may));
    if (!may)
        return fail(FAIL_NOT_FOUND, "proposal '%s': no such proposal", id);
    TRY(proposal_show(site->records, actor, author, decider, arena, ret_proposal));
    return may_accept_whole(site->records, actor, arena, ret_proposal);
}

/* ---- what it changes ---- */

static int text_of(const struct git *git, const char *blob, struct arena *arena, struct proposal_file *file,
                   const char **ret_text)
{
    CLEANUP(text_finish) struct text text = TEXT(1024UL * 1024);
    if (!*blob)
        return 0;
    int result = git_store_read(git, blob, &text);
    if (result != 0 && result != FAIL_LIMIT)
        return result;
    file->is_binary |= result != 0 || memchr(text_string(&text), '\0', text.length) != NULL;
    fail_forget();
    if (!file->is_binary)
        *ret_text = arena_copy_string(arena, text_string(&text));
    return 0;
}

int proposal_files(struct site *site, const struct proposal *proposal, struct arena *arena,
                   struct proposal_file **ret_files, size_t *ret_count)
{
    CLEANUP(git_store_close_at) struct git *git = NULL;
    struct git_change *changes;
    char from[GIT_ID_BYTES];
    TRY(layer_recall(site->records, proposal->layer, &git, from));
    if (git_store_merge_base(git, from, proposal->head, from) != 0 || proposal_is_decided(proposal->state))
        snprintf(from, sizeof from, "%s", proposal->base);
    fail_forget();
    TRY(git_store_changes(git, from, proposal->head, arena, &changes, ret_count));
    *ret_files = arena_zeroed(arena, (*ret_count + 1) * sizeof **ret_files);
    for (size_t i = 0; i < *ret_count; i++) {
        struct proposal_file *file = &(*ret_files)[i];
        file->path = changes[i].path;
        TRY(text_of(git, changes[i].before, arena, file, &file->before));
        TRY(text_of(git, changes[i].after, arena, file, &file->after));
    }
    return 0;
}

/* ---- what was said ---- */

struct comment_context {
    struct records *records;
    const struct actor *actor;
};

static int comment_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct comment_context *to = context;
    struct proposal_comment *comment = ret_item;
    int64_t by = row_number(rows, 1);
    *comment = (struct proposal_comment){.words = row_is_null(rows, 0) ? "" : row_copy(rows, 0, arena),
                                         .kind = row_copy(rows, 2, arena),
                                         .at = row_number(rows, 3)};
    return by ? naming_name(to->records, to->actor, by, arena, &comment->by) : 0;
}

int proposal_comments(struct site *site, const struct actor *actor, const struct proposal *proposal,
                      struct arena *arena, struct proposal_comment **ret_comments, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct comment_context context = {site->records, actor};
    TRY(records_select(site->records, &comments_of, BIND(value_number(proposal->key)), &rows));
    return ROWS_COLLECT(&rows, comment_read, &context, arena, ret_comments, ret_count);
}
