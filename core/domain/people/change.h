/* Change: one unit of work about one person, which is a transaction, the person, and the event that says what was done.
 *
 *     CLEANUP(change_finish) struct change change = CHANGE(records, actor);
 *     TRY(change_begin(&change, person, RIGHT_LEAD));
 *     int result = something_write(&change);       // the rules, records_write(), json_put_string(&change.json, ...)
 *     return change_end(&change, result, "person.joined_unit");
 *
 * The person is resolved and the right is asked once, after the write lock has been taken: both hold until the end.
 * A failure rolls everything back. Whoever changed nothing sets `is_unchanged`, and then there is no event. */
#pragma once

#include "base/json.h"
#include "domain/people/subject.h"

struct change {
    struct records *records;
    const struct actor *actor;
    struct subject subject; /* zero in a change that is about nobody */
    struct arena arena;
    struct text data;  /* what the event says: add keys to `json`, which is an open object until change_end() */
    struct json json;  /* joined to `data` when the change begins: a change is not copied after that */
    bool is_unchanged; /* nothing came of it, such as a second click */
};

#define CHANGE_DATA_MAX (1024UL * 1024)
#define CHANGE(records_pointer, actor_pointer)                                                                         \
    ((struct change){.records = (records_pointer), .actor = (actor_pointer), .data = TEXT(CHANGE_DATA_MAX)})

void change_finish(struct change *change);

/* Begins, with the failures of subject_open(). After a failure there is nothing to end. */
int change_begin(struct change *change, struct subject_ref person, enum right right);

/* The same for what no single right says: `check`, such as subject_check_start(), is asked instead. */
int change_begin_checked(struct change *change, struct subject_ref person, int (*check)(const struct subject *subject));

/* The same before anything is asked, with the duty of subject_find(). */
int change_begin_unchecked(struct change *change, struct subject_ref person);

/* About nobody, or about somebody whom an outer change (records_begin() nests) has opened already. */
int change_begin_with(struct change *change, const struct subject *subject);

/* With `result` 0 appends the event and commits, else rolls back. Returns `result`, or why it could not be kept. */
int change_end(struct change *change, int result, const char *event);
