/* Keeps what queries said while the database stays as it is; see io/sqlite/query_cache.h. */
#include "io/sqlite/query_cache.h"

#include "base/text.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 256
#define ANSWER_MOST_BYTES ((size_t)64 * 1024)

/* 16 bytes for each column of each row. */
struct cell {
    union {
        int64_t number;
        double decimal;
        const char *bytes; /* while it is recorded: an offset, in `number` */
    };
    uint32_t length;
    uint32_t kind; /* enum value_kind */
};

/* One block of memory: this, the parameters, the cells, the bytes. */
struct answer {
    struct answer *next;
    const struct query *query;
    void *statement;
    uint64_t hash;
    size_t columns, rows, value_count;
    const struct cell *cells, *values;
    struct query_cache *all;
    const char **digits; /* one for each cell, or NULL: nobody wanted any */
};

struct recording {
    struct query_cache *answers;
    const struct query *query;
    void *statement;
    uint64_t hash;
    struct cell *cells; /* the parameters, then the rows */
    size_t count, capacity, value_count, columns, rows;
    struct text bytes;
};

/* ---- keys ---- */

static uint64_t hash_more(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(const struct query *query, struct binding binding)
{
    uint64_t hash = ((uintptr_t)query >> 3) * 0x9e3779b97f4a7c15u;
    for (int i = 0; i < binding.count; i++) {
        const struct value *value = &binding.values[i];
        if (value->kind == VALUE_TEXT || value->kind == VALUE_BYTES)
            hash = hash_more(hash, value->bytes, value->length);
        else
            hash = (hash ^ (uint64_t)value->number) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool is_same_value(const struct cell *cell, const struct value *value)
{
    if (cell->kind != (uint32_t)value->kind)
        return false;
    switch (value->kind) {
    case VALUE_NUMBER:
        return cell->number == value->number;
    case VALUE_DECIMAL:
        return memcmp(&cell->decimal, &value->decimal, sizeof value->decimal) == 0;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return cell->length == value->length && memcmp(cell->bytes, value->bytes, value->length) == 0;
    case VALUE_NULL:
        break;
    }
    return true;
}

static bool is_of(const struct answer *answer, const struct query *query, struct binding binding)
{
    if (answer->query != query || answer->value_count != (size_t)binding.count)
        return false;
    for (int i = 0; i < binding.count; i++)
        if (!is_same_value(&answer->values[i], &binding.values[i]))
            return false;
    return true;
}

/* ---- all of them ---- */

static void empty(struct query_cache *answers)
{
    for (size_t i = 0; answers->buckets && i < BUCKETS; i++)
        while (answers->buckets[i]) {
            struct answer *answer = answers->buckets[i];
            answers->buckets[i] = answer->next;
            memory_free(answer);
        }
    arena_finish(&answers->digits);
    answers->bytes = 0;
}

void query_cache_finish(struct query_cache *answers)
{
    empty(answers);
    memory_free(answers->buckets);
    *answers = (struct query_cache){0};
}

void query_cache_begin(struct query_cache *answers, const struct query_cache_mark *mark)
{
    static uint64_t states;
    bool is_same = mark->is_known && answers->mark.is_known && answers->state &&
                   memcmp(mark->words, answers->mark.words, sizeof mark->words) == 0;
    if (is_same && !answers->is_over)
        return;
    empty(answers);
    answers->is_over = false;
    answers->mark = *mark;
    if (!is_same)
        answers->state = mark->is_known ? ++states : 0;
    if (!answers->buckets)
        answers->buckets = memory_zeroed(BUCKETS * sizeof(struct answer *));
}

void query_cache_invalidate(struct query_cache *answers)
{
    answers->is_over = true;
    answers->state = 0;
}

bool query_cache_find(const struct query_cache *answers, const struct query *query, struct binding binding,
                      struct rows *rows)
{
    if (!answers->state)
        return false;
    uint64_t hash = hash_of(query, binding);
    struct answer *answer = answers->buckets[hash % BUCKETS];
    while (answer && (answer->hash != hash || !is_of(answer, query, binding)))
        answer = answer->next;
    *rows = (struct rows){.answer = answer};
    return answer != NULL;
}

/* ---- recording ---- */

static struct cell *cell_new(struct recording *recording)
{
    ARRAY_RESERVE(recording->cells, recording->count, recording->capacity);
    return &recording->cells[recording->count++];
}

static void cell_fill(struct recording *recording, struct cell *cell, const void *bytes, size_t length)
{
    cell->number = (int64_t)recording->bytes.length;
    cell->length = (uint32_t)length;
    text_add_bytes(&recording->bytes, bytes, length);
    text_add_char(&recording->bytes, '\0');
}

static void value_record(struct recording *recording, const struct value *value)
{
    struct cell *cell = cell_new(recording);
    *cell = (struct cell){.number = value->number, .kind = (uint32_t)value->kind};
    if (value->kind == VALUE_DECIMAL)
        cell->decimal = value->decimal;
    else if (value->kind == VALUE_TEXT || value->kind == VALUE_BYTES)
        cell_fill(recording, cell, value->bytes, value->length);
}

struct recording *recording_begin(struct query_cache *answers, const struct query *query, struct binding binding,
                                  void *statement)
{
    if (!answers->state || answers->is_over)
        return NULL;
    struct recording *recording = memory_zeroed(sizeof *recording);
    recording->answers = answers;
    recording->query = query;
    recording->statement = statement;
    recording->hash = hash_of(query, binding);
    recording->value_count = (size_t)binding.count;
    recording->bytes = TEXT(ANSWER_MOST_BYTES);
    for (int i = 0; i < binding.count; i++)
        value_record(recording, &binding.values[i]);
    return recording;
}

void recording_drop(struct recording **recording)
{
    if (!*recording)
        return;
    memory_free((*recording)->cells);
    text_finish(&(*recording)->bytes);
    memory_free(*recording);
    *recording = NULL;
}

static bool is_too_large(const struct recording *recording)
{
    return recording->bytes.is_over || recording->count * sizeof(struct cell) > ANSWER_MOST_BYTES;
}

void recording_add_row(struct recording **recording, const struct rows *rows)
{
    if (!*recording)
        return;
    int columns = row_columns(rows);
    (*recording)->columns = (size_t)columns;
    (*recording)->rows++;
    for (int column = 0; column < columns; column++) {
        struct cell *cell = cell_new(*recording);
        *cell = (struct cell){.kind = (uint32_t)row_kind(rows, column)};
        size_t length = 0;
        if (cell->kind == VALUE_NUMBER)
            cell->number = row_number(rows, column);
        else if (cell->kind == VALUE_DECIMAL)
            cell->decimal = row_decimal(rows, column);
        else if (cell->kind != VALUE_NULL) {
            const void *bytes = row_bytes(rows, column, &length);
            cell_fill(*recording, cell, bytes, length);
        }
    }
    if (is_too_large(*recording))
        recording_drop(recording);
}

/* Everything in one block, the offsets made addresses. */
static struct answer *answer_make(const struct recording *recording, size_t size)
{
    struct answer *answer = memory_zeroed(size);
    struct cell *cells = (struct cell *)(answer + 1);
    char *bytes = (char *)(cells + recording->count);
    if (recording->bytes.length)
        memcpy(bytes, recording->bytes.bytes, recording->bytes.length);
    for (size_t i = 0; i < recording->count; i++) {
        cells[i] = recording->cells[i];
        if (cells[i].kind == VALUE_TEXT || cells[i].kind == VALUE_BYTES)
            cells[i].bytes = bytes + cells[i].number;
    }
    answer->all = recording->answers;
    answer->query = recording->query;
    answer->statement = recording->statement;
    answer->hash = recording->hash;
    answer->value_count = recording->value_count;
    answer->columns = recording->columns;
    answer->rows = recording->rows;
    answer->values = cells;
    answer->cells = cells + recording->value_count;
    return answer;
}

void recording_store(struct recording **recording)
{
    if (!*recording)
        return;
    struct query_cache *answers = (*recording)->answers;
    size_t size = sizeof(struct answer) + (*recording)->count * sizeof(struct cell) + (*recording)->bytes.length;
    if (answers->bytes + size > answers->most_bytes)
        answers->is_over = true; /* what is there stays: somebody may be reading it */
    if (!answers->is_over && !is_too_large(*recording)) {
        struct answer *answer = answer_make(*recording, size);
        struct answer **bucket = &answers->buckets[answer->hash % BUCKETS];
        answer->next = *bucket;
        *bucket = answer;
        answers->bytes += size;
    }
    recording_drop(recording);
}

/* ---- reading them ---- */

bool cached_next(struct rows *rows)
{
    if (rows->row >= rows->answer->rows)
        return false;
    rows->row++;
    return true;
}

void *cached_statement(const struct rows *rows)
{
    return rows->answer->statement;
}

static const struct cell *cell_at(const struct rows *rows, int column)
{
    return &rows->answer->cells[(rows->row - 1) * rows->answer->columns + (size_t)column];
}

enum value_kind cached_kind(const struct rows *rows, int column)
{
    return (enum value_kind)cell_at(rows, column)->kind;
}

int64_t cached_number(const struct rows *rows, int column)
{
    const struct cell *cell = cell_at(rows, column);
    switch ((enum value_kind)cell->kind) {
    case VALUE_NUMBER:
        return cell->number;
    case VALUE_DECIMAL:
        return (int64_t)cell->decimal;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return strtoll(cell->bytes, NULL, 10);
    case VALUE_NULL:
        break;
    }
    return 0;
}

double cached_decimal(const struct rows *rows, int column)
{
    const struct cell *cell = cell_at(rows, column);
    switch ((enum value_kind)cell->kind) {
    case VALUE_NUMBER:
        return (double)cell->number;
    case VALUE_DECIMAL:
        return cell->decimal;
    case VALUE_TEXT:
    case VALUE_BYTES:
        return strtod(cell->bytes, NULL);
    case VALUE_NULL:
        break;
    }
    return 0;
}

/* With SQLite's own format, so that 2.0 is "2.0". */
static const char *number_as_text(const struct cell *cell, struct arena *arena)
{
    char digits[40];
    if (cell->kind == VALUE_NUMBER)
        return arena_format(arena, "%" PRId64, cell->number);
    return arena_copy_string(arena, sqlite3_snprintf(sizeof digits, digits, "%!.15g", cell->decimal));
}

/* They live as long as the answer: another number's, or another reader's, must not be written over them. */
static const char *digits_of(struct answer *answer, const struct cell *cell)
{
    struct query_cache *all = answer->all;
    size_t count = answer->rows * answer->columns;
    if (!answer->digits) {
        answer->digits = arena_zeroed(&all->digits, count * sizeof *answer->digits);
        all->bytes += count * sizeof *answer->digits;
    }
    const char **digits = &answer->digits[cell - answer->cells];
    if (!*digits) {
        *digits = number_as_text(cell, &all->digits);
        all->bytes += strlen(*digits) + 1;
    }
    return *digits;
}

const char *cached_bytes(const struct rows *rows, int column, size_t *ret_length)
{
    const struct cell *cell = cell_at(rows, column);
    *ret_length = cell->length;
    if (cell->kind == VALUE_TEXT || cell->kind == VALUE_BYTES)
        return cell->bytes;
    if (cell->kind == VALUE_NULL)
        return NULL;
    const char *digits = digits_of(rows->answer, cell);
    *ret_length = strlen(digits);
    return digits;
}
