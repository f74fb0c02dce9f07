/* Moves steps and begins new ones; see step_place.h. */
#include "domain/proposal/step_place.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/people/identifier.h"
#include "domain/proposal/proposal_internal.h"
#include "domain/proposal/relink.h"
#include "domain/proposal/step_place_internal.h"

#include <string.h>

#define MOVED_MOST 32 /* a step with its translations */
#define TITLE_BYTES 200

/* A layer as it is now. */
struct shelf {
    struct git *git;
    char commit[GIT_ID_BYTES];
    struct git_listing listing;
    struct arena *arena;
};

static void shelf_finish(struct shelf *shelf)
{
    git_store_close(shelf->git);
}

static int shelf_open(struct site *site, const char *layer, struct shelf *shelf)
{
    struct layer_source source;
    TRY(layer_find(site->records, layer, shelf->arena, &source));
    TRY(proposal_layer_check(&source));
    TRY(layer_recall(site->records, layer, &shelf->git, shelf->commit));
    return git_store_list(shelf->git, shelf->commit, shelf->arena, &shelf->listing);
}

/* The step that comes after a place, `path` itself left out; NULL if none. *ret_is_there: the place is there. */
static const char *neighbour(const struct shelf *shelf, const char *where, const char *path, bool *ret_is_there)
{
    size_t folder = place_folder_length(where);
    bool is_behind = !where[folder];
    *ret_is_there = false;
    for (size_t i = 0; i < shelf->listing.count; i++) {
        const char *file = shelf->listing.files[i].path;
        if (place_folder_length(file) != folder || strncmp(file, where, folder) != 0 ||
            !place_is_step(&shelf->listing, file))
            continue;
        *ret_is_there |= !where[folder] || text_equal(file, where);
        if (is_behind && !text_equal(file, path))
            return file;
        is_behind |= text_equal(file, where);
    }
    return NULL;
}

/* What a file is called at a place. */
static int name_at(const struct shelf *shelf, const char *where, const char *path, const char *rest,
                   const char **ret_path)
{
    CLEANUP(text_finish) struct text number = TEXT(256);
    bool is_there = false;
    size_t folder = place_folder_length(where);
    const char *after = neighbour(shelf, where, path, &is_there);
    if (!is_there)
        return fail_at(FAIL_INPUT, REASON_NONE, "where", "'%s' is no place in the programme", where);
    const char *before = where[folder] ? place_digits(where, shelf->arena) : "";
    const char *next = after && *place_digits(after, shelf->arena) ? place_digits(after, shelf->arena) : NULL;
    if ((where[folder] && !*before) || !step_place_number(before, next, &number))
        return fail_at(FAIL_RULE, REASON_NONE, "where",
                       "the files there are numbered so that nothing fits between; take another place");
    *ret_path = arena_format(shelf->arena, "%.*s%s-%s", (int)folder, where, text_string(&number), rest);
    return 0;
}

/* ---- moving ---- */

struct moving {
    struct shelf *shelf;
    struct file_move moves[MOVED_MOST];
    size_t count;
    struct git_file_change *changes;
    size_t change_count;
};

/* The step's file and its translations, which are called as it is up to ".md" and ".en.md". */
static int moves_find(struct moving *moving, const char *path, const char *to)
{
    struct shelf *shelf = moving->shelf;
    const char *stem = arena_format(shelf->arena, "%.*s.", (int)(strlen(path) - strlen(".md")), path);
    for (size_t i = 0; i < shelf->listing.count; i++) {
        const char *file = shelf->listing.files[i].path;
        if (!text_starts(file, stem) || !text_ends(file, ".md"))
            continue;
        if (moving->count == MOVED_MOST)
            return fail(FAIL_LIMIT, "file '%s': has more than %d translations", path, MOVED_MOST - 1);
        moving->moves[moving->count++] = (struct file_move){
            file, arena_format(shelf->arena, "%.*s%s", (int)(strlen(to) - strlen("md")), to, file + strlen(stem))};
    }
    return moving->count ? 0 : fail(FAIL_NOT_FOUND, "file '%s': is no step of a programme", path);
}

static const struct file_move *move_of(const struct moving *moving, const char *path)
{
    for (size_t i = 0; i < moving->count; i++)
        if (text_equal(moving->moves[i].from, path))
            return &moving->moves[i];
    return NULL;
}

/* The file with its links as they become: a change of it if it moves, or if a link of it differs. */
static int file_carry(struct moving *moving, const struct git_file *file)
{
    CLEANUP(text_finish) struct text before = TEXT(CURRICULUM_FILE_BYTES_MAX);
    CLEANUP(text_finish) struct text after = TEXT(4UL * CURRICULUM_FILE_BYTES_MAX);
    const struct file_move *move = move_of(moving, file->path);
    struct arena *arena = moving->shelf->arena;
    if (!move && file->size > CURRICULUM_FILE_BYTES_MAX)
        return 0;
    TRY(git_store_read(moving->shelf->git, file->blob, &before));
    bool differs = relink(file->path, text_string(&before), moving->moves, moving->count, arena, &after);
    if (!move && !differs)
        return 0;
    if (move)
        moving->changes[moving->change_count++] = (struct git_file_change){.path = file->path, .is_removed = true};
    moving->changes[moving->change_count++] =
        (struct git_file_change){.path = move ? move->to : file->path,
                                 .bytes = arena_copy_string(arena, text_string(&after)),
                                 .length = after.length};
    return text_check(&after, "the file");
}

static int files_carry(struct moving *moving)
{
    const struct git_listing *listing = &moving->shelf->listing;
    moving->changes = arena_zeroed(moving->shelf->arena, (2 * listing->count + 1) * sizeof *moving->changes);
    for (size_t i = 0; i < listing->count; i++)
        if (text_ends(listing->files[i].path, ".md") && !listing->files[i].is_link && !listing->files[i].is_submodule)
            TRY(file_carry(moving, &listing->files[i]));
    return 0;
}

static int stay_check(struct site *site, const struct step_move *move, struct arena *arena)
{
    struct step_place *places;
    size_t count;
    TRY(step_place_list(site, move->layer, move->path, arena, &places, &count));
    for (size_t i = 0; i < count; i++)
        if (text_equal(places[i].where, move->where) && places[i].is_here)
            return fail_at(FAIL_RULE, REASON_NONE, "where", "the step stands there already");
    return 0;
}

int step_move(struct site *site, const struct actor *actor, const struct step_move *move, struct arena *arena,
              const char **ret_id)
{
    CLEANUP(shelf_finish) struct shelf shelf = {.arena = arena};
    struct moving moving = {.shelf = &shelf};
    const char *to = NULL;
    TRY(access_check_site(actor, SITE_SEE_CURRICULUM));
    if (text_is_blank(move->why))
        return fail_at(FAIL_INPUT, REASON_NONE, "because", "say in a line what you have changed, and why");
    TRY(shelf_open(site, move->layer, &shelf));
    if (!place_is_step(&shelf.listing, move->path))
        return fail(FAIL_RULE, "file '%s': is no step of a programme", move->path);
    TRY(stay_check(site, move, arena));
    TRY(name_at(&shelf, move->where, move->path, place_rest(move->path), &to));
    TRY(moves_find(&moving, move->path, to));
    TRY(files_carry(&moving));
    const struct proposal_new new = {.layer = move->layer,
                                     .files = moving.changes,
                                     .count = moving.change_count,
                                     .title = move->why,
                                     .author = move->author,
                                     .base = shelf.commit};
    return proposal_send(site, actor, &new, arena, ret_id);
}

/* ---- beginning ---- */

static int new_check(struct site *site, const struct step_new *new, const char *id, struct arena *arena)
{
    struct content_entry entry;
    struct due due;
    enum step_kind kind;
    enum step_signoff signoff;
    if (text_is_blank(new->title) || !*id)
        return fail_at(FAIL_INPUT, REASON_NONE, "title", "say what the step is called");
    if (strlen(new->title) > TITLE_BYTES)
        return fail_at(FAIL_LIMIT, REASON_NONE, "title", "a title is one line of at most %d bytes", TITLE_BYTES);
    TRY(identifier_check_words("title", new->title));
    if (!step_kind_parse(new->kind, &kind))
        return fail_at(FAIL_INPUT, REASON_NONE, "kind", "'%s' is no kind of step", new->kind);
    if (!step_signoff_parse(new->signoff, &signoff))
        return fail_at(FAIL_INPUT, REASON_NONE, "signoff", "'%s' is nobody who signs", new->signoff);
    TRY(due_parse(new->due, &due));
    bool is_taken = content_step(site->content, id, arena, &entry) == 0;
    fail_forget();
    return is_taken
               ? fail_at(FAIL_RULE, REASON_NONE, "title", "there is a step '%s' already: call this one otherwise", id)
               : 0;
}

static void front_write(const struct step_new *new, const char *id, struct text *into)
{
    char day[DAY_TEXT_BYTES];
    text_addf(into, "---\nid: %s\ntitle: \"", id);
    for (const char *at = new->title; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_add_char(into, '\\');
        text_add_char(into, *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at);
    }
    text_addf(into, "\"\ncomponent: profession\nkind: %s\n", new->kind);
    if (new->minutes)
        text_addf(into, "minutes: %d\n", new->minutes);
    text_addf(into, "due: %s\nsignoff: %s\n", new->due, new->signoff);
    text_addf(into, "revisions:\n  - {n: 1, date: %s, class: substantive}\n---\n\n", day_format(clock_today(), day));
}

int step_begin(struct site *site, const struct actor *actor, const struct step_new *new, struct arena *arena,
               const char **ret_path)
{
    CLEANUP(shelf_finish) struct shelf shelf = {.arena = arena};
    CLEANUP(text_finish) struct text id = TEXT(128), text = TEXT(4096);
    struct draft draft = {.layer = new->layer, .why = "", .from = DAY_NONE, .is_new = true};
    TRY(access_check_site(actor, SITE_SEE_CURRICULUM));
    text_add_id_from(&id, new->title);
    text_cut(&id, 60);
    TRY(new_check(site, new, text_string(&id), arena));
    TRY(shelf_open(site, new->layer, &shelf));
    TRY(name_at(&shelf, new->where, "", arena_format(arena, "%s.md", text_string(&id)), &draft.path));
    front_write(new, text_string(&id), &text);
    draft.text = text_string(&text);
    draft.base = shelf.commit;
    draft.why = arena_format(arena, "%s", new->title);
    *ret_path = draft.path;
    TRY(draft_check_free(site, actor, draft.layer, draft.path));
    return draft_keep(site, actor, &draft);
}
