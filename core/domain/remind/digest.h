/* Digest: a mail in the morning with what somebody is reminded of (reminder.h), for those who chose it.
 *
 * Nobody gets mail who has not chosen it. At seven on working days, Swedish time, a job decides who gets one: a row for
 * the person and the day, at most one by the table's own rule, in one transaction with the job that sends them. Whoever
 * has nothing to do gets none, nor does anybody twice: before a mail is handed to the server its row says so, and a
 * mail that was handed over when the power went, or that the server had whole and did not answer for, is not sent
 * again. So a mail is sent at most once and, in the rare case, not at all; a reminder that is lost comes tomorrow, and
 * one that comes twice would break the promise. What was waiting when its day ended is never sent.
 *
 * It has titles of steps and names, no words that people wrote about each other, and never the name of somebody with
 * protected identity. */
#pragma once

#include "domain/people/subject.h"
#include "domain/remind/reminder.h"

#define JOB_DIGEST_QUEUE "digest.queue"
#define JOB_DIGEST_SEND "digest.send"

enum digest_choice { DIGEST_NEVER, DIGEST_WORKDAYS, DIGEST_MONDAYS /* the first working day of a week */ };

const char *digest_choice_word(enum digest_choice choice); /* "never", "workdays", "mondays" */
bool digest_choice_parse(const char *word, enum digest_choice *ret_choice);

/* What somebody has chosen, DIGEST_NEVER for whoever has not, and how it goes. The person oneself, or the operator. */
struct digest_status {
    enum digest_choice choice;
    bool is_paused; /* the address was refused DIGEST_REFUSALS_MAX times since it was chosen: nothing is sent */
    int last_day;   /* of the newest one that was sent; DAY_NONE */
};
#define DIGEST_REFUSALS_MAX 3
int digest_status(struct records *records, const struct actor *actor, const struct person *person,
                  struct digest_status *ret_status);

/* FAIL_RULE for somebody without an e-mail address. Choosing anew after "never" makes the addresses in older mails
 * useless, and choosing anything ends a pause. RIGHT_LEARN: the person oneself, or the operator. */
int digest_choose(struct records *records, const struct actor *actor, struct subject_ref person,
                  enum digest_choice choice);

/* The address in a mail that ends them, without signing in. Asking changes nothing; stopping twice is no failure.
 * FAIL_NOT_FOUND "this link no longer works". */
int digest_token_check(struct records *records, const char *token);
int digest_stop(struct records *records, const char *token);

/* Seven in the morning of the next working day after `now`. */
int64_t digest_next_after(int64_t now);

/* A working day, and seven has been: not so when a job that was missed runs in the night. */
bool digest_is_time(void);

/* Who would get one today, and what about; nothing is kept. SITE_RUN. */
struct digest_planned {
    struct person person;
    struct reminder_list list;
};
int digest_plan(struct site *site, const struct actor *actor, struct arena *arena, struct digest_planned **ret_planned,
                size_t *ret_count);

/* Decides who gets one today, if it is a working day; nothing where no mail is configured. SITE_RUN. */
int digest_queue(struct site *site, const struct actor *actor, int *ret_count);

/* Sends what waits, up to DIGEST_BATCH mails, and adds a job for the rest. A failure says why something still waits,
 * so that the job is tried again. SITE_RUN. */
#define DIGEST_BATCH 200
struct digest_sent {
    int sent, refused, waiting, unsure, unneeded;
};
int digest_send(struct site *site, const struct actor *actor, struct digest_sent *ret_sent);

/* Mails that were refused or are unsure in the last week, by day: for the administrator. SITE_RUN. */
struct digest_trouble {
    const char *person_id; /* the random one for somebody erased */
    int day;
    const char *state, *last_error; /* "refused", "unsure"; last_error names nobody; may be NULL */
};
int digest_troubles(struct records *records, const struct actor *actor, struct arena *arena,
                    struct digest_trouble **ret_troubles, size_t *ret_count);

/* ---- the words, which are of the floor above ---- */

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

/* The list as a mail may have it: nobody with protected identity by name or address, and not who is waited for. */
struct reminder_list digest_list_of(const struct reminder_list *list, struct arena *arena);

/* ---- between the files of this folder ---- */

int digest_write(const struct digest_mail *letter, struct arena *arena, struct digest_words *ret_words);
