/* Tests of CSV: cells, quotation, lines, and what is wrong where. */
#include "io/csv.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

static int write_row(void *context, const struct csv_row *row)
{
    struct text *into = context;
    text_addf(into, "%d:", row->line);
    for (size_t i = 0; i < row->count; i++) {
        text_add_char(into, '[');
        text_add_bytes(into, row->cells[i].bytes, row->cells[i].length);
        text_add_char(into, ']');
    }
    text_add_char(into, ' ');
    return 0;
}

static void expect(const char *table, char delimiter, const char *expected)
{
    CLEANUP(text_finish) struct text text = TEXT(10000);
    cr_assert_eq(csv_read(table, strlen(table), delimiter, write_row, &text), 0, "%s", fail_sentence());
    cr_assert_str_eq(text_string(&text), expected);
}

static void expect_failure(const char *table, const char *sentence)
{
    CLEANUP(text_finish) struct text text = TEXT(10000);
    cr_assert_eq(csv_read(table, strlen(table), ';', write_row, &text), FAIL_INPUT);
    cr_assert_str_eq(fail_sentence(), sentence);
}

Test(csv, reads_cells_and_says_where_a_row_begins)
{
    expect("a;b\nc;d", ';', "1:[a][b] 2:[c][d] ");
    expect("a,b\r\n\r\nc,\r\n", ',', "1:[a][b] 3:[c][] ");
    expect("a\t\"b\tc\"\n", '\t', "1:[a][b\tc] ");
    expect("a;\"b\nc\nd\"\ne;f\n", ';', "1:[a][b\nc\nd] 4:[e][f] ");
    expect("\"x\n\";1\n\n\"y\n\";2\n", ';', "1:[x\n][1] 4:[y\n][2] ");
    expect("a;\"say \"\"b\"\"\"\n", ';', "1:[a][say \"b\"] ");
    expect(" a ; b c ;\" d \"\n", ';', "1:[a][b c][ d ] ");
    expect("a\rb\n", ';', "1:[a] 1:[b] ");
    expect("", ';', "");
}

Test(csv, refuses_what_could_be_read_in_two_ways)
{
    expect_failure("a;b\nc;d\"e\n", "line 2: a quotation mark in the wrong place");
    expect_failure("a;b\n\"c\"d;e\n", "line 2: a quotation mark in the wrong place");
    expect_failure("a;b\nc;\"d\ne;f\n", "line 2: a quotation begins here or below that never ends");
}

Test(csv, has_a_limit_of_cells)
{
    CLEANUP(text_finish) struct text text = TEXT(10000), wide = TEXT(1000);
    for (int i = 0; i < CSV_COLUMNS_MAX; i++)
        text_add_char(&wide, ';');
    cr_assert_eq(csv_read(text_string(&wide), wide.length, ';', write_row, &text), FAIL_LIMIT);
    cr_assert_eq(csv_read(text_string(&wide), wide.length - 1, ';', write_row, &text), 0);
}

static int stop(void *context, const struct csv_row *row)
{
    ++*(int *)context;
    return fail(FAIL_RULE, "enough at %d", row->line);
}

Test(csv, stops_when_told_to)
{
    int rows = 0;
    cr_assert_eq(csv_read("a\nb\nc\n", 6, ';', stop, &rows), FAIL_RULE);
    cr_assert_eq(rows, 1);
}

Test(csv, keeps_bytes_that_are_no_text)
{
    CLEANUP(text_finish) struct text text = TEXT(100);
    cr_assert_eq(csv_read("a\0b;c\n", 6, ';', write_row, &text), 0);
    cr_assert_arr_eq(text.bytes, "1:[a\0b][c] ", text.length);
}

Test(csv, guesses_the_delimiter_from_the_first_line)
{
    cr_assert_eq(csv_sniff("a;b;c\n1,2,3,4,5", 15), ';');
    cr_assert_eq(csv_sniff("a,b,c", 5), ',');
    cr_assert_eq(csv_sniff("a\tb\n", 4), '\t');
    cr_assert_eq(csv_sniff("\"a,b,c\";d", 9), ';');
    cr_assert_eq(csv_sniff("a", 1), ';');
}
