/* Gathers what has a day, and compares it with what was published last; see calendar.h. */
#include "domain/calendar/calendar.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/calendar/calendar_sources.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define DIGEST_BYTES 16
#define ADDRESS_BYTES_MAX 1024
#define KEPT_SECONDS ((int64_t)CALENDAR_KEPT_DAYS * 24 * 3600)

/* The words of records; never changed, because the UID is found by them. */
static const char *const kind_words[] = {
    [CALENDAR_DUE] = "due",           [CALENDAR_DEFERRAL] = "debt",   [CALENDAR_LAPSES] = "lapses",
    [CALENDAR_SIGN] = "sign",         [CALENDAR_OBSERVE] = "observe", [CALENDAR_PROMISED] = "promised",
    [CALENDAR_PROMISES] = "promises",
};

static const struct query events_of = {
    "calendar.events", NULL,
    "SELECT kind, subject, uid, sequence, digest, day, at, minutes, changed_at, is_cancelled FROM calendar_event"
    " WHERE person_key = ?1 ORDER BY kind, subject"};
static const struct query event_insert = {
    "calendar.insert", "calendar_event",
    "INSERT INTO calendar_event (person_key, kind, subject, uid, sequence, digest, day, at, minutes, changed_at,"
    " is_cancelled) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, 0) RETURNING *"};
static const struct query event_change = {
    "calendar.change", "calendar_event",
    "UPDATE calendar_event SET sequence = sequence + 1, digest = ?4, day = ?5, at = ?6, minutes = ?7, changed_at = ?8,"
    " is_cancelled = 0 WHERE person_key = ?1 AND kind = ?2 AND subject = ?3 RETURNING *"};
static const struct query event_cancel = {
    "calendar.cancel", "calendar_event",
    "UPDATE calendar_event SET sequence = sequence + 1, changed_at = ?4, is_cancelled = 1"
    " WHERE person_key = ?1 AND kind = ?2 AND subject = ?3 RETURNING *"};
static const struct query event_remove = {
    "calendar.remove", "calendar_event",
    "DELETE FROM calendar_event WHERE person_key = ?1 AND kind = ?2 AND subject = ?3 RETURNING *"};

/* What was published last, and what stands there now, both by kind and subject. */
struct published {
    struct calendar_event event;
    unsigned char digest[DIGEST_BYTES];
};

struct comparing {
    struct calendar_collection now;
    struct published *last;
    size_t last_count;
    struct calendar calendar;
    int64_t different;
};

static void comparing_finish(struct comparing *comparing)
{
    memory_free(comparing->now.entries);
}

/* ---- what stands there now ---- */

void calendar_add(struct calendar_collection *gathering, const struct calendar_entry *entry)
{
    if (entry->day == DAY_NONE)
        return;
    ARRAY_RESERVE(gathering->entries, gathering->count, gathering->capacity);
    gathering->entries[gathering->count++] = *entry;
}

static int compare_names(const struct calendar_entry *a, const struct calendar_entry *b)
{
    int kinds = strcmp(kind_words[a->kind], kind_words[b->kind]);
    return kinds ? kinds : strcmp(a->subject, b->subject);
}

static int compare_entries(const void *a, const void *b)
{
    const struct calendar_entry *first = a, *second = b;
    int names = compare_names(first, second);
    return names ? names : (first->day > second->day) - (first->day < second->day);
}

/* The first of those that are called alike stays: the earliest. */
static void entries_settle(struct calendar_collection *gathering)
{
    size_t kept = 0;
    if (gathering->count)
        qsort(gathering->entries, gathering->count, sizeof *gathering->entries, compare_entries);
    for (size_t i = 0; i < gathering->count; i++)
        if (kept == 0 || compare_names(&gathering->entries[kept - 1], &gathering->entries[i]) != 0)
            gathering->entries[kept++] = gathering->entries[i];
    gathering->count = kept;
}

static int entries_gather(struct calendar_collection *gathering)
{
    gathering->count = 0;
    const struct module_row *const *rows =
        modules_rows(offsetof(struct module, calendar), sizeof(struct calendar_source), gathering->arena);
    for (; *rows; rows++)
        TRY(((const struct calendar_source *)(const void *)*rows)->find(gathering));
    entries_settle(gathering);
    return 0;
}

/* Everything that the person's program would show otherwise. */
static void entry_digest(const struct calendar_collection *gathering, const struct calendar_entry *entry,
                         unsigned char ret_digest[DIGEST_BYTES])
{
    CLEANUP(text_finish) struct text address = TEXT(ADDRESS_BYTES_MAX);
    struct secret_hash hash;
    unsigned char digest[SECRET_HASH_BYTES];
    const int64_t numbers[] = {entry->kind, entry->count, entry->day, entry->at, entry->minutes};
    target_write(&entry->target, &address);
    secret_hash_begin(&hash);
    secret_hash_add_string(&hash, gathering->self.person.language);
    secret_hash_add_string(&hash, entry->title);
    secret_hash_add_string(&hash, text_string(&address));
    secret_hash_add(&hash, numbers, sizeof numbers);
    secret_hash_end(&hash, digest);
    memcpy(ret_digest, digest, DIGEST_BYTES);
}

/* ---- what was published last ---- */

static int kind_of(const char *word, enum calendar_kind *ret_kind)
{
    for (size_t i = 0; i < COUNT_OF(kind_words); i++)
        if (text_equal(word, kind_words[i])) {
            *ret_kind = (enum calendar_kind)i;
            return 0;
        }
    return fail(FAIL_CORRUPT, "calendar: '%s' is no kind of event", word);
}

static int published_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct published *published = ret_item;
    *published = (struct published){.event = {.uid = row_copy(rows, 2, arena),
                                              .sequence = (int)row_number(rows, 3),
                                              .changed_at = row_number(rows, 8),
                                              .is_cancelled = row_number(rows, 9)}};
    struct calendar_entry *entry = &published->event.entry;
    size_t length = 0;
    (void)context;
    TRY(kind_of(row_text(rows, 0), &entry->kind));
    entry->subject = row_copy(rows, 1, arena);
    entry->day = row_day(rows, 5);
    entry->at = row_number(rows, 6);
    entry->minutes = (int)row_number(rows, 7);
    const void *digest = row_bytes(rows, 4, &length);
    memcpy(published->digest, digest, length < DIGEST_BYTES ? length : DIGEST_BYTES);
    return 0;
}

static int last_read(struct comparing *comparing)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(comparing->now.site->records, &events_of, BIND(value_number(comparing->now.self.person.key)),
                       &rows));
    return ROWS_COLLECT(&rows, published_read, NULL, comparing->now.arena, &comparing->last, &comparing->last_count);
}

/* ---- the difference ---- */

/* One event before and now; either may be NULL, not both. */
struct pair {
    const struct published *last;
    const struct calendar_entry *now;
};

enum difference { IS_SAME, IS_NEW, IS_CHANGED, IS_GONE, IS_OLD };

static enum difference pair_difference(const struct comparing *comparing, const struct pair *pair)
{
    unsigned char digest[DIGEST_BYTES];
    if (!pair->last)
        return IS_NEW;
    const struct calendar_event *event = &pair->last->event;
    if (!pair->now && event->is_cancelled)
        return event->changed_at + KEPT_SECONDS < clock_now() ? IS_OLD : IS_SAME;
    if (!pair->now)
        return IS_GONE;
    entry_digest(&comparing->now, pair->now, digest);
    return event->is_cancelled || memcmp(digest, pair->last->digest, DIGEST_BYTES) != 0 ? IS_CHANGED : IS_SAME;
}

static int pair_insert(struct comparing *comparing, const struct pair *pair)
{
    const struct calendar_entry *now = pair->now;
    unsigned char digest[DIGEST_BYTES];
    char uid[SECRET_RID_BYTES];
    secret_rid(uid);
    entry_digest(&comparing->now, now, digest);
    return records_write(comparing->now.site->records, &event_insert,
                         BIND(value_number(comparing->now.self.person.key), value_text(kind_words[now->kind]),
                              value_text(now->subject), value_text(uid), value_bytes(digest, sizeof digest),
                              value_day(now->day), value_key(now->minutes ? now->at : 0), value_key(now->minutes),
                              value_number(clock_now())),
                         NULL);
}

static int pair_change(struct comparing *comparing, const struct pair *pair)
{
    const struct calendar_entry *now = pair->now;
    unsigned char digest[DIGEST_BYTES];
    entry_digest(&comparing->now, now, digest);
    return records_write(comparing->now.site->records, &event_change,
                         BIND(value_number(comparing->now.self.person.key), value_text(kind_words[now->kind]),
                              value_text(now->subject), value_bytes(digest, sizeof digest), value_day(now->day),
                              value_key(now->minutes ? now->at : 0), value_key(now->minutes),
                              value_number(clock_now())),
                         NULL);
}

static int pair_cancel(struct comparing *comparing, const struct pair *pair)
{
    const struct calendar_entry *last = &pair->last->event.entry;
    return records_write(comparing->now.site->records, &event_cancel,
                         BIND(value_number(comparing->now.self.person.key), value_text(kind_words[last->kind]),
                              value_text(last->subject), value_number(clock_now())),
                         NULL);
}

static int pair_remove(struct comparing *comparing, const struct pair *pair)
{
    const struct calendar_entry *last = &pair->last->event.entry;
    return records_write(comparing->now.site->records, &event_remove,
                         BIND(value_number(comparing->now.self.person.key), value_text(kind_words[last->kind]),
                              value_text(last->subject)),
                         NULL);
}

static int (*const writers[])(struct comparing *comparing, const struct pair *pair) = {
    [IS_NEW] = pair_insert, [IS_CHANGED] = pair_change, [IS_GONE] = pair_cancel, [IS_OLD] = pair_remove};

static int pair_write(struct comparing *comparing, const struct pair *pair)
{
    enum difference difference = pair_difference(comparing, pair);
    if (difference == IS_SAME)
        return 0;
    comparing->different++;
    return writers[difference](comparing, pair);
}

/* Puts it into the calendar as it was published. */
static int pair_give(struct comparing *comparing, const struct pair *pair)
{
    if (pair_difference(comparing, pair) != IS_SAME)
        comparing->different++;
    if (!pair->last)
        return 0;
    struct calendar_event *event = &comparing->calendar.events[comparing->calendar.count++];
    *event = pair->last->event;
    if (pair->now)
        event->entry = *pair->now;
    return 0;
}

static int each_pair(struct comparing *comparing, int (*pair)(struct comparing *comparing, const struct pair *pair))
{
    const struct calendar_collection *now = &comparing->now;
    size_t i = 0, j = 0;
    comparing->different = 0;
    while (i < comparing->last_count || j < now->count) {
        int order = i == comparing->last_count ? 1
                    : j == now->count          ? -1
                                               : compare_names(&comparing->last[i].event.entry, &now->entries[j]);
        struct pair both = {order <= 0 ? &comparing->last[i] : NULL, order >= 0 ? &now->entries[j] : NULL};
        i += order <= 0;
        j += order >= 0;
        TRY(pair(comparing, &both));
    }
    return 0;
}

/* ---- showing and publishing ---- */

static int compare_events(const void *a, const void *b)
{
    const struct calendar_event *first = a, *second = b;
    int days = (first->entry.day > second->entry.day) - (first->entry.day < second->entry.day);
    return days ? days : compare_names(&first->entry, &second->entry);
}

static int calendar_give(struct comparing *comparing)
{
    struct calendar *calendar = &comparing->calendar;
    *calendar = (struct calendar){0};
    calendar->events = arena_zeroed(comparing->now.arena, (comparing->last_count + 1) * sizeof *calendar->events);
    TRY(each_pair(comparing, pair_give));
    qsort(calendar->events, calendar->count, sizeof *calendar->events, compare_events);
    return 0;
}

static int comparing_read(struct comparing *comparing)
{
    struct calendar_collection *now = &comparing->now;
    TRY(person_actor(now->site->records, &now->self.person, &now->actor));
    now->self = subject_own(&now->actor, &now->self.person);
    TRY(entries_gather(&comparing->now));
    return last_read(comparing);
}

int calendar_show(struct site *site, const struct subject *subject, struct arena *arena, struct calendar *ret_calendar,
                  bool *ret_is_published)
{
    struct comparing comparing CLEANUP(comparing_finish) = {.now = {.site = site, .self = *subject, .arena = arena}};
    TRY(subject_check(subject, RIGHT_EXPORT));
    TRY(comparing_read(&comparing));
    TRY(calendar_give(&comparing));
    *ret_calendar = comparing.calendar;
    *ret_is_published = comparing.different == 0;
    return 0;
}

static int publish_write(struct comparing *comparing, struct json *json)
{
    TRY(comparing_read(comparing));
    TRY(each_pair(comparing, pair_write));
    json_object(json);
    json_put_number(json, "events", comparing->different);
    json_end(json);
    if (comparing->different)
        TRY(last_read(comparing));
    return 0;
}

int calendar_publish(struct site *site, const struct subject *subject, struct arena *arena,
                     struct calendar *ret_calendar)
{
    struct comparing comparing CLEANUP(comparing_finish) = {.now = {.site = site, .self = *subject, .arena = arena}};
    CLEANUP(text_finish) struct text data = TEXT(100);
    struct json json = JSON(&data);
    TRY(subject_check(subject, RIGHT_EXPORT));
    TRY(records_begin(site->records));
    int result = publish_write(&comparing, &json);
    bool is_different = comparing.different > 0;
    if (result == 0)
        result = calendar_give(&comparing);
    if (is_different)
        TRY(records_end(site->records, result,
                        &(struct event){.actor = &actor_trappa,
                                        .kind = "calendar.published",
                                        .about = subject->person.rid,
                                        .data = text_string(&data)}));
    else
        TRY(records_end_unchanged(site->records, result));
    *ret_calendar = comparing.calendar;
    return 0;
}
