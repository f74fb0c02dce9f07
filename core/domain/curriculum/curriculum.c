/* The words of curriculum files for enumerations, and due times; see curriculum.h. */
#include "domain/curriculum/curriculum.h"

#include "base/fail.h"
#include "domain/curriculum/curriculum_words.h"

#include <stdio.h>
#include <string.h>

const char *const step_component_words[] = {"workplace", "profession", "informal", NULL};
#define STEP_KINDS_MAX 100

const char *step_kind_words[STEP_KINDS_MAX + 1] = {"reading", "task", "visit",    "talk", "observation",
                                                   "quiz",    "case", "circular", NULL};
static size_t step_kinds_known = STEP_KIND_MORE;

/* Kinds of plugins that are not loaded, numbered after all others. */
static const char *step_kinds_stored[STEP_KINDS_MAX];
static size_t step_kinds_stored_count;

const char *const step_signoff_words[] = {"none", "self", "mentor", "manager", NULL};
const char *const change_class_words[] = {"editorial", "substantive", "legal", NULL};
static const char *const due_unit_words[] = {"none", "day", "week", "month", NULL};

#define DUE_NUMBER_MAX 999

const char *step_component_word(enum step_component component)
{
    return step_component_words[component];
}

const char *step_kind_word(enum step_kind kind)
{
    return (size_t)kind > STEP_KINDS_MAX ? step_kinds_stored[kind - STEP_KINDS_MAX - 1] : step_kind_words[kind];
}

void step_kind_add(const char *word)
{
    enum step_kind known;
    if (step_kinds_known < STEP_KINDS_MAX && !step_kind_parse(word, &known))
        step_kind_words[step_kinds_known++] = word;
}

enum step_kind step_kind_from_word(const char *word)
{
    static struct arena forever;
    enum step_kind kind = STEP_READING;
    size_t i = 0;
    if (step_kind_parse(word, &kind))
        return kind;
    while (i < step_kinds_stored_count && !text_equal(step_kinds_stored[i], word))
        i++;
    if (i == STEP_KINDS_MAX)
        return STEP_READING;
    if (i == step_kinds_stored_count)
        step_kinds_stored[step_kinds_stored_count++] = arena_copy_string(&forever, word);
    return (enum step_kind)(STEP_KINDS_MAX + 1 + i);
}

const char *due_unit_word(enum due_unit unit)
{
    return due_unit_words[unit];
}

const char *step_signoff_word(enum step_signoff signoff)
{
    return step_signoff_words[signoff];
}

const char *change_class_word(enum change_class class)
{
    return change_class_words[class];
}

/* The index of `word`, or -1. */
static int index_of(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (text_equal(words[i], word))
            return i;
    return -1;
}

bool step_component_parse(const char *word, enum step_component *ret)
{
    int index = index_of(step_component_words, word);
    if (index >= 0)
        *ret = (enum step_component)index;
    return index >= 0;
}

bool step_kind_parse(const char *word, enum step_kind *ret)
{
    int index = index_of(step_kind_words, word);
    if (index >= 0)
        *ret = (enum step_kind)index;
    return index >= 0;
}

bool due_unit_parse(const char *word, enum due_unit *ret)
{
    int index = index_of(due_unit_words, word);
    if (index >= 0)
        *ret = (enum due_unit)index;
    return index >= 0;
}

bool step_signoff_parse(const char *word, enum step_signoff *ret)
{
    int index = index_of(step_signoff_words, word);
    if (index >= 0)
        *ret = (enum step_signoff)index;
    return index >= 0;
}

bool change_class_parse(const char *word, enum change_class *ret)
{
    int index = index_of(change_class_words, word);
    if (index >= 0)
        *ret = (enum change_class)index;
    return index >= 0;
}

/* "12 months", "1 month", "2 years". */
static bool months_parse(const char *every, int *ret_months)
{
    static const struct {
        const char *ending;
        int months;
    } units[] = {{" months", 1}, {" month", 1}, {" years", 12}, {" year", 12}};
    char digits[8];
    int64_t number = 0;
    size_t length = strcspn(every, " ");
    if (length == 0 || length >= sizeof digits)
        return false;
    memcpy(digits, every, length);
    digits[length] = '\0';
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (text_equal(every + length, units[i].ending) &&
            text_to_number(digits, 1, RECURRENCE_MONTHS_MAX / units[i].months, &number)) {
            *ret_months = (int)number * units[i].months;
            return true;
        }
    return false;
}

/* Parses "11-01"; also "02-29", which is the 28th in most years. */
static bool date_parse(const char *on, struct recurrence *recurrence)
{
    char whole[DAY_TEXT_BYTES + 8];
    int day = DAY_NONE, year;
    if (strlen(on) != 5)
        return false;
    snprintf(whole, sizeof whole, "2028-%s", on); /* a leap year */
    if (day_parse(whole, &day) != 0)
        return false;
    day_to_date(day, &year, &recurrence->month, &recurrence->day);
    return true;
}

bool recurrence_parse(const char *every, const char *on, struct recurrence *ret_recurrence)
{
    struct recurrence recurrence = {0};
    if (!months_parse(every, &recurrence.months) || (on && !date_parse(on, &recurrence)))
        return false;
    if (on && recurrence.months % 12 != 0 && 12 % recurrence.months != 0)
        return false;
    *ret_recurrence = recurrence;
    return true;
}

int due_parse(const char *string, struct due *ret_due)
{
    for (int unit = DUE_DAY; unit <= DUE_MONTH; unit++) {
        int64_t number = 0;
        size_t length = strlen(due_unit_words[unit]);
        if (!text_starts(string, due_unit_words[unit]) || string[length] != ' ')
            continue;
        if (text_to_number(string + length + 1, 1, DUE_NUMBER_MAX, &number)) {
            *ret_due = (struct due){(enum due_unit)unit, (int)number};
            return 0;
        }
    }
    if (!text_equal(string, due_unit_words[DUE_NONE]))
        return fail(FAIL_INPUT, "'%s' is not a due time such as day 3, week 2, month 6 or none", string);
    *ret_due = (struct due){0};
    return 0;
}

const char *due_format(struct due due, char buffer[16])
{
    if (due.unit == DUE_NONE)
        snprintf(buffer, 16, "none");
    else
        snprintf(buffer, 16, "%s %d", due_unit_words[due.unit], due.number % 10000);
    return buffer;
}
