/* Digest: a morning mail with a person's reminders (reminder.h), for those who chose it.
 *
 * At seven on working days, Swedish time, a job decides who gets one: one row for person and day, at most one by the
 * table's key, in one transaction with the job that sends them. Nobody gets mail without having chosen it, or without
 * something to do.
 *
 * A mail is sent at most once and, in rare cases, not at all: its row is marked before the mail goes to the server, and
 * a mail that was interrupted there, or not confirmed by the server, is not sent again. A lost reminder comes tomorrow;
 * a second one would break the promise. Mails still waiting at the end of their day are never sent.
 *
 * A mail has titles of steps and names, never comments about people, and never the name of somebody with protected
 * identity. */
#pragma once

#include "domain/people/subject.h"
#include "domain/remind/reminder.h"

#define JOB_DIGEST_QUEUE "digest.queue"
#define JOB_DIGEST_SEND "digest.send"

enum digest_choice { DIGEST_NEVER, DIGEST_WORKDAYS, DIGEST_MONDAYS /* the first working day of a week */ };

const char *digest_choice_word(enum digest_choice choice); /* "never", "workdays", "mondays" */
bool digest_choice_parse(const char *word, enum digest_choice *ret_choice);

/* A person's choice (DIGEST_NEVER before the first one), and its state. The person oneself, or the operator. */
struct digest_status {
    enum digest_choice choice;
    bool is_paused; /* the address was refused DIGEST_REFUSALS_MAX times since the choice: nothing is sent */
    int last_day;   /* of the last sent mail; DAY_NONE */
};
#define DIGEST_REFUSALS_MAX 3
int digest_status(struct records *records, const struct subject *subject, struct digest_status *ret_status);

/* Sets a person's choice. RIGHT_LEARN: the person oneself, or the operator. FAIL_RULE without an e-mail address. A new
 * choice after "never" invalidates the unsubscribe links of older mails; any choice ends a pause. */
int digest_choose(struct records *records, const struct actor *actor, struct subject_ref person,
                  enum digest_choice choice);

/* The unsubscribe link of a mail, which works without signing in. digest_token_check() changes nothing; a second
 * digest_stop() is no failure. FAIL_NOT_FOUND "this link no longer works". */
int digest_token_check(struct records *records, const char *token);
int digest_stop(struct records *records, const char *token);

/* Seven in the morning of the next working day, after `now`. */
int64_t digest_next_after(int64_t now);

/* Whether it is a working day after seven; false for a missed job that runs at night. */
bool digest_is_time(void);

/* Who would get a mail today, with which reminders; stores nothing. SITE_RUN. */
struct digest_planned {
    struct person person;
    struct reminder_list list;
};
int digest_plan(struct site *site, const struct actor *actor, struct arena *arena, struct digest_planned **ret_planned,
                size_t *ret_count);

/* Decides who gets a mail today, if it is a working day; does nothing if mail is not configured. SITE_RUN. */
int digest_queue(struct site *site, const struct actor *actor, int *ret_count);

/* Sends up to DIGEST_BATCH waiting mails, and adds a job for the rest. Fails if mails still wait because of a problem,
 * so that the job runs again. SITE_RUN. */
#define DIGEST_BATCH 200
struct digest_sent {
    int sent, refused, waiting, unsure, unneeded;
};
int digest_send(struct site *site, const struct actor *actor, struct digest_sent *ret_sent);

/* Refused and unconfirmed mails of the last week, by day, for the administrator. SITE_RUN. */
struct digest_trouble {
    const char *person_id; /* the random id of an erased person */
    int day;
    const char *state, *last_error; /* "refused", "unsure"; last_error has no names, may be NULL */
};
int digest_troubles(struct records *records, const struct actor *actor, struct arena *arena,
                    struct digest_trouble **ret_troubles, size_t *ret_count);

/* ---- the text, written by the floor above ---- */

struct digest_mail {
    const struct person *person;
    struct reminder_list list; /* without names that must not be in a mail */
    int day;
    const char *public_address;
    const char *token;        /* of the page that ends these mails */
    const char *organisation; /* "" where it is not configured */
};
struct digest_words {
    const char *subject, *plain, *html, *unsubscribe; /* in the arena; the last is an address */
};
typedef int digest_writer(const struct digest_mail *letter, struct arena *arena, struct digest_words *ret_words);
void digest_use_writer(digest_writer *writer);

/* A copy of the list for a mail: without names and links of people with protected identity, and without the people whom
 * the person waits for. */
struct reminder_list digest_list_of(const struct reminder_list *list, struct arena *arena);

/* ---- only within this library ---- */

int digest_write(const struct digest_mail *letter, struct arena *arena, struct digest_words *ret_words);
