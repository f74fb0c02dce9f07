/* Compares two editions; see curriculum_diff.h. */
#include "domain/content/curriculum_diff.h"

#include "base/fail.h"
#include "domain/content/content_internal.h"

#include <string.h>

static const struct query edition_found = {
    "diff.edition", NULL,
    "SELECT turn, id, commits FROM edition WHERE substr(id, 1, length(?1)) = ?1 ORDER BY turn DESC"};

static const struct query entries_of = {
    "diff.entries", NULL,
    "SELECT step, title, programme, phase, parts FROM entry WHERE since <= ?1 AND is_hidden = 0 AND is_retired = 0"
    " UNION ALL SELECT step, title, programme, phase, parts FROM entry_past WHERE since <= ?1 AND until > ?1"
    " AND is_hidden = 0 AND is_retired = 0 ORDER BY step"};

static const struct query change_between = {"diff.change", NULL,
                                            "SELECT max(change) FROM revision WHERE blob = ?1 AND n > ?2"};

static const struct query wording_of = {"diff.wording", NULL, "SELECT digest FROM wording WHERE blob = ?1"};

struct entry {
    const char *step, *title, *programme, *phase, *parts;
};

struct entries {
    struct entry *items;
    size_t count;
};

const char *curriculum_diff_kind_word(enum curriculum_diff_kind kind)
{
    static const char *const words[] = {"added", "removed", "moved", "changed"};
    return words[kind];
}

int content_edition_find(struct content *content, const char *id, struct arena *arena,
                         struct content_edition_row *ret_edition)
{
    struct rows rows CLEANUP(rows_end) = {0};
    if (strlen(id) < 4)
        return fail(FAIL_INPUT, "edition '%s': an edition is named by at least four of its digits", id);
    TRY(database_select(content->database, &edition_found, BIND(value_text(id)), &rows));
    if (!rows_next(&rows)) {
        TRY(rows_result(&rows));
        return fail(FAIL_NOT_FOUND, "edition '%s': no such edition", id);
    }
    *ret_edition = (struct content_edition_row){
        .turn = row_number(&rows, 0), .id = row_copy(&rows, 1, arena), .commits = row_copy(&rows, 2, arena)};
    if (rows_next(&rows))
        return fail(FAIL_INPUT, "edition '%s': several editions begin so", id);
    return rows_result(&rows);
}

static int entry_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct entry *)ret_item =
        (struct entry){row_copy(rows, 0, arena), row_copy(rows, 1, arena), row_copy(rows, 2, arena),
                       row_copy(rows, 3, arena), row_copy(rows, 4, arena)};
    return 0;
}

static int entries_read(struct content *content, const char *edition, struct arena *arena, struct entries *ret_entries)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct content_edition_row found;
    TRY(content_edition_find(content, edition, arena, &found));
    TRY(database_select(content->database, &entries_of, BIND(value_number(found.turn)), &rows));
    return ROWS_COLLECT(&rows, entry_read, NULL, arena, &ret_entries->items, &ret_entries->count);
}

/* ---- two states of one step ---- */

static const struct content_part *part_of_layer(const struct content_part *parts, size_t count, const char *layer)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(parts[i].layer, layer))
            return &parts[i];
    return NULL;
}

/* The highest class of all parts; a new part counts as substantive (docs/curriculum-format.md). */
static int change_find(struct content *content, const struct entry *old, const struct entry *new, struct arena *arena,
                       struct curriculum_diff_item *difference)
{
    struct content_part *before, *after;
    size_t before_count, after_count;
    const struct content_entry old_entry = {.parts = old->parts}, new_entry = {.parts = new->parts};
    TRY(content_step_parts(&old_entry, arena, &before, &before_count));
    TRY(content_step_parts(&new_entry, arena, &after, &after_count));
    difference->old_revision = before_count ? before[0].revision : 0;
    difference->new_revision = after_count ? after[0].revision : 0;
    difference->change = CHANGE_EDITORIAL;
    for (size_t i = 0; i < after_count; i++) {
        const struct content_part *was = part_of_layer(before, before_count, after[i].layer);
        int64_t change = CHANGE_SUBSTANTIVE;
        if (was)
            TRY(database_number(content->database, &change_between,
                                BIND(value_text(after[i].blob), value_number(was->revision)), CHANGE_EDITORIAL,
                                &change));
        if (change > (int64_t)difference->change)
            difference->change = (enum change_class)change;
    }
    return 0;
}

/* Whether two parts are of one layer and revision and say the same, but for white space that nobody sees. */
static int part_is_same(struct content *content, const struct content_part *old, const struct content_part *new,
                        bool *ret_is_same)
{
    int64_t before = 0, after = 0;
    *ret_is_same = text_equal(old->layer, new->layer) && old->revision == new->revision && old->role == new->role;
    if (!*ret_is_same || text_equal(old->blob, new->blob))
        return 0;
    TRY(database_number(content->database, &wording_of, BIND(value_text(old->blob)), 0, &before));
    TRY(database_number(content->database, &wording_of, BIND(value_text(new->blob)), 0, &after));
    *ret_is_same = before && before == after;
    return 0;
}

static int parts_are_same(struct content *content, const struct entry *old, const struct entry *new,
                          struct arena *arena, bool *ret_are_same)
{
    struct content_part *before, *after;
    size_t before_count, after_count;
    const struct content_entry old_entry = {.parts = old->parts}, new_entry = {.parts = new->parts};
    *ret_are_same = text_equal(old->parts, new->parts);
    if (*ret_are_same)
        return 0;
    TRY(content_step_parts(&old_entry, arena, &before, &before_count));
    TRY(content_step_parts(&new_entry, arena, &after, &after_count));
    *ret_are_same = before_count == after_count;
    for (size_t i = 0; *ret_are_same && i < after_count; i++)
        TRY(part_is_same(content, &before[i], &after[i], ret_are_same));
    return 0;
}

static const char *place_of(const struct entry *entry, struct arena *arena)
{
    return entry->programme ? arena_format(arena, "%s/%s", entry->programme, entry->phase ? entry->phase : "") : NULL;
}

static int pair_compare(struct content *content, const struct entry *old, const struct entry *new, struct arena *arena,
                        struct curriculum_diff *into)
{
    struct curriculum_diff_item difference = {.step = new->step, .title = new->title};
    bool are_same = false;
    TRY(parts_are_same(content, old, new, arena, &are_same));
    if (!are_same || !text_equal(old->title, new->title)) {
        difference.kind = CURRICULUM_DIFF_CHANGED;
        difference.old_parts = old->parts;
        difference.new_parts = new->parts;
        TRY(change_find(content, old, new, arena, &difference));
        into->items[into->count++] = difference;
    }
    difference = (struct curriculum_diff_item){.step = new->step, .title = new->title, .kind = CURRICULUM_DIFF_MOVED};
    difference.from = place_of(old, arena);
    difference.to = place_of(new, arena);
    if (!text_equal(difference.from, difference.to))
        into->items[into->count++] = difference;
    return 0;
}

int curriculum_diff(struct content *content, const char *old_edition, const char *new_edition, struct arena *arena,
                    struct curriculum_diff *ret_differences)
{
    struct entries old, new;
    TRY(entries_read(content, old_edition, arena, &old));
    TRY(entries_read(content, new_edition, arena, &new));
    ret_differences->count = 0;
    ret_differences->items = arena_zeroed(arena, (2 * (old.count + new.count) + 1) * sizeof *ret_differences->items);
    for (size_t i = 0, j = 0; i < old.count || j < new.count;) {
        int order = i == old.count ? 1 : j == new.count ? -1 : strcmp(old.items[i].step, new.items[j].step);
        if (order == 0) {
            TRY(pair_compare(content, &old.items[i++], &new.items[j++], arena, ret_differences));
            continue;
        }
        const struct entry *only = order < 0 ? &old.items[i++] : &new.items[j++];
        ret_differences->items[ret_differences->count++] =
            (struct curriculum_diff_item){.step = only->step,
                                          .title = only->title,
                                          .kind = order < 0 ? CURRICULUM_DIFF_REMOVED : CURRICULUM_DIFF_ADDED};
    }
    return 0;
}
