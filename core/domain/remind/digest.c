/* Decides who gets a mail today; see digest.h. What then happens to it is in digest_send.c. */
#include "domain/remind/digest.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/workday.h"
#include "domain/people/person_row.h"
#include "domain/records/job.h"
#include "domain/remind/mail_settings.h"

#include <assert.h>
#include <stdio.h>

#define DIGEST_HOUR 7
#define KEEP_DAYS 90 /* so long the address in a mail works */

/* ?1 today, ?2 how many refusals pause it. */
static const struct query wanting = {
    "digest.wanting", NULL,
    "SELECT " PERSON_COLUMNS ", c.choice FROM " PERSON_TABLES " JOIN digest_choice AS c ON c.person_key = person.key"
    " WHERE person.status = 'active' AND identity.email IS NOT NULL AND c.choice <> 'never'"
    " AND NOT EXISTS (SELECT 1 FROM digest WHERE digest.person_key = person.key AND digest.day = ?1)"
    " AND (SELECT count(*) FROM digest WHERE digest.person_key = person.key AND digest.state = 'refused'"
    " AND digest.at >= c.at) < ?2 ORDER BY person.key"};
static const struct query digest_insert = {
    "digest.insert", "digest",
    "INSERT INTO digest (key, person_key, day, state, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM digest), ?1, ?2, 'waiting', ?3)"
    " ON CONFLICT (person_key, day) DO NOTHING RETURNING *"};
static const struct query digest_miss = {
    "digest.miss", "digest",
    "UPDATE digest SET state = 'missed', at = ?2 WHERE state = 'waiting' AND day < ?1 RETURNING *"};
static const struct query digest_purge = {"digest.purge", "digest", "DELETE FROM digest WHERE day < ?1 RETURNING *"};
static const struct query troubles_of = {
    "digest.troubles", NULL,
    "SELECT coalesce(identity.id, person.rid), digest.day, digest.state, digest.last_error FROM " PERSON_TABLES
    " JOIN digest ON digest.person_key = person.key"
    " WHERE digest.day > ?1 AND (digest.state IN ('refused', 'unsure') OR (digest.state = 'sending' AND"
    " digest.at < ?2)) ORDER BY digest.day, digest.key LIMIT 1000"};

static digest_writer *writer;

void digest_use_writer(digest_writer *use)
{
    writer = use;
}

int digest_write(const struct digest_mail *letter, struct arena *arena, struct digest_words *ret_words)
{
    assert(writer && "the floor above gives the words");
    return writer(letter, arena, ret_words);
}

int64_t digest_next_after(int64_t now)
{
    int day = instant_day(now);
    while (!day_is_workday(day) || instant_at(day, DIGEST_HOUR, 0) <= now)
        day++;
    return instant_at(day, DIGEST_HOUR, 0);
}

bool digest_is_time(void)
{
    int today = clock_today();
    return day_is_workday(today) && clock_now() >= instant_at(today, DIGEST_HOUR, 0);
}

/* ---- what a mail may say ---- */

struct reminder_list digest_list_of(const struct reminder_list *list, struct arena *arena)
{
    static const struct person nobody = {.is_protected = true};
    struct reminder_list given = {.items = arena_zeroed(arena, (list->count + 1) * sizeof *given.items),
                                  .count = list->count};
    for (size_t i = 0; i < list->count; i++) {
        struct reminder *item = &given.items[i];
        *item = list->items[i];
        item->with_name = NULL;
        if (item->about && item->about->is_protected) {
            item->about = &nobody;
            item->target = (struct target){.kind = TARGET_SIGNOFF_QUEUE};
        }
    }
    return given;
}

/* ---- who ---- */

static bool wants_today(enum digest_choice choice, int today)
{
    int monday = today - day_weekday(today);
    return choice == DIGEST_WORKDAYS || (choice == DIGEST_MONDAYS && workday_count(monday, today) == 1);
}

static int planned_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const int *today = context;
    enum digest_choice choice = DIGEST_NEVER;
    digest_choice_parse(row_text(rows, PERSON_COLUMN_COUNT), &choice);
    if (!wants_today(choice, *today))
        return ROW_SKIP;
    person_read(rows, arena, &((struct digest_planned *)ret_item)->person);
    return 0;
}

int digest_plan(struct site *site, const struct actor *actor, struct arena *arena, struct digest_planned **ret_planned,
                size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct digest_planned *planned = NULL;
    size_t wanting_count = 0, count = 0;
    int today = clock_today();
    TRY(access_check_site(actor, SITE_RUN));
    TRY(records_select(site->records, &wanting, BIND(value_number(today), value_number(DIGEST_REFUSALS_MAX)), &rows));
    if (day_is_workday(today))
        TRY(ROWS_COLLECT(&rows, planned_read, &today, arena, &planned, &wanting_count));
    for (size_t i = 0; i < wanting_count; i++) {
        struct digest_planned *one = &planned[count];
        struct subject subject;
        *one = planned[i];
        TRY(subject_of_person(site->records, actor, &one->person, &subject));
        TRY(reminder_list(site, &subject, arena, &one->list));
        one->list = digest_list_of(&one->list, arena);
        count += reminder_list_asks(&one->list);
    }
    *ret_planned = planned;
    *ret_count = count;
    return 0;
}

/* ---- keeping it ---- */

static int rows_write(struct records *records, const struct digest_planned *planned, size_t count, int *ret_written)
{
    int today = clock_today();
    TRY(records_write(records, &digest_miss, BIND(value_number(today), value_number(clock_now())), NULL));
    TRY(records_write(records, &digest_purge, BIND(value_number(today - KEEP_DAYS)), NULL));
    for (size_t i = 0; i < count; i++) {
        int64_t key = 0;
        TRY(records_write(records, &digest_insert,
                          BIND(value_number(planned[i].person.key), value_number(today), value_number(clock_now())),
                          &key));
        *ret_written += key != 0;
    }
    return *ret_written ? job_add(records, JOB_DIGEST_SEND, NULL, clock_now()) : 0;
}

int digest_queue(struct site *site, const struct actor *actor, int *ret_count)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct digest_planned *planned;
    struct site_config config;
    size_t count = 0;
    int written = 0;
    char day[DAY_TEXT_BYTES], data[100];
    TRY(access_check_site(actor, SITE_RUN));
    *ret_count = 0;
    TRY(site_config_read(site->folder, &arena, &config));
    if (!mail_is_configured(&config) || !day_is_workday(clock_today()))
        return 0;
    TRY(digest_plan(site, actor, &arena, &planned, &count));
    TRY(records_begin(site->records));
    int result = rows_write(site->records, planned, count, &written);
    snprintf(data, sizeof data, "{\"day\":\"%s\",\"count\":%d}", day_format(clock_today(), day), written);
    TRY(records_end(site->records, result, &(struct event){.actor = actor, .kind = "digest.queued", .data = data}));
    *ret_count = written;
    return 0;
}

int digest_troubles(struct records *records, const struct actor *actor, struct arena *arena,
                    struct digest_trouble **ret_troubles, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct digest_trouble *troubles = arena_zeroed(arena, 1000 * sizeof *troubles);
    size_t count = 0;
    TRY(access_check_site(actor, SITE_RUN));
    TRY(records_select(records, &troubles_of, BIND(value_number(clock_today() - 7), value_number(clock_now() - 3600)),
                       &rows));
    while (count < 1000 && rows_next(&rows)) {
        bool is_refused = text_equal(row_text(&rows, 2), "refused");
        troubles[count++] = (struct digest_trouble){row_copy(&rows, 0, arena), row_day(&rows, 1),
                                                    is_refused ? "refused" : "unsure", row_copy(&rows, 3, arena)};
    }
    *ret_troubles = troubles;
    *ret_count = count;
    return rows_result(&rows);
}
