/* Aligns blocks, then words within those that were reworded; see comparison.h. */
#include "domain/content/comparison.h"

#include "base/map.h"
#include "base/text.h"
#include "io/git_align.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define GAP_WORDS_MAX 40000   /* of both texts between two blocks that stay; more are compared as whole blocks */
#define SHARED_PERCENT_MIN 40 /* of the words of two blocks, for them to be one that was reworded */
#define ONLY_PERCENT_MIN 25   /* the same where no other block could be meant */
#define GLUE_BYTES_MAX 3      /* a word so short that stays alone between changes is read as changed with them */
#define KEY_BYTES_MAX (4UL * 1024 * 1024)

/* A text as numbers: equal words have equal numbers, and so have blocks that say the same. */
struct numbered {
    const struct outline *outline;
    uint32_t *words, *blocks;
    size_t *block_of; /* a word's */
};

struct comparing {
    struct arena *arena;
    struct map numbers; /* of words and blocks, plus one, so that none is NULL */
    struct text key;
    struct numbered old, new;
    struct compared_block *items;
    size_t count, capacity;
    struct comparison result;
};

static void comparing_finish(struct comparing *comparing)
{
    map_finish(&comparing->numbers);
    text_finish(&comparing->key);
    memory_free(comparing->items);
}

/* ---- numbers ---- */

static uint32_t number_of(struct comparing *comparing, const char *key)
{
    uintptr_t found = (uintptr_t)map_get(&comparing->numbers, key);
    if (!found) {
        found = comparing->numbers.count + 1;
        map_put(&comparing->numbers, key, (void *)found);
    }
    return (uint32_t)found;
}

/* An image is another when its bytes are, whatever it is called. */
static uint32_t word_number(struct comparing *comparing, const struct outline_word *word)
{
    if (!word->address)
        return number_of(comparing, word->bytes);
    text_clear(&comparing->key);
    text_addf(&comparing->key, "\n%s\n%s", word->address, word->bytes);
    return number_of(comparing, text_string(&comparing->key));
}

static uint32_t block_number(struct comparing *comparing, const struct numbered *text,
                             const struct outline_block *block)
{
    text_clear(&comparing->key);
    for (size_t i = block->first; i < block->first + block->count; i++)
        text_addf(&comparing->key, "\n%u %d", text->words[i], text->outline->words[i].cell);
    return number_of(comparing, text_string(&comparing->key));
}

static void text_number(struct comparing *comparing, const struct outline *outline, struct numbered *text)
{
    struct arena *arena = comparing->arena;
    *text = (struct numbered){.outline = outline,
                              .words = arena_zeroed(arena, (outline->word_count + 1) * sizeof *text->words),
                              .blocks = arena_zeroed(arena, (outline->block_count + 1) * sizeof *text->blocks),
                              .block_of = arena_zeroed(arena, (outline->word_count + 1) * sizeof *text->block_of)};
    for (size_t i = 0; i < outline->word_count; i++)
        text->words[i] = word_number(comparing, &outline->words[i]);
    for (size_t i = 0; i < outline->block_count; i++) {
        const struct outline_block *block = &outline->blocks[i];
        text->blocks[i] = block_number(comparing, text, block);
        for (size_t j = block->first; j < block->first + block->count; j++)
            text->block_of[j] = i;
    }
}

/* ---- runs of words ---- */

struct run_list {
    struct compared_run *items;
    size_t count, capacity;
    struct text words;
};

static void run_list_finish(struct run_list *list)
{
    memory_free(list->items);
    text_finish(&list->words);
}

static void run_close(struct comparing *comparing, struct run_list *list)
{
    assert(list->items || !list->words.length);
    if (list->words.length)
        list->items[list->count - 1].words = arena_copy_string(comparing->arena, text_string(&list->words));
    text_clear(&list->words);
}

static void word_add(struct comparing *comparing, struct run_list *list, const struct outline_word *word,
                     enum compared what, char glue)
{
    struct compared_run *last = list->count ? &list->items[list->count - 1] : NULL;
    bool goes_on = last && last->what == what && last->style == word->style && last->cell == word->cell &&
                   !(word->style & OUTLINE_IMAGE);
    comparing->result.added += what == COMPARED_ADDED;
    comparing->result.removed += what == COMPARED_REMOVED;
    if (!goes_on) {
        run_close(comparing, list);
        ARRAY_RESERVE(list->items, list->count, list->capacity);
        list->items[list->count++] =
            (struct compared_run){.what = what, .words = "", .style = word->style, .cell = word->cell};
    } else if (list->words.length)
        text_add_char(&list->words, glue);
    text_add(&list->words, word->bytes);
}

static void block_add(struct comparing *comparing, enum compared what, const struct outline_block *block,
                      struct run_list *runs)
{
    run_close(comparing, runs);
    ARRAY_RESERVE(comparing->items, comparing->count, comparing->capacity);
    struct compared_run *kept = arena_zeroed(comparing->arena, (runs->count + 1) * sizeof *kept);
    if (runs->count)
        memcpy(kept, runs->items, runs->count * sizeof *kept);
    comparing->items[comparing->count++] =
        (struct compared_block){.what = what, .block = block, .runs = kept, .run_count = runs->count};
}

static char glue_of(const struct outline_block *block)
{
    return block->kind == OUTLINE_CODE ? '\n' : ' ';
}

static void whole_block_add(struct comparing *comparing, const struct numbered *text, size_t index, enum compared what)
{
    CLEANUP(run_list_finish) struct run_list runs = {.words = TEXT(KEY_BYTES_MAX)};
    const struct outline_block *block = &text->outline->blocks[index];
    for (size_t i = block->first; i < block->first + block->count; i++)
        word_add(comparing, &runs, &text->outline->words[i], what, glue_of(block));
    block_add(comparing, what, block, &runs);
}

/* ---- within a block that was reworded ---- */

/* Where both texts have been written up to, so that what went can be written before what came. */
struct rewording {
    const struct outline_block *new_block;
    size_t old_at, new_at;
    struct run_list runs;
};

static void rewording_write(struct comparing *comparing, struct rewording *rewording, size_t old_end, size_t new_end)
{
    char glue = glue_of(rewording->new_block);
    for (; rewording->old_at < old_end; rewording->old_at++)
        word_add(comparing, &rewording->runs, &comparing->old.outline->words[rewording->old_at], COMPARED_REMOVED,
                 glue);
    for (; rewording->new_at < new_end; rewording->new_at++)
        word_add(comparing, &rewording->runs, &comparing->new.outline->words[rewording->new_at], COMPARED_ADDED, glue);
}

static bool is_glue(const struct comparing *comparing, const struct align_runs *runs, size_t at, size_t old_first)
{
    const struct align_run *run = &runs->items[at];
    return at > 0 && at + 1 < runs->count && run->count == 1 &&
           strlen(comparing->old.outline->words[old_first + run->old_at].bytes) <= GLUE_BYTES_MAX;
}

/* Words of one cell, or of a block that has none. */
static int words_compare(struct comparing *comparing, struct rewording *rewording, size_t old_count, size_t new_count)
{
    size_t old_first = rewording->old_at, new_first = rewording->new_at;
    struct align_runs runs;
    TRY(git_align((struct align_sequence){comparing->old.words + old_first, old_count},
                  (struct align_sequence){comparing->new.words + new_first, new_count}, comparing->arena, &runs));
    for (size_t i = 0; i < runs.count; i++) {
        const struct align_run *run = &runs.items[i];
        if (run->kind != ALIGN_SAME || is_glue(comparing, &runs, i, old_first))
            continue;
        rewording_write(comparing, rewording, old_first + run->old_at, new_first + run->new_at);
        for (size_t j = 0; j < run->count; j++, rewording->old_at++, rewording->new_at++)
            word_add(comparing, &rewording->runs, &comparing->new.outline->words[rewording->new_at], COMPARED_SAME,
                     glue_of(rewording->new_block));
    }
    rewording_write(comparing, rewording, old_first + old_count, new_first + new_count);
    return 0;
}

static size_t cell_length(const struct outline *outline, size_t from, size_t end, int cell)
{
    size_t count = 0;
    while (from + count < end && outline->words[from + count].cell == cell)
        count++;
    return count;
}

static int block_reword(struct comparing *comparing, size_t old_index, size_t new_index)
{
    const struct outline *old = comparing->old.outline, *new = comparing->new.outline;
    const struct outline_block *old_block = &old->blocks[old_index], *new_block = &new->blocks[new_index];
    struct rewording rewording = {.new_block = new_block,
                                  .old_at = old_block->first,
                                  .new_at = new_block->first,
                                  .runs = {.words = TEXT(KEY_BYTES_MAX)}};
    int cells = new_block->cell_count > 1 ? new_block->cell_count : 1, result = 0;
    for (int cell = 0; cell < cells && result == 0; cell++)
        result = words_compare(comparing, &rewording,
                               cell_length(old, rewording.old_at, old_block->first + old_block->count, cell),
                               cell_length(new, rewording.new_at, new_block->first + new_block->count, cell));
    if (result == 0)
        block_add(comparing, COMPARED_REWORDED, new_block, &rewording.runs);
    run_list_finish(&rewording.runs);
    return result;
}

/* ---- which blocks were reworded ---- */

/* Blocks between two that stay: `old_count` went and `new_count` came. */
struct gap {
    size_t old_first, old_count, new_first, new_count;
};

struct likeness {
    size_t old, new, shared; /* blocks, and how many words they share */
};

static bool are_of_a_kind(const struct outline_block *a, const struct outline_block *b)
{
    bool is_flowing = (a->kind == OUTLINE_PARAGRAPH || a->kind == OUTLINE_ITEM) &&
                      (b->kind == OUTLINE_PARAGRAPH || b->kind == OUTLINE_ITEM);
    return is_flowing || (a->kind == b->kind && a->cell_count == b->cell_count);
}

static bool are_alike(const struct comparing *comparing, const struct likeness *likeness, const struct gap *gap)
{
    const struct outline_block *a = &comparing->old.outline->blocks[likeness->old];
    const struct outline_block *b = &comparing->new.outline->blocks[likeness->new];
    size_t least = gap->old_count == 1 && gap->new_count == 1 ? ONLY_PERCENT_MIN : SHARED_PERCENT_MIN;
    return are_of_a_kind(a, b) && 200 * likeness->shared >= least * (a->count + b->count);
}

static int by_shared(const void *a, const void *b)
{
    const struct likeness *left = a, *right = b;
    if (left->shared != right->shared)
        return left->shared < right->shared ? 1 : -1;
    if (left->old != right->old)
        return left->old < right->old ? -1 : 1;
    return (left->new > right->new) - (left->new < right->new);
}

static size_t words_before(const struct numbered *text, size_t block)
{
    return block < text->outline->block_count ? text->outline->blocks[block].first : text->outline->word_count;
}

/* Aligning all words of the gap at once tells which blocks share how many; these pairs rise in both texts, so that
 * whichever are chosen, none crosses another. */
static int likenesses_find(struct comparing *comparing, const struct gap *gap, struct likeness **ret_items,
                           size_t *ret_count)
{
    size_t old_at = words_before(&comparing->old, gap->old_first),
           new_at = words_before(&comparing->new, gap->new_first);
    size_t old_end = words_before(&comparing->old, gap->old_first + gap->old_count);
    size_t new_end = words_before(&comparing->new, gap->new_first + gap->new_count);
    struct align_runs runs;
    *ret_count = 0;
    *ret_items = arena_zeroed(comparing->arena, (gap->old_count + gap->new_count + 1) * sizeof **ret_items);
    if (old_end - old_at + new_end - new_at > GAP_WORDS_MAX) {
        comparing->result.is_coarse = true;
        return 0;
    }
    TRY(git_align((struct align_sequence){comparing->old.words + old_at, old_end - old_at},
                  (struct align_sequence){comparing->new.words + new_at, new_end - new_at}, comparing->arena, &runs));
    for (size_t i = 0; i < runs.count; i++)
        for (size_t j = 0; runs.items[i].kind == ALIGN_SAME && j < runs.items[i].count; j++) {
            size_t old_block = comparing->old.block_of[old_at + runs.items[i].old_at + j];
            size_t new_block = comparing->new.block_of[new_at + runs.items[i].new_at + j];
            struct likeness *last = *ret_count ? &(*ret_items)[*ret_count - 1] : NULL;
            if (last && last->old == old_block && last->new == new_block)
                last->shared++;
            else
                (*ret_items)[(*ret_count)++] = (struct likeness){old_block, new_block, 1};
        }
    return 0;
}

/* Which new block each old one became, plus one; 0 for none. */
static int gap_pair(struct comparing *comparing, const struct gap *gap, size_t *became)
{
    CLEANUP(memory_free_at) bool *is_taken = memory_zeroed(gap->new_count + 1);
    struct likeness *items;
    size_t count;
    if (!gap->old_count || !gap->new_count)
        return 0;
    TRY(likenesses_find(comparing, gap, &items, &count));
    qsort(items, count, sizeof *items, by_shared);
    for (size_t i = 0; i < count; i++) {
        size_t old = items[i].old - gap->old_first, new = items[i].new - gap->new_first;
        if (became[old] || is_taken[new] || !are_alike(comparing, &items[i], gap))
            continue;
        became[old] = items[i].new + 1;
        is_taken[new] = true;
    }
    return 0;
}

static int gap_write(struct comparing *comparing, const struct gap *gap)
{
    CLEANUP(memory_free_at) size_t *became = memory_zeroed((gap->old_count + 1) * sizeof *became);
    size_t new_at = gap->new_first, new_end = gap->new_first + gap->new_count;
    TRY(gap_pair(comparing, gap, became));
    for (size_t i = 0; i < gap->old_count; i++) {
        if (!became[i]) {
            whole_block_add(comparing, &comparing->old, gap->old_first + i, COMPARED_REMOVED);
            continue;
        }
        for (; new_at < became[i] - 1; new_at++)
            whole_block_add(comparing, &comparing->new, new_at, COMPARED_ADDED);
        TRY(block_reword(comparing, gap->old_first + i, new_at++));
    }
    for (; new_at < new_end; new_at++)
        whole_block_add(comparing, &comparing->new, new_at, COMPARED_ADDED);
    return 0;
}

/* ---- the whole ---- */

static int blocks_compare(struct comparing *comparing)
{
    struct align_runs runs;
    struct gap gap = {0};
    TRY(git_align((struct align_sequence){comparing->old.blocks, comparing->old.outline->block_count},
                  (struct align_sequence){comparing->new.blocks, comparing->new.outline->block_count}, comparing->arena,
                  &runs));
    for (size_t i = 0; i < runs.count; i++) {
        const struct align_run *run = &runs.items[i];
        gap.old_count += run->kind == ALIGN_REMOVED ? run->count : 0;
        gap.new_count += run->kind == ALIGN_ADDED ? run->count : 0;
        if (run->kind != ALIGN_SAME)
            continue;
        TRY(gap_write(comparing, &gap));
        for (size_t j = 0; j < run->count; j++)
            whole_block_add(comparing, &comparing->new, run->new_at + j, COMPARED_SAME);
        gap = (struct gap){.old_first = run->old_at + run->count, .new_first = run->new_at + run->count};
    }
    return gap_write(comparing, &gap);
}

int comparison_make(const struct outline *old, const struct outline *new, struct arena *arena,
                    struct comparison *ret_comparison)
{
    CLEANUP(comparing_finish) struct comparing comparing = {.arena = arena, .key = TEXT(KEY_BYTES_MAX)};
    text_number(&comparing, old, &comparing.old);
    text_number(&comparing, new, &comparing.new);
    TRY(blocks_compare(&comparing));
    *ret_comparison = comparing.result;
    ret_comparison->count = comparing.count;
    ret_comparison->items = arena_zeroed(arena, (comparing.count + 1) * sizeof *ret_comparison->items);
    if (comparing.count)
        memcpy(ret_comparison->items, comparing.items, comparing.count * sizeof *ret_comparison->items);
    return 0;
}

bool comparison_is_same(const struct comparison *comparison)
{
    return comparison->added == 0 && comparison->removed == 0;
}

/* True if the block stands in the same table as the one before it. */
static bool is_in_table(const struct comparison *comparison, size_t at)
{
    return at > 0 && at < comparison->count && comparison->items[at].block->kind == OUTLINE_ROW &&
           comparison->items[at - 1].block->kind == OUTLINE_ROW && !comparison->items[at].block->is_head;
}

/* Where a stretch that ends at `end`, above a change, stops being far from it: at the heading that the change stands
 * under, at the beginning of its table, or at the block before it. A heading that changed stands for itself. */
static size_t fold_stop(const struct comparison *comparison, size_t begin, size_t end)
{
    size_t stop = end;
    if (comparison->items[end].block->kind == OUTLINE_HEADING)
        return end;
    for (size_t i = end; i-- > begin;)
        if (comparison->items[i].block->kind == OUTLINE_HEADING)
            return i;
    while (stop > begin && is_in_table(comparison, stop))
        stop--;
    return stop == end && stop > begin ? stop - 1 : stop;
}

size_t comparison_fold(const struct comparison *comparison, size_t at)
{
    size_t end = at;
    bool is_beside = at > 0 && comparison->items[at - 1].what != COMPARED_SAME;
    if (is_beside || is_in_table(comparison, at))
        return 0;
    while (end < comparison->count && comparison->items[end].what == COMPARED_SAME)
        end++;
    size_t stop = end == comparison->count ? end : fold_stop(comparison, at, end);
    return stop > at + 1 ? stop - at : 0;
}
