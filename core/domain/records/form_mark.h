/* Form mark: lets one shown form change something once. A page that shows forms gives them a mark; the first change
 * made with it keeps the mark in the same transaction, and every later one with the same mark is refused.
 *
 * A mark is a number from a hash and says nothing about anybody. It is not part of the log, and is forgotten after a
 * day, when no session that could repeat it lives any more. */
#pragma once

#include "domain/records/records.h"

#define REASON_SENT_ALREADY FAIL_REASON("sent-already") /* what this form asked for was kept before */

struct form_mark {
    int64_t key;      /* more than 0 */
    bool is_kept;     /* a change was kept with it */
    bool is_repeated; /* a change was refused, because another was kept with it before */
};

/* Makes every change until the next call one of this mark, whose struct must live until then; NULL: of none. A change
 * whose mark was kept by somebody else before fails: FAIL_RULE, REASON_SENT_ALREADY. */
void records_use_mark(struct records *records, struct form_mark *mark);

/* Whether it was kept, and with which answer: NULL while nobody has said, "" if there is none to repeat. */
int form_mark_find(struct records *records, const struct form_mark *mark, struct arena *arena, bool *ret_is_kept,
                   const char **ret_answer);

/* Says where the first one was led, a path of this site. May be lost when the machine stops. */
int form_mark_answer(struct records *records, const struct form_mark *mark, const char *answer);

/* Forgets the mark of a form that must be sent again, because only a part of it was done. */
int form_mark_forget(struct records *records, const struct form_mark *mark);

/* For records.c: keeps the mark in the transaction that has just begun. */
int form_mark_keep(struct records *records, struct form_mark *mark);
