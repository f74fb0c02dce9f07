/* Tests of roster: what a file of people may look like, and what no row of it may hold. */
#include "domain/roster/roster.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/roster/roster_cell.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static bool has(const char *text)
{
    return roster_cell_personal_number(text, strlen(text)) >= ROSTER_NUMBER_LIKELY;
}

Test(roster, knows_a_personal_identity_number_in_every_dress)
{
    /* The Swedish Tax Agency's own example, and a coordination number made of it: the day is 70, the check digit 3. */
    static const char *const numbers[] = {"8112189876",
                                          "811218-9876",
                                          "19811218-9876",
                                          "198112189876",
                                          "811218+9876",
                                          "811218 9876",
                                          "pnr 811218-9876, gammalt",
                                          "anna-811218-9876x",
                                          "1;198112189876;2"};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        cr_assert(has(numbers[i]), "%s", numbers[i]);
    int coordination = 0;
    for (int i = 0; i < 10; i++) {
        char number[16];
        snprintf(number, sizeof number, "811278-987%d", i);
        coordination += has(number);
    }
    cr_assert_eq(coordination, 1);
}

Test(roster, leaves_other_numbers_alone)
{
    static const char *const numbers[] = {"811218-9877", "8113189876",   "811232-9876",   "",
                                          "1001",        "0701234567x8", "98112189876",   "8112189876123",
                                          "2026-03-02",  "811218-987",   "21811218-9876", "070-123 45 67"};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        cr_assert_not(has(numbers[i]), "%s", numbers[i]);
}

Test(roster, reads_days_as_systems_write_them)
{
    static const char *const good[] = {"2026-03-02", "20260302", "2026-03-02 00:00:00", "2026-03-02T00:00:00",
                                       "20260302 00:00"};
    static const char *const bad[] = {
        "",          "2026-3-2",  "2026-02-30", "02/03/2026",         "2026-03-02 08:00:00", "46083", "2026-03-02x",
        "202603021", "2026-03-0", "--------",   "2026-03-02-00:00:00"};
    int day = 0;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        cr_assert(roster_cell_parse_day(good[i], &day), "%s", good[i]);
        cr_assert_eq(day, day_from_date(2026, 3, 2));
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_not(roster_cell_parse_day(bad[i], &day), "%s", bad[i]);
}

/* A file read with a mapping (NULL: none): "encoding delimiter: line:id/name/unit ...; notes". */
static const char *read(struct arena *arena, const char *file, size_t length, const char *mapping)
{
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_map_finish) struct roster_map map = {0};
    CLEANUP(text_finish) struct text text = TEXT(100000);
    if (mapping && roster_map_read(mapping, strlen(mapping), arena, &map) != 0)
        return fail_sentence();
    if (roster_read(file, length, &map, arena, &roster) != 0)
        return fail_sentence();
    text_addf(&text, "%s %s:", encoding_name(roster.encoding),
              roster.delimiter == '\t'  ? "tab"
              : roster.delimiter == ';' ? ";"
                                        : ",");
    for (size_t i = 0; i < roster.count; i++)
        text_addf(&text, " %d:%s/%s/%s", roster.rows[i].line, roster.rows[i].cells[ROSTER_ID],
                  roster.rows[i].cells[ROSTER_NAME], roster.rows[i].cells[ROSTER_UNIT]);
    for (size_t i = 0; i < roster.notes.count; i++) {
        text_addf(&text, "; %d %s", roster.notes.items[i].line, roster.notes.items[i].is_fault ? "FAULT " : "");
        roster_note_write(&roster.notes.items[i], NULL, NULL, &text);
    }
    return arena_copy_string(arena, text_string(&text));
}

static void expect_with(const char *file, const char *mapping, const char *expected)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(read(&arena, file, strlen(file), mapping), expected);
}

static void expect(const char *file, const char *expected)
{
    expect_with(file, NULL, expected);
}

Test(roster, is_read_in_any_dress)
{
    expect("id,name,unit\nanna,Anna Ek,ekb\n", "UTF-8 ,: 2:anna/Anna Ek/ekb");
    expect("\xef\xbb\xbfUNIT;Name;ID\r\nekb;Anna Ek;anna\r\n", "UTF-8 with BOM ;: 2:anna/Anna Ek/ekb");
    expect("Enhet\tNamn\tAnst\xe4llningsnummer\nekb\t\xc5sa\t17", "Windows-1252 tab: 2:17/Åsa/ekb");
    expect("sep=;\r\nid;name\r\na;b,c\r\n", "UTF-8 ;: 3:a/b,c/");
    expect("id;name;Lön;unit\na;b;1;c\n\n ;;;\nd;;;\n", "UTF-8 ;: 2:a/b/c 5:d//; 1 the column 'Lön' is not used");
    expect("id;name\n\"a\";\"  b \"\n", "UTF-8 ;: 2:a/b/");
}

Test(roster, is_renamed_by_a_mapping_file)
{
    static const char mapping[] = "# vår lista\nAnst = id\r\n  Vem=Namn \nOrg = unit\nunit: 47 11 = ekb\n";
    expect_with("anst;VEM;org\n1;Anna;47 11\n2;Bo;barn\n", mapping, "UTF-8 ;: 2:1/Anna/ekb 3:2/Bo/barn");
    expect_with("id\n1\n", "Anst", "the mapping file, line 1: a line is 'theirs = ours'");
    expect_with("id\n1\n", "\nAnst = nummer", "the mapping file, line 2: 'nummer' is no column of ours");
}

Test(roster, joins_columns_and_knows_what_says_nothing)
{
    static const char mapping[] = "name: Förnamn + Efternamn\nempty: NULL\nempty: -\nGuid = id\nOrg = unit\n";
    expect_with("Efternamn;Guid;Förnamn;Org\nEk;1;Anna;NULL\nLind;2;null;-\n", mapping,
                "UTF-8 ;: 2:1/Anna Ek/ 3:2/Lind/");
    expect_with("Guid;Förnamn\n1;Anna\n", mapping, "line 1: not all columns that make 'name' are there once");
    expect_with("Guid;Förnamn;Efternamn;Namn\n1;A;B;C\n", mapping, "line 1: the column 'name' comes twice");
    expect_with("id;name\n1;A\n", "name = first + last\n", "line 1: not all columns that make 'name' are there once");
    expect_with("id;first;last\n1;A;B\n", "name = first + last\n", "UTF-8 ;: 2:1/A B/");
    expect_with("id\n1\n", "name: a + a",
                "the mapping file, line 1: up to 4 different columns of theirs make one of ours");
    expect_with("id\n1\n", "name: vad", "the mapping file, line 1: a line is 'theirs = ours'");
}

Test(roster, takes_no_telephone_number_for_a_personal_one)
{
    expect("id;Tele\n1;0701740607\n", "UTF-8 ;: 2:1//; 1 the column 'Tele' is not used");
    expect("id;name\n0701740607;A\n", "UTF-8 ;: 2:0701740607/A/");
    expect("id;Tele\n1;8112189876\n", "UTF-8 ;: 2:1//; 1 the column 'Tele' is not used");
    expect("id;Personnr\n1;0701740607\n",
           "UTF-8 ;:; 1 the column 'Personnr' is not used; 2 FAULT cell 2 (Personnr) looks like a personal identity "
           "number, which is not taken in; if it is none, the mapping file may say that the column has no personal "
           "numbers");
    expect("id\n8112189876\n",
           "UTF-8 ;:; 2 FAULT cell 1 (id) looks like a personal identity number, which is not taken "
           "in; if it is none, the mapping file may say that the column has no personal numbers");
    expect_with("id\n8112189876\n", "id: no personal numbers\n", "UTF-8 ;: 2:8112189876//");
}

Test(roster, is_refused_when_it_is_no_such_file)
{
    expect("", "there is nothing in the file");
    expect("id;name\n", "the file names columns, but nobody");
    expect("1;Anna\n2;Bo\n", "line 1: the first line must name the columns, 'id' among them");
    expect("id;ID\n1;2\n", "line 1: the column 'id' comes twice");
    expect("id;name\n1;\"Anna\n", "line 2: a quotation begins here or below that never ends");
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(read(&arena, "\xff\xfei\0d\0", 6, NULL), "the file is in UTF-16: save it as CSV in UTF-8");
    char *large = arena_zeroed(&arena, ROSTER_MOST_BYTES + 1);
    cr_assert_str_eq(read(&arena, large, ROSTER_MOST_BYTES + 1, NULL), "the file is larger than 16777216 bytes");
}

Test(roster, names_the_line_of_a_personal_identity_number_and_not_the_number)
{
    expect("id;name;Pnr\n1;Anna;\n2;Bo;811218-9876\n198112189876;Cia;\n",
           "UTF-8 ;: 2:1/Anna/; 1 the column 'Pnr' is not used; 3 FAULT cell 3 (Pnr) has a personal identity number, "
           "which is "
           "not taken in: use the employment number; 4 FAULT cell 1 (id) has a personal identity number, which is not "
           "taken "
           "in: use the employment number");
    expect("811218-9876;Anna\n", "line 1: the first line must name the columns, 'id' among them");
}

Test(roster, finds_every_cell_that_is_no_text)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text huge = TEXT(10000);
    text_add(&huge, "id;name\n1;");
    for (int i = 0; i < 1001; i++)
        text_add_char(&huge, 'x');
    cr_assert_str_eq(read(&arena, text_string(&huge), huge.length, NULL),
                     "UTF-8 ;:; 2 FAULT cell 2 is longer than 1000 bytes");
    cr_assert_str_eq(read(&arena, "id;name\n1;a\0b\n2;x\n", 18, NULL),
                     "UTF-8 ;: 3:2/x/; 2 FAULT cell 2 has characters that are no text");
    expect("id;name\n1;\"a\nb\"\n2;\x81\n",
           "Windows-1252 ;:; 2 FAULT cell 2 has characters that are no text; 4 FAULT cell 2 "
           "has characters that are no text");
    expect("id;name\n1;a;b\n", "UTF-8 ;:; 2 FAULT more cells than the first line has");
}
