/* Reads single cells; see roster_cell.h. */
#include "domain/roster/roster_cell.h"

#include "base/clock.h"
#include "io/unicode.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHORT_DIGITS 10
#define LONG_DIGITS 12
#define COORDINATION_DAYS 60 /* added to the day in a coordination number */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int number_of(const char *digits, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (digits[i] - '0');
    return number;
}

/* Of ten digits: every second one doubled, digits added, the sum ends in 0. */
static bool is_luhn(const char *digits)
{
    int sum = 0;
    for (int i = 0; i < SHORT_DIGITS; i++) {
        int part = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += part / 10 + part % 10;
    }
    return sum % 10 == 0;
}

/* A day of some century: 29 February is accepted if the century is not given. */
static bool is_date(const char *digits)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = number_of(digits + 2, 2), day = number_of(digits + 4, 2);
    if (day > COORDINATION_DAYS)
        day -= COORDINATION_DAYS;
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static enum roster_number kind_of(const char *digits, int count, bool has_sign)
{
    const char *last_ten = digits + count - SHORT_DIGITS;
    if (count != SHORT_DIGITS && count != LONG_DIGITS)
        return ROSTER_NUMBER_NONE;
    int century = count == LONG_DIGITS ? number_of(digits, 2) : 19;
    if (century < 18 || century > 20 || !is_date(last_ten) || !is_luhn(last_ten))
        return ROSTER_NUMBER_NONE;
    if (has_sign || count == LONG_DIGITS)
        return ROSTER_NUMBER_CERTAIN;
    return number_of(last_ten + 4, 2) > COORDINATION_DAYS ? ROSTER_NUMBER_PERHAPS : ROSTER_NUMBER_LIKELY;
}

/* The digits from `at` on, over one sign before the last four; *ret_end is behind them. */
static int digits_take(const char *at, const char *end, char digits[LONG_DIGITS + 1], const char **ret_end,
                       bool *ret_has_sign)
{
    int count = 0;
    while (at < end && is_digit(*at) && count <= LONG_DIGITS)
        digits[count++] = *at++;
    bool is_before_last = count == SHORT_DIGITS - 4 || count == LONG_DIGITS - 4;
    if (is_before_last && end - at >= 5 && strchr("-+ ", *at) && *at) {
        at++;
        *ret_has_sign = true;
        for (int i = 0; i < 4 && at < end && is_digit(*at); i++)
            digits[count++] = *at++;
    }
    *ret_end = at;
    return at < end && is_digit(*at) ? 0 : count; /* a longer number is something else */
}

enum roster_number roster_cell_personal_number(const char *text, size_t length)
{
    const char *end = text + length;
    enum roster_number found = ROSTER_NUMBER_NONE;
    char digits[LONG_DIGITS + 1 + 4];
    for (const char *at = text; at < end; at++) {
        if (!is_digit(*at))
            continue;
        const char *next = at;
        bool has_sign = false;
        int count = digits_take(at, end, digits, &next, &has_sign);
        enum roster_number kind = kind_of(digits, count, has_sign);
        found = kind > found ? kind : found;
        while (at + 1 < end && is_digit(at[1]))
            at++;
    }
    return found;
}

bool roster_cell_names_personal_numbers(const char *heading)
{
    static const char *const words[] = {"personnummer",      "personnr",        "person nr", "pnr",     "p-nr",
                                        "samordningsnummer", "personal number", "ssn",       "personid"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(heading, words[i]))
            return true;
    return false;
}

bool roster_cell_parse_day(const char *cell, int *ret_day)
{
    char plain[DAY_TEXT_BYTES];
    const char *rest = cell + (strchr(cell, '-') ? 10 : 8);
    if (strlen(cell) < (size_t)(rest - cell))
        return false;
    if (strchr(cell, '-'))
        snprintf(plain, sizeof plain, "%.10s", cell);
    else
        snprintf(plain, sizeof plain, "%.4s-%.2s-%.2s", cell, cell + 4, cell + 6);
    bool is_whole = !*rest || strcmp(rest + 1, "00:00:00") == 0 || strcmp(rest + 1, "00:00") == 0;
    return is_whole && (!*rest || *rest == ' ' || *rest == 'T') && day_parse(plain, ret_day) == 0;
}

bool roster_cell_parse_bool(const char *cell, bool *ret_yes)
{
    static const struct {
        const char *word;
        bool is_yes;
    } words[] = {{"ja", true}, {"yes", true},  {"j", true},      {"y", true},      {"x", true},
                 {"1", true},  {"true", true}, {"sant", true},   {"nej", false},   {"no", false},
                 {"n", false}, {"0", false},   {"false", false}, {"falskt", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(words[i].word, cell) == 0) {
            *ret_yes = words[i].is_yes;
            return true;
        }
    return false;
}

bool roster_cell_is_formula(const char *cell)
{
    return *cell && strchr("=+-@", *cell);
}

const char *roster_cell_id(struct arena *arena, const char *cell)
{
    const char *folded = unicode_fold(arena, cell);
    size_t length = strlen(folded);
    bool is_braced = length > 2 && folded[0] == '{' && folded[length - 1] == '}';
    return is_braced ? arena_copy_bytes(arena, folded + 1, length - 2) : folded;
}
