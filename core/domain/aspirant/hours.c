/* Logs and corrects hours; see hours.h. */
#include "domain/aspirant/hours.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/people/comment.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MINUTES_OF_AN_HOUR 60
#define MINUTE (HOURS_SECONDS / MINUTES_OF_AN_HOUR)
#define HUNDREDTH (HOURS_SECONDS / 100)
#define ENTRIES_MAX 5000 /* of one person; more than twenty years of working days */

static const struct query entry_insert = {
    "hours.log", "aspirant_hours",
    "INSERT INTO aspirant_hours (key, person_key, day, is_month, seconds, at, by_key, remark_key, instead_of_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM aspirant_hours), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING *"};
static const struct query entry_end = {
    "hours.end", "aspirant_hours",
    "UPDATE aspirant_hours SET ended_at = ?2, ended_by_key = ?3 WHERE key = ?1 RETURNING *"};
static const struct query entry_of = {
    "hours.of", NULL,
    "SELECT day, is_month, seconds, remark_key FROM aspirant_hours WHERE key = ?1 AND person_key = ?2"
    " AND ended_at IS NULL"};
static const struct query logged_of = {
    "hours.logged", NULL,
    "SELECT coalesce(sum(seconds), 0) FROM aspirant_hours WHERE person_key = ?1 AND day = ?2 AND is_month = ?3"
    " AND ended_at IS NULL"};
static const struct query count_of = {"hours.count", NULL, "SELECT count(*) FROM aspirant_hours WHERE person_key = ?1"};
static const struct query entries_of = {
    "hours.entries", NULL,
    "SELECT h.key, h.day, h.is_month, h.seconds, h.at, remark.words, h.instead_of_key, h.ended_at"
    " FROM aspirant_hours AS h LEFT JOIN remark ON remark.key = h.remark_key WHERE h.person_key = ?1"
    " ORDER BY h.day DESC, h.key DESC"};

/* ---- words ---- */

static int fail_no_hours(const char *string)
{
    return fail_at(FAIL_INPUT, REASON_NONE, "hours", "'%s' is not hours such as 2,5 or 2:30", string);
}

/* After the separator: one or two decimals, or two digits of minutes. */
static bool part_read(const char *digits, bool is_minutes, int *ret_seconds)
{
    size_t length = strlen(digits);
    int64_t number;
    if (length < 1 || length > 2 || (is_minutes && length != 2) || !isdigit((unsigned char)digits[0]) ||
        !text_to_number(digits, 0, is_minutes ? MINUTES_OF_AN_HOUR - 1 : 99, &number))
        return false;
    if (is_minutes)
        *ret_seconds = (int)number * MINUTE;
    else
        *ret_seconds = (int)number * HUNDREDTH * (length == 1 ? 10 : 1);
    return true;
}

int hours_parse(const char *string, int *ret_seconds)
{
    char whole[8];
    const char *words = string + strspn(string, " ");
    size_t length = strcspn(words, ",.:");
    int64_t hours;
    int part = 0;
    if (length == 0 || length >= sizeof whole)
        return fail_no_hours(string);
    memcpy(whole, words, length);
    whole[length] = '\0';
    if (!isdigit((unsigned char)whole[0]) || !text_to_number(whole, 0, HOURS_MONTH_MAX / HOURS_SECONDS, &hours))
        return fail_no_hours(string);
    if (words[length] && !part_read(words + length + 1, words[length] == ':', &part))
        return fail_no_hours(string);
    *ret_seconds = (int)hours * HOURS_SECONDS + part;
    return 0;
}

const char *hours_format(int seconds, char separator, char buffer[HOURS_TEXT_BYTES])
{
    int whole = seconds / HOURS_SECONDS, rest = seconds % HOURS_SECONDS, part = rest / HUNDREDTH;
    if (!rest)
        snprintf(buffer, HOURS_TEXT_BYTES, "%d", whole);
    else if (rest % HUNDREDTH && rest % MINUTE == 0)
        snprintf(buffer, HOURS_TEXT_BYTES, "%d:%02d", whole, rest / MINUTE);
    else if (part % 10)
        snprintf(buffer, HOURS_TEXT_BYTES, "%d%c%02d", whole, separator, part);
    else
        snprintf(buffer, HOURS_TEXT_BYTES, "%d%c%d", whole, separator, part / 10);
    return buffer;
}

/* ---- what can be ---- */

static int month_first(int day)
{
    int year, month, of_month;
    day_to_date(day, &year, &month, &of_month);
    return day - of_month + 1;
}

static int day_check(const struct aspirant *aspirant, int day, bool is_month)
{
    char date[DAY_TEXT_BYTES];
    int end = aspirant_end(aspirant);
    TRY(plan_check_day(day));
    if (day > clock_today() && is_month)
        return fail_at(FAIL_INPUT, REASON_NONE, "day", "%s: the month has not begun", day_format(day, date));
    if (day > clock_today())
        return fail_at(FAIL_INPUT, REASON_NONE, "day", "%s: is a day to come", day_format(day, date));
    if (end != DAY_NONE && day >= end)
        return fail_at(FAIL_RULE, REASON_NONE, "day", "person '%s': was no aspirant any more on %s",
                       aspirant->person.id, day_format(day, date));
    return 0;
}

/* Together with what is logged of that day, or month, already. */
static int amount_check(struct records *records, int64_t person_key, const struct hours_new *logged)
{
    char date[DAY_TEXT_BYTES], hours[HOURS_TEXT_BYTES];
    int64_t already = 0;
    int most = logged->is_month ? HOURS_DAY_MAX * (day_add_months(logged->day, 1) - logged->day) : HOURS_DAY_MAX;
    TRY(records_number(records, &logged_of,
                       BIND(value_number(person_key), value_number(logged->day), value_number(logged->is_month)), 0,
                       &already));
    if (logged->seconds <= 0)
        return fail_at(FAIL_INPUT, REASON_NONE, "hours", "say how many hours it was");
    if (already + logged->seconds <= most)
        return 0;
    if (already)
        return fail_at(FAIL_INPUT, REASON_NONE, "hours",
                       "%s: with what is logged already it would be %s hours, and a day has 24",
                       day_format(logged->day, date), hours_format((int)already + logged->seconds, '.', hours));
    return fail_at(FAIL_INPUT, REASON_NONE, "hours", "%s: %s hours are more than there are",
                   day_format(logged->day, date), hours_format(logged->seconds, '.', hours));
}

static int note_write(struct plan_change *act, const char *note, int64_t *ret_key)
{
    return comment_write(act->site->records,
                         &(struct comment_new){act->person->key, act->change.actor->key, note, "note"}, ret_key);
}

static int entry_write(struct plan_change *act, const struct hours_new *logged, int64_t comment_key, int64_t instead_of)
{
    struct records *records = act->site->records;
    int64_t count = 0;
    TRY(records_number(records, &count_of, BIND(value_number(act->person->key)), 0, &count));
    if (count >= ENTRIES_MAX)
        return fail(FAIL_LIMIT, "person '%s': has more than %d entries of hours", act->person->id, ENTRIES_MAX);
    TRY(amount_check(records, act->person->key, logged));
    json_put_day(&act->change.json, logged->is_month ? "month" : "day", logged->day);
    json_put_number(&act->change.json, "hundredths", (logged->seconds + HUNDREDTH / 2) / HUNDREDTH);
    json_put_number(&act->change.json, "seconds", logged->seconds);
    return records_write(records, &entry_insert,
                         BIND(value_number(act->person->key), value_number(logged->day), value_number(logged->is_month),
                              value_number(logged->seconds), value_number(clock_now()),
                              value_key(act->change.actor->key), value_key(comment_key), value_key(instead_of)),
                         NULL);
}

/* ---- logging ---- */

static int log_write(struct plan_change *act, const struct hours_new *logged)
{
    struct hours_new entry = *logged;
    struct aspirant aspirant;
    int64_t comment = 0;
    TRY(aspirant_row_of(act->site->records, act->person, &act->change.arena, &aspirant));
    if (entry.is_month)
        entry.day = month_first(entry.day);
    TRY(day_check(&aspirant, entry.day, entry.is_month));
    TRY(note_write(act, logged->note, &comment));
    return entry_write(act, &entry, comment, 0);
}

int hours_log(struct site *site, const struct actor *actor, const struct hours_new *logged)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    TRY(plan_change_begin(&act, logged->person, RIGHT_LEARN));
    return plan_change_end(&act, log_write(&act, logged), "aspirant.hours_logged");
}

static int entry_find(struct plan_change *act, int64_t key, struct hours_new *ret_entry, int64_t *ret_comments)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(act->site->records, &entry_of, BIND(value_number(key), value_number(act->person->key)), &rows));
    bool is_there = rows_next(&rows);
    if (is_there) {
        *ret_entry = (struct hours_new){.day = row_day(&rows, 0), .is_month = row_number(&rows, 1) != 0};
        *ret_comments = row_number(&rows, 3);
    }
    TRY(rows_result(&rows));
    return is_there ? 0
                    : fail(FAIL_NOT_FOUND, "person '%s': no entry %lld that counts", act->person->id, (long long)key);
}

/* The old entry ends first, so that the new one is not added to it. */
static int correct_write(struct plan_change *act, const struct hours_new *right, int64_t key)
{
    struct records *records = act->site->records;
    struct hours_new entry;
    int64_t comment = 0;
    TRY(entry_find(act, key, &entry, &comment));
    json_put_number(&act->change.json, "entry", key);
    TRY(records_write(records, &entry_end,
                      BIND(value_number(key), value_number(clock_now()), value_key(act->change.actor->key)), NULL));
    if (!text_is_blank(right->note))
        TRY(note_write(act, right->note, &comment));
    entry.seconds = right->seconds;
    return right->seconds ? entry_write(act, &entry, comment, key) : 0;
}

int hours_correct(struct site *site, const struct actor *actor, struct subject_ref person, int64_t entry, int seconds,
                  const char *note)
{
    CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
    const struct hours_new right = {.seconds = seconds, .note = note};
    TRY(plan_change_begin(&act, person, RIGHT_LEARN));
    return plan_change_end(&act, correct_write(&act, &right, entry), "aspirant.hours_corrected");
}

/* ---- reading ---- */

static int entry_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const bool *shows_notes = context;
    *(struct hours_entry *)ret_item = (struct hours_entry){.key = row_number(rows, 0),
                                                           .day = row_day(rows, 1),
                                                           .is_month = row_number(rows, 2) != 0,
                                                           .seconds = (int)row_number(rows, 3),
                                                           .at = row_number(rows, 4),
                                                           .note = *shows_notes ? row_copy(rows, 5, arena) : NULL,
                                                           .instead_of = row_number(rows, 6),
                                                           .ended_at = row_number(rows, 7)};
    return 0;
}

int hours_entries(struct site *site, const struct subject *subject, struct arena *arena,
                  struct hours_entry **ret_entries, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    bool shows_notes = subject_may(subject, RIGHT_SEE_COMMENTS);
    TRY(records_select(site->records, &entries_of, BIND(value_number(subject->person.key)), &rows));
    return ROWS_COLLECT(&rows, entry_read, &shows_notes, arena, ret_entries, ret_count);
}
