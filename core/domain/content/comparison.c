/* Aligns blocks, then words within reworded blocks; see comparison.h. */
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

/* A text as numbers: equal words have equal numbers, and so have blocks with the same words. */
struct numbered_text {
    const struct outline *outline;
    uint32_t *words, *blocks;
    size_t *block_of; /* by word */
};

struct comparison_builder {
    struct arena *arena;
    struct map numbers; /* of words and blocks, plus 1, so that none is NULL */
    struct text key;
    struct numbered_text old, new;
    struct comparison_block *items;
    size_t count, capacity;
    struct comparison result;
};

static void comparison_builder_finish(struct comparison_builder *builder)
{
    map_finish(&builder->numbers);
    text_finish(&builder->key);
    memory_free(builder->items);
}

/* ---- numbers ---- */

static uint32_t number_of(struct comparison_builder *builder, const char *key)
{
    uintptr_t found = (uintptr_t)map_get(&builder->numbers, key);
    if (!found) {
        found = builder->numbers.count + 1;
        map_put(&builder->numbers, key, (void *)found);
    }
    return (uint32_t)found;
}

/* Images differ if their bytes differ, whatever their names. */
static uint32_t word_number(struct comparison_builder *builder, const struct outline_word *word)
{
    if (!word->address)
        return number_of(builder, word->bytes);
    text_clear(&builder->key);
    text_addf(&builder->key, "\n%s\n%s", word->address, word->bytes);
    return number_of(builder, text_string(&builder->key));
}

static uint32_t block_number(struct comparison_builder *builder, const struct numbered_text *text,
                             const struct outline_block *block)
{
    text_clear(&builder->key);
    for (size_t i = block->first; i < block->first + block->count; i++)
        text_addf(&builder->key, "\n%u %d", text->words[i], text->outline->words[i].cell);
    return number_of(builder, text_string(&builder->key));
}

static void text_read(struct comparison_builder *builder, const struct outline *outline, struct numbered_text *text)
{
    struct arena *arena = builder->arena;
    *text = (struct numbered_text){.outline = outline,
                                   .words = arena_zeroed(arena, (outline->word_count + 1) * sizeof *text->words),
                                   .blocks = arena_zeroed(arena, (outline->block_count + 1) * sizeof *text->blocks),
                                   .block_of = arena_zeroed(arena, (outline->word_count + 1) * sizeof *text->block_of)};
    for (size_t i = 0; i < outline->word_count; i++)
        text->words[i] = word_number(builder, &outline->words[i]);
    for (size_t i = 0; i < outline->block_count; i++) {
        const struct outline_block *block = &outline->blocks[i];
        text->blocks[i] = block_number(builder, text, block);
        for (size_t j = block->first; j < block->first + block->count; j++)
            text->block_of[j] = i;
    }
}

/* ---- runs of words ---- */

struct run_list {
    struct comparison_run *items;
    size_t count, capacity;
    struct text words;
};

static void run_list_finish(struct run_list *list)
{
    memory_free(list->items);
    text_finish(&list->words);
}

static void run_close(struct comparison_builder *builder, struct run_list *list)
{
    assert(list->items || !list->words.length);
    if (list->words.length)
        list->items[list->count - 1].words = arena_copy_string(builder->arena, text_string(&list->words));
    text_clear(&list->words);
}

static void word_add(struct comparison_builder *builder, struct run_list *list, const struct outline_word *word,
                     enum comparison_mark what, char glue)
{
    struct comparison_run *last = list->count ? &list->items[list->count - 1] : NULL;
    bool goes_on = last && last->what == what && last->style == word->style && last->cell == word->cell &&
                   !(word->style & OUTLINE_IMAGE);
    builder->result.added += what == COMPARISON_ADDED;
    builder->result.removed += what == COMPARISON_REMOVED;
    if (!goes_on) {
        run_close(builder, list);
        ARRAY_RESERVE(list->items, list->count, list->capacity);
        list->items[list->count++] =
            (struct comparison_run){.what = what, .words = "", .style = word->style, .cell = word->cell};
    } else if (list->words.length)
        text_add_char(&list->words, glue);
    text_add(&list->words, word->bytes);
}

static void block_add(struct comparison_builder *builder, enum comparison_mark what, const struct outline_block *block,
                      struct run_list *runs)
{
    run_close(builder, runs);
    ARRAY_RESERVE(builder->items, builder->count, builder->capacity);
    struct comparison_run *kept = arena_zeroed(builder->arena, (runs->count + 1) * sizeof *kept);
    if (runs->count)
        memcpy(kept, runs->items, runs->count * sizeof *kept);
    builder->items[builder->count++] =
        (struct comparison_block){.what = what, .block = block, .runs = kept, .run_count = runs->count};
}

static char glue_of(const struct outline_block *block)
{
    return block->kind == OUTLINE_CODE ? '\n' : ' ';
}

static void whole_block_add(struct comparison_builder *builder, const struct numbered_text *text, size_t index,
                            enum comparison_mark what)
{
    CLEANUP(run_list_finish) struct run_list runs = {.words = TEXT(KEY_BYTES_MAX)};
    const struct outline_block *block = &text->outline->blocks[index];
    for (size_t i = block->first; i < block->first + block->count; i++)
        word_add(builder, &runs, &text->outline->words[i], what, glue_of(block));
    block_add(builder, what, block, &runs);
}

/* ---- within a reworded block ---- */

/* How far both texts have been written, so that removed words come before added ones. */
struct reword_state {
    const struct outline_block *new_block;
    size_t old_at, new_at;
    struct run_list runs;
};

static void reword_write(struct comparison_builder *builder, struct reword_state *reword, size_t old_end,
                         size_t new_end)
{
    char glue = glue_of(reword->new_block);
    for (; reword->old_at < old_end; reword->old_at++)
        word_add(builder, &reword->runs, &builder->old.outline->words[reword->old_at], COMPARISON_REMOVED, glue);
    for (; reword->new_at < new_end; reword->new_at++)
        word_add(builder, &reword->runs, &builder->new.outline->words[reword->new_at], COMPARISON_ADDED, glue);
}

static bool is_glue(const struct comparison_builder *builder, const struct align_runs *runs, size_t at,
                    size_t old_first)
{
    const struct align_run *run = &runs->items[at];
    return at > 0 && at + 1 < runs->count && run->count == 1 &&
           strlen(builder->old.outline->words[old_first + run->old_at].bytes) <= GLUE_BYTES_MAX;
}

/* Compares the words of one cell, or of a block without cells. */
static int words_compare(struct comparison_builder *builder, struct reword_state *reword, size_t old_count,
                         size_t new_count)
{
    size_t old_first = reword->old_at, new_first = reword->new_at;
    struct align_runs runs;
    TRY(git_align((struct align_sequence){builder->old.words + old_first, old_count},
                  (struct align_sequence){builder->new.words + new_first, new_count}, builder->arena, &runs));
    for (size_t i = 0; i < runs.count; i++) {
        const struct align_run *run = &runs.items[i];
        if (run->kind != ALIGN_SAME || is_glue(builder, &runs, i, old_first))
            continue;
        reword_write(builder, reword, old_first + run->old_at, new_first + run->new_at);
        for (size_t j = 0; j < run->count; j++, reword->old_at++, reword->new_at++)
            word_add(builder, &reword->runs, &builder->new.outline->words[reword->new_at], COMPARISON_SAME,
                     glue_of(reword->new_block));
    }
    reword_write(builder, reword, old_first + old_count, new_first + new_count);
    return 0;
}

static size_t cell_length(const struct outline *outline, size_t from, size_t end, int cell)
{
    size_t count = 0;
    while (from + count < end && outline->words[from + count].cell == cell)
        count++;
    return count;
}

static int block_reword(struct comparison_builder *builder, size_t old_index, size_t new_index)
{
    const struct outline *old = builder->old.outline, *new = builder->new.outline;
    const struct outline_block *old_block = &old->blocks[old_index], *new_block = &new->blocks[new_index];
    struct reword_state reword = {.new_block = new_block,
                                  .old_at = old_block->first,
                                  .new_at = new_block->first,
                                  .runs = {.words = TEXT(KEY_BYTES_MAX)}};
    int cells = new_block->cell_count > 1 ? new_block->cell_count : 1, result = 0;
    for (int cell = 0; cell < cells && result == 0; cell++)
        result =
            words_compare(builder, &reword, cell_length(old, reword.old_at, old_block->first + old_block->count, cell),
                          cell_length(new, reword.new_at, new_block->first + new_block->count, cell));
    if (result == 0)
        block_add(builder, COMPARISON_REWORDED, new_block, &reword.runs);
    run_list_finish(&reword.runs);
    return result;
}

/* ---- which blocks were reworded ---- */

/* The blocks between two unchanged ones: `old_count` removed, `new_count` added. */
struct gap {
    size_t old_first, old_count, new_first, new_count;
};

struct likeness {
    size_t old, new, shared; /* two blocks, and the number of words that they share */
};

static bool are_of_a_kind(const struct outline_block *a, const struct outline_block *b)
{
    bool is_flowing = (a->kind == OUTLINE_PARAGRAPH || a->kind == OUTLINE_ITEM) &&
                      (b->kind == OUTLINE_PARAGRAPH || b->kind == OUTLINE_ITEM);
    return is_flowing || (a->kind == b->kind && a->cell_count == b->cell_count);
}

static bool are_alike(const struct comparison_builder *builder, const struct likeness *likeness, const struct gap *gap)
{
    const struct outline_block *a = &builder->old.outline->blocks[likeness->old];
    const struct outline_block *b = &builder->new.outline->blocks[likeness->new];
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

static size_t words_before(const struct numbered_text *text, size_t block)
{
    return block < text->outline->block_count ? text->outline->blocks[block].first : text->outline->word_count;
}

/* Aligns all words of the gap at once, to count the words that two blocks share. The pairs increase in both texts, so
 * that no choice of them crosses. */
static int likenesses_find(struct comparison_builder *builder, const struct gap *gap, struct likeness **ret_items,
                           size_t *ret_count)
{
    size_t old_at = words_before(&builder->old, gap->old_first), new_at = words_before(&builder->new, gap->new_first);
    size_t old_end = words_before(&builder->old, gap->old_first + gap->old_count);
    size_t new_end = words_before(&builder->new, gap->new_first + gap->new_count);
    struct align_runs runs;
    *ret_count = 0;
    *ret_items = arena_zeroed(builder->arena, (gap->old_count + gap->new_count + 1) * sizeof **ret_items);
    if (old_end - old_at + new_end - new_at > GAP_WORDS_MAX) {
        builder->result.is_coarse = true;
        return 0;
    }
    TRY(git_align((struct align_sequence){builder->old.words + old_at, old_end - old_at},
                  (struct align_sequence){builder->new.words + new_at, new_end - new_at}, builder->arena, &runs));
    for (size_t i = 0; i < runs.count; i++)
        for (size_t j = 0; runs.items[i].kind == ALIGN_SAME && j < runs.items[i].count; j++) {
            size_t old_block = builder->old.block_of[old_at + runs.items[i].old_at + j];
            size_t new_block = builder->new.block_of[new_at + runs.items[i].new_at + j];
            struct likeness *last = *ret_count ? &(*ret_items)[*ret_count - 1] : NULL;
            if (last && last->old == old_block && last->new == new_block)
                last->shared++;
            else
                (*ret_items)[(*ret_count)++] = (struct likeness){old_block, new_block, 1};
        }
    return 0;
}

/* Finds the new block that each old one became, plus 1; 0: none. */
static int gap_pair(struct comparison_builder *builder, const struct gap *gap, size_t *became)
{
    CLEANUP(memory_free_at) bool *is_taken = memory_zeroed(gap->new_count + 1);
    struct likeness *items;
    size_t count;
    if (!gap->old_count || !gap->new_count)
        return 0;
    TRY(likenesses_find(builder, gap, &items, &count));
    qsort(items, count, sizeof *items, by_shared);
    for (size_t i = 0; i < count; i++) {
        size_t old = items[i].old - gap->old_first, new = items[i].new - gap->new_first;
        if (became[old] || is_taken[new] || !are_alike(builder, &items[i], gap))
            continue;
        became[old] = items[i].new + 1;
        is_taken[new] = true;
    }
    return 0;
}

static int gap_write(struct comparison_builder *builder, const struct gap *gap)
{
    CLEANUP(memory_free_at) size_t *became = memory_zeroed((gap->old_count + 1) * sizeof *became);
    size_t new_at = gap->new_first, new_end = gap->new_first + gap->new_count;
    TRY(gap_pair(builder, gap, became));
    for (size_t i = 0; i < gap->old_count; i++) {
        if (!became[i]) {
            whole_block_add(builder, &builder->old, gap->old_first + i, COMPARISON_REMOVED);
            continue;
        }
        for (; new_at < became[i] - 1; new_at++)
            whole_block_add(builder, &builder->new, new_at, COMPARISON_ADDED);
        TRY(block_reword(builder, gap->old_first + i, new_at++));
    }
    for (; new_at < new_end; new_at++)
        whole_block_add(builder, &builder->new, new_at, COMPARISON_ADDED);
    return 0;
}

/* ---- the whole ---- */

static int blocks_compare(struct comparison_builder *builder)
{
    struct align_runs runs;
    struct gap gap = {0};
    TRY(git_align((struct align_sequence){builder->old.blocks, builder->old.outline->block_count},
                  (struct align_sequence){builder->new.blocks, builder->new.outline->block_count}, builder->arena,
                  &runs));
    for (size_t i = 0; i < runs.count; i++) {
        const struct align_run *run = &runs.items[i];
        gap.old_count += run->kind == ALIGN_REMOVED ? run->count : 0;
        gap.new_count += run->kind == ALIGN_ADDED ? run->count : 0;
        if (run->kind != ALIGN_SAME)
            continue;
        TRY(gap_write(builder, &gap));
        for (size_t j = 0; j < run->count; j++)
            whole_block_add(builder, &builder->new, run->new_at + j, COMPARISON_SAME);
        gap = (struct gap){.old_first = run->old_at + run->count, .new_first = run->new_at + run->count};
    }
    return gap_write(builder, &gap);
}

int comparison_make(const struct outline *old, const struct outline *new, struct arena *arena,
                    struct comparison *ret_comparison)
{
    CLEANUP(comparison_builder_finish) struct comparison_builder builder = {.arena = arena, .key = TEXT(KEY_BYTES_MAX)};
    text_read(&builder, old, &builder.old);
    text_read(&builder, new, &builder.new);
    TRY(blocks_compare(&builder));
    *ret_comparison = builder.result;
    ret_comparison->count = builder.count;
    ret_comparison->items = arena_zeroed(arena, (builder.count + 1) * sizeof *ret_comparison->items);
    if (builder.count)
        memcpy(ret_comparison->items, builder.items, builder.count * sizeof *ret_comparison->items);
    return 0;
}

bool comparison_is_same(const struct comparison *comparison)
{
    return comparison->added == 0 && comparison->removed == 0;
}

/* True if the block is in the same table as the one before it. */
static bool is_in_table(const struct comparison *comparison, size_t at)
{
    return at > 0 && at < comparison->count && comparison->items[at].block->kind == OUTLINE_ROW &&
           comparison->items[at - 1].block->kind == OUTLINE_ROW && !comparison->items[at].block->is_head;
}

/* The last part, of an unchanged stretch that ends at `end` before a change, that must stay visible: from the heading
 * above the change, the beginning of its table, or the block before it. A changed heading needs no other. */
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
    bool is_beside = at > 0 && comparison->items[at - 1].what != COMPARISON_SAME;
    if (is_beside || is_in_table(comparison, at))
        return 0;
    while (end < comparison->count && comparison->items[end].what == COMPARISON_SAME)
        end++;
    size_t stop = end == comparison->count ? end : fold_stop(comparison, at, end);
    return stop > at + 1 ? stop - at : 0;
}
