/* Change: a unit of work about one person: a transaction, the person, and the event that records what was done.
 *
 *     CLEANUP(change_finish) struct change change = CHANGE(records, actor);
 *     TRY(change_begin(&change, person, RIGHT_LEAD));
 *     int result = something_write(&change);       // the rules, records_write(), json_put_string(&change.json, ...)
 *     return change_end(&change, result, "person.joined_unit");
 *
 * The person is resolved and the right is checked once, after the write lock has been taken, so that both hold until
 * the end. A failure rolls everything back. Code that changed nothing sets `is_unchanged`; then no event is written. */
#pragma once

#include "base/json.h"
#include "domain/people/subject.h"

struct change {
    struct records *records;
    const struct actor *actor;
    struct subject subject; /* zero in a change without a person */
    struct arena arena;
    struct text data;  /* the event's data: add keys to `json`, an open object until change_end() */
    struct json json;  /* writes to `data` once the change has begun: do not copy a change after that */
    bool is_unchanged; /* nothing was changed, as by a second click */
};

#define CHANGE_DATA_MAX (1024UL * 1024)
#define CHANGE(records_pointer, actor_pointer)                                                                         \
    ((struct change){.records = (records_pointer), .actor = (actor_pointer), .data = TEXT(CHANGE_DATA_MAX)})

void change_finish(struct change *change);

/* Begins the transaction; fails as subject_open(). After a failure there is nothing to end. */
int change_begin(struct change *change, struct subject_ref person, enum right right);

/* The same where no single right decides: calls `check`, such as subject_check_start(), instead. */
int change_begin_checked(struct change *change, struct subject_ref person, int (*check)(const struct subject *subject));

/* The same without a check; the caller must check, as after subject_find(). */
int change_begin_unchecked(struct change *change, struct subject_ref person);

/* The same without a person (`subject` NULL), or with one that an outer change has resolved (records_begin() nests). */
int change_begin_with(struct change *change, const struct subject *subject);

/* Appends the event and commits if `result` is 0, else rolls back. Returns `result`, or the failure of the commit. */
int change_end(struct change *change, int result, const char *event);
