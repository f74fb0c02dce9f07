/* Tables by libcsv; see csv.h. */
#include "io/csv.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

#define CELLS_MOST_BYTES (256UL * 1024 * 1024)

struct csv_state {
    int (*row)(void *context, const struct csv_row *row);
    void *context;
    int line;       /* the line in the parser */
    int first_line; /* where the current row begins; 0: between rows */
    struct text bytes;
    size_t ends[CSV_COLUMNS_MAX]; /* of the cells in `bytes` */
    size_t count;
    int result;
};

static void csv_state_finish(struct csv_state *state)
{
    text_finish(&state->bytes);
}

static void on_cell(void *bytes, size_t length, void *context)
{
    struct csv_state *state = context;
    if (state->result != 0)
        return;
    if (!state->first_line) /* a row after a lone carriage return, within one line of ours */
        state->first_line = state->line;
    if (state->count == CSV_COLUMNS_MAX) {
        state->result = fail(FAIL_LIMIT, "line %d: more than %d cells", state->first_line, CSV_COLUMNS_MAX);
        return;
    }
    text_add_bytes(&state->bytes, bytes, length);
    state->ends[state->count++] = state->bytes.length;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct csv_state *state = context;
    struct csv_cell cells[CSV_COLUMNS_MAX];
    size_t begin = 0;
    for (size_t i = 0; i < state->count; i++) {
        cells[i] = (struct csv_cell){text_string(&state->bytes) + begin, state->ends[i] - begin};
        begin = state->ends[i];
    }
    if (state->result == 0)
        state->result = state->row(state->context, &(struct csv_row){state->first_line, cells, state->count});
    text_clear(&state->bytes);
    state->count = 0;
    state->first_line = 0;
}

/* Parses one line with its ending, so that the line number of every row is known. */
static int line_read(struct csv_state *state, struct csv_parser *parser, const char *bytes, size_t length)
{
    state->line++;
    if (parser->pstate == 0) /* between rows */
        state->first_line = state->line;
    size_t taken = csv_parse(parser, bytes, length, on_cell, on_row, state);
    TRY(state->result);
    if (taken != length)
        return fail(FAIL_INPUT, "line %d: a quotation mark in the wrong place", state->line);
    return 0;
}

static int lines_read(struct csv_state *state, struct csv_parser *parser, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end) {
        const char *next = memchr(bytes, '\n', (size_t)(end - bytes));
        next = next ? next + 1 : end;
        TRY(line_read(state, parser, bytes, (size_t)(next - bytes)));
        bytes = next;
    }
    int begun = state->first_line;
    if (csv_fini(parser, on_cell, on_row, state) != 0)
        return fail(FAIL_INPUT, "line %d: a quotation begins here or below that never ends", begun);
    return state->result;
}

int csv_read(const char *bytes, size_t length, char delimiter, int (*row)(void *context, const struct csv_row *row),
             void *context)
{
    CLEANUP(csv_state_finish)
    struct csv_state state = {.row = row, .context = context, .bytes = TEXT(CELLS_MOST_BYTES)};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return fail(FAIL_SYSTEM, "the table cannot be read");
    csv_set_realloc_func(&parser, memory_resize);
    csv_set_free_func(&parser, memory_free);
    csv_set_delim(&parser, (unsigned char)delimiter);
    int result = lines_read(&state, &parser, bytes, length);
    csv_free(&parser);
    return result;
}

char csv_sniff(const char *bytes, size_t length)
{
    static const char delimiters[] = {';', ',', '\t'};
    size_t counts[COUNT_OF(delimiters)] = {0}, best = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < length && (is_quoted || bytes[i] != '\n'); i++) {
        is_quoted ^= bytes[i] == '"';
        for (size_t j = 0; j < COUNT_OF(delimiters); j++)
            counts[j] += !is_quoted && bytes[i] == delimiters[j];
    }
    for (size_t j = 1; j < COUNT_OF(delimiters); j++)
        if (counts[j] > counts[best])
            best = j;
    return delimiters[best];
}
