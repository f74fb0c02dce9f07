/* Tests of the numbers between two files, and of the links of a file that gets another name. */
#include "domain/proposal/relink.h"
#include "domain/proposal/step_place.h"

#include <criterion/criterion.h>
#include <string.h>

Test(step_place, numbers_fit_between_as_names_are_sorted)
{
    static const struct {
        const char *before, *after, *between;
    } rows[] = {
        {"", NULL, "01"},    {"01", "03", "02"},       {"01", "02", "015"},  {"09", NULL, "10"},
        {"99", NULL, "995"}, {"", "01", "005"},        {"02", "025", "022"}, {"01", "011", "0105"},
        {"", "1", "05"},     {"10", "2", "11"},        {"02", "03", "025"},  {"029", "03", "0295"},
        {"1", "11", "105"},  {"019", "0191", "01905"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_finish) struct text number = TEXT(100);
        cr_assert(step_place_number(rows[i].before, rows[i].after, &number));
        cr_expect_str_eq(text_string(&number), rows[i].between, "between %s and %s: %s", rows[i].before, rows[i].after,
                         text_string(&number));
        cr_expect_lt(strcmp(rows[i].before, text_string(&number)), 0);
        cr_expect(!rows[i].after || strcmp(text_string(&number), rows[i].after) < 0);
    }
}

Test(step_place, says_when_no_number_fits)
{
    static const char *const rows[][2] = {{"02", "02"}, {"", "00"}, {"02", "020"}, {"03", "02"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_finish) struct text number = TEXT(100);
        cr_expect_not(step_place_number(rows[i][0], rows[i][1], &number), "%s %s", rows[i][0], rows[i][1]);
    }
}

static const char *relinked(const char *path, const char *bytes, struct arena *arena, bool *ret_differs)
{
    static const struct file_move moves[] = {{"programmes/p/01-a/02-b.md", "programmes/p/02-c/01-b.md"},
                                             {"programmes/p/01-a/02-b.en.md", "programmes/p/02-c/01-b.en.md"}};
    CLEANUP(text_finish) struct text text = TEXT(10000);
    *ret_differs = relink(path, bytes, moves, COUNT_OF(moves), arena, &text);
    return arena_copy_string(arena, text_string(&text));
}

Test(step_place, links_to_a_file_that_moves_lead_there_still)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    bool differs = false;
    cr_expect_str_eq(relinked("programmes/p/01-a/01-x.md", "Se [b](02-b.md#del), [y](03-y.md) och [u](https://u.se).\n",
                              &arena, &differs),
                     "Se [b](../02-c/01-b.md#del), [y](03-y.md) och [u](https://u.se).\n");
    cr_expect(differs);
    cr_expect_str_eq(relinked("cases/f.md", "[b]: ../programmes/p/01-a/02-b.md \"B\"\n", &arena, &differs),
                     "[b]: ../programmes/p/02-c/01-b.md \"B\"\n");
    cr_expect(differs);
    cr_expect_str_eq(relinked("cases/f.md", "[b](step:b) [x](../programmes/p/01-a/01-x.md)", &arena, &differs),
                     "[b](step:b) [x](../programmes/p/01-a/01-x.md)");
    cr_expect_not(differs);
}

Test(step_place, links_of_a_file_that_moves_lead_where_they_led)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    bool differs = false;
    cr_expect_str_eq(relinked("programmes/p/01-a/02-b.md",
                              "![k](../../../bilder/k.png) [x](01-x.md#d) [en](02-b.en.md) [s](#s)\n", &arena,
                              &differs),
                     "![k](../../../bilder/k.png) [x](../01-a/01-x.md#d) [en](01-b.en.md) [s](#s)\n");
    cr_expect(differs);
}
