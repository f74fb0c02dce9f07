/* Hands the mails that were decided on to the server, one by one, each at most once; see digest.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/mime.h"
#include "domain/records/job.h"
#include "domain/remind/digest.h"
#include "domain/remind/mail_settings.h"

#include <string.h>

#define MAIL_BYTES_MAX (1024UL * 1024)
#define SENDER_NAME "Trappa"

static const struct query next_waiting = {
    "digest.next", NULL,
    "SELECT digest.key, digest.person_key FROM digest WHERE digest.state = 'waiting' AND digest.day = ?1"
    " AND digest.key > ?2 ORDER BY digest.key LIMIT 1"};
static const struct query digest_begin = {
    "digest.begin", "digest",
    "UPDATE digest SET state = 'sending', at = ?2, token_hash = ?3 WHERE key = ?1 AND state = 'waiting' RETURNING *"};
static const struct query digest_settle = {
    "digest.settle", "digest", "UPDATE digest SET state = ?2, at = ?3, last_error = ?4 WHERE key = ?1 RETURNING *"};
static const struct query wants_still = {
    "digest.wants_still", NULL, "SELECT count(*) FROM digest_choice WHERE person_key = ?1 AND choice <> 'never'"};

struct sending {
    struct site *site;
    const struct actor *actor;
    struct site_config config; /* read anew, for the process that does jobs lives long */
    struct mail_settings settings;
    struct mail_line *line;
    struct digest_sent sent;
    int64_t last_key;
    bool is_down;
    char *why; /* something waits still; in `arena` */
    struct arena arena;
};

static void sending_finish(struct sending *sending)
{
    mail_close(sending->line);
    arena_finish(&sending->arena);
}

/* One mail on its way. */
struct parcel {
    struct arena arena;
    int64_t key;
    struct person person;
    struct reminder_list list;
    char token[SECRET_TOKEN_BYTES];
};

static void parcel_finish(struct parcel *parcel)
{
    arena_finish(&parcel->arena);
}

/* ---- its row ---- */

static int settle(struct sending *sending, const struct parcel *parcel, const char *state, const char *event,
                  const char *why)
{
    struct records *records = sending->site->records;
    TRY(records_begin(records));
    int result = records_write(
        records, &digest_settle,
        BIND(value_number(parcel->key), value_text(state), value_number(clock_now()), value_text(why)), NULL);
    return records_end(records, result,
                       &(struct event){.actor = sending->actor, .kind = event, .about = parcel->person.rid});
}

/* From here on the row says that it may have been sent. False: another process has taken it. */
static int begin(struct sending *sending, struct parcel *parcel, bool *ret_is_ours)
{
    struct records *records = sending->site->records;
    unsigned char hash[SECRET_HASH_BYTES];
    int64_t key = 0;
    secret_hash_of(parcel->token, strlen(parcel->token), hash);
    TRY(records_begin(records));
    int result =
        records_write(records, &digest_begin,
                      BIND(value_number(parcel->key), value_number(clock_now()), value_bytes(hash, sizeof hash)), &key);
    *ret_is_ours = result == 0 && key != 0;
    if (result == 0 && !key)
        return records_end_unchanged(records, 0);
    return records_end(records, result,
                       &(struct event){.actor = sending->actor, .kind = "digest.begun", .about = parcel->person.rid});
}

/* ---- its bytes ---- */

static int parcel_write(struct sending *sending, struct parcel *parcel, struct text *into)
{
    const struct mail_settings *settings = &sending->settings;
    struct digest_words words;
    char day[DAY_TEXT_BYTES];
    int today = clock_today();
    const struct digest_mail letter = {.person = &parcel->person,
                                       .list = parcel->list,
                                       .day = today,
                                       .public_address = settings->public_address,
                                       .token = parcel->token,
                                       .organisation = sending->config.organisation};
    TRY(digest_write(&letter, &parcel->arena, &words));
    mime_write(into, &(struct mime_mail){.from = {SENDER_NAME, settings->from},
                                         .to = {parcel->person.name, parcel->person.email},
                                         .subject = words.subject,
                                         .at = clock_now(),
                                         .id = arena_format(&parcel->arena, "reminders.%s.%s@%s",
                                                            day_format(today, day), parcel->person.rid, settings->host),
                                         .unsubscribe = words.unsubscribe,
                                         .plain = words.plain,
                                         .html = words.html,
                                         .language = parcel->person.language});
    return text_check(into, "a mail with reminders");
}

/* ---- what became of it ---- */

static const struct {
    const char *state, *event;
} outcomes[] = {
    [MAIL_ACCEPTED] = {"sent", "digest.sent"},    [MAIL_REFUSED] = {"refused", "digest.refused"},
    [MAIL_LATER] = {"waiting", "digest.delayed"}, [MAIL_UNSURE] = {"unsure", "digest.doubted"},
    [MAIL_DOWN] = {"waiting", "digest.delayed"},
};

static int outcome_keep(struct sending *sending, const struct parcel *parcel, enum mail_outcome outcome)
{
    char *why = outcome == MAIL_ACCEPTED ? NULL : arena_copy_string(&sending->arena, fail_sentence());
    sending->sent.sent += outcome == MAIL_ACCEPTED;
    sending->sent.refused += outcome == MAIL_REFUSED;
    sending->sent.unsure += outcome == MAIL_UNSURE;
    if (outcome == MAIL_LATER || outcome == MAIL_DOWN) {
        sending->sent.waiting++;
        sending->why = why;
    }
    sending->is_down = outcome == MAIL_DOWN;
    return settle(sending, parcel, outcomes[outcome].state, outcomes[outcome].event, why);
}

static int parcel_send(struct sending *sending, struct parcel *parcel)
{
    CLEANUP(text_finish) struct text mail = TEXT(MAIL_BYTES_MAX);
    enum mail_outcome outcome = MAIL_REFUSED;
    bool is_ours = false;
    if (!mime_is_address(parcel->person.email)) {
        (void)fail(FAIL_INPUT, "the recipient's address is none that mail can be sent to");
        return outcome_keep(sending, parcel, MAIL_REFUSED);
    }
    secret_token(parcel->token);
    TRY(parcel_write(sending, parcel, &mail));
    TRY(begin(sending, parcel, &is_ours));
    if (!is_ours)
        return 0;
    (void)mail_send(sending->line, sending->settings.from, parcel->person.email, &mail, &outcome);
    return outcome_keep(sending, parcel, outcome);
}

/* What was decided on may be out of date: somebody did what there was to do, stopped the mails, or left. */
static int parcel_read(struct sending *sending, struct parcel *parcel, int64_t person_key, bool *ret_is_needed)
{
    struct site *site = sending->site;
    struct subject subject;
    int64_t wants = 0;
    *ret_is_needed = false;
    TRY(person_by_key(site->records, person_key, &parcel->arena, &parcel->person));
    TRY(records_number(site->records, &wants_still, BIND(value_number(person_key)), 0, &wants));
    if (!wants || !text_equal(parcel->person.status, "active") || !parcel->person.email)
        return 0;
    TRY(subject_of_person(site->records, sending->actor, &parcel->person, &subject));
    TRY(reminder_list(site, &subject, &parcel->arena, &parcel->list));
    *ret_is_needed = reminder_list_asks(&parcel->list);
    parcel->list = digest_list_of(&parcel->list, &parcel->arena);
    return 0;
}

static int next_find(struct sending *sending, int64_t *ret_key, int64_t *ret_person_key)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_key = 0;
    TRY(records_select(sending->site->records, &next_waiting,
                       BIND(value_number(clock_today()), value_number(sending->last_key)), &rows));
    if (rows_next(&rows)) {
        *ret_key = row_number(&rows, 0);
        *ret_person_key = row_number(&rows, 1);
    }
    return rows_result(&rows);
}

static int next_send(struct sending *sending, bool *ret_is_over)
{
    CLEANUP(parcel_finish) struct parcel parcel = {0};
    int64_t person_key = 0;
    bool is_needed;
    TRY(next_find(sending, &parcel.key, &person_key));
    *ret_is_over = !parcel.key;
    if (*ret_is_over)
        return 0;
    sending->last_key = parcel.key;
    TRY(parcel_read(sending, &parcel, person_key, &is_needed));
    if (is_needed)
        return parcel_send(sending, &parcel);
    sending->sent.unneeded++;
    return settle(sending, &parcel, "unneeded", "digest.dropped", NULL);
}

static int rest_add(struct records *records)
{
    TRY(records_begin(records));
    int result = job_add(records, JOB_DIGEST_SEND, NULL, clock_now());
    return records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "job.added"});
}

static int send_all(struct sending *sending)
{
    bool is_over = false;
    for (int count = 0; !is_over && !sending->is_down && count < DIGEST_BATCH; count++)
        TRY(next_send(sending, &is_over));
    if (!is_over && !sending->is_down)
        TRY(rest_add(sending->site->records));
    return sending->why ? fail(FAIL_BUSY, "%d mails wait still: %s", sending->sent.waiting, sending->why) : 0;
}

int digest_send(struct site *site, const struct actor *actor, struct digest_sent *ret_sent)
{
    CLEANUP(sending_finish) struct sending sending = {.site = site, .actor = actor};
    *ret_sent = (struct digest_sent){0};
    TRY(access_check_site(actor, SITE_RUN));
    TRY(site_config_read(site->folder, &sending.arena, &sending.config));
    if (!mail_is_configured(&sending.config))
        return 0;
    TRY(mail_settings_read(&sending.config, &sending.arena, &sending.settings));
    TRY(mail_open(&sending.settings.server, &sending.line));
    int result = send_all(&sending);
    *ret_sent = sending.sent;
    return result;
}
