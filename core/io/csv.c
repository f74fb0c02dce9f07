/* Reads tables by libcsv; see csv.h. */
#include "io/csv.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

#define CELLS_MOST_BYTES (256UL * 1024 * 1024)

struct reading {
    int (*row)(void *context, const struct csv_row *row);
    void *context;
    int line;       /* that is being fed to the parser */
    int first_line; /* of the row that has begun; 0: none has */
    struct text bytes;
    size_t ends[CSV_COLUMNS_MAX]; /* of the cells in `bytes` */
    size_t count;
    int result;
};

static void reading_finish(struct reading *reading)
{
    text_finish(&reading->bytes);
}

static void on_cell(void *bytes, size_t length, void *context)
{
    struct reading *reading = context;
    if (reading->result != 0)
        return;
    if (!reading->first_line) /* a row after a lone carriage return, in the middle of what we call a line */
        reading->first_line = reading->line;
    if (reading->count == CSV_COLUMNS_MAX) {
        reading->result = fail(FAIL_LIMIT, "line %d: more than %d cells", reading->first_line, CSV_COLUMNS_MAX);
        return;
    }
    text_add_bytes(&reading->bytes, bytes, length);
    reading->ends[reading->count++] = reading->bytes.length;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct reading *reading = context;
    struct csv_cell cells[CSV_COLUMNS_MAX];
    size_t begin = 0;
    for (size_t i = 0; i < reading->count; i++) {
        cells[i] = (struct csv_cell){text_string(&reading->bytes) + begin, reading->ends[i] - begin};
        begin = reading->ends[i];
    }
    if (reading->result == 0)
        reading->result = reading->row(reading->context, &(struct csv_row){reading->first_line, cells, reading->count});
    text_clear(&reading->bytes);
    reading->count = 0;
    reading->first_line = 0;
}

/* Feeds one line with its end, so that every row knows where it begins. */
static int line_read(struct reading *reading, struct csv_parser *parser, const char *bytes, size_t length)
{
    reading->line++;
    if (parser->pstate == 0) /* between rows */
        reading->first_line = reading->line;
    size_t taken = csv_parse(parser, bytes, length, on_cell, on_row, reading);
    TRY(reading->result);
    if (taken != length)
        return fail(FAIL_INPUT, "line %d: a quotation mark in the wrong place", reading->line);
    return 0;
}

static int lines_read(struct reading *reading, struct csv_parser *parser, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    while (bytes < end) {
        const char *next = memchr(bytes, '\n', (size_t)(end - bytes));
        next = next ? next + 1 : end;
        TRY(line_read(reading, parser, bytes, (size_t)(next - bytes)));
        bytes = next;
    }
    int begun = reading->first_line;
    if (csv_fini(parser, on_cell, on_row, reading) != 0)
        return fail(FAIL_INPUT, "line %d: a quotation begins here or below that never ends", begun);
    return reading->result;
}

int csv_read(const char *bytes, size_t length, char delimiter, int (*row)(void *context, const struct csv_row *row),
             void *context)
{
    CLEANUP(reading_finish)
    struct reading reading = {.row = row, .context = context, .bytes = TEXT(CELLS_MOST_BYTES)};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return fail(FAIL_SYSTEM, "the table cannot be read");
    csv_set_realloc_func(&parser, memory_resize);
    csv_set_free_func(&parser, memory_free);
    csv_set_delim(&parser, (unsigned char)delimiter);
    int result = lines_read(&reading, &parser, bytes, length);
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
