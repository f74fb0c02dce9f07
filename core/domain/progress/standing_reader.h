/* Standing reader: the standings of many people with many steps, in one reading of the records.
 *
 *     CLEANUP(standing_reader_close) struct standing_reader *reader = NULL;
 *     TRY(standing_reader_open(site, &(struct standing_scope){.people = {.unit_key = unit.key}}, arena, &reader));
 *     for (...each person, by rising key...) {
 *         TRY(standing_reader_go_to(reader, person_key));
 *         for (size_t i = 0; i < standing_reader_count(reader); i++)
 *             TRY(standing_reader_judge(reader, standing_reader_step_at(reader, i), NULL, &standing));
 *     }
 *
 * It holds one person at a time, so that 20,000 need no more memory than one, and computes once what many people share:
 * each step in the newest edition, and its changes since each version. Each standing equals that of standing_read(),
 * except that the names of signers are left out when many people are read. Use it within content_read_begin(). */
#pragma once

#include "domain/people/person_scope.h"
#include "domain/progress/standing.h"

struct standing_scope {
    struct person_scope people;
    const char *const *steps; /* only rows of these steps; NULL: all steps */
    size_t step_count;
    struct content *proposal; /* an edition preview, to judge against too, within content_read_begin(); NULL */
};

enum standing_edition { STANDING_NEWEST, STANDING_PROPOSED };
#define STANDING_EDITIONS 2

/* A step met by the reader, in a row or by request; stays at the same address while the reader is open. */
struct standing_step {
    const char *id;
    uint32_t number; /* from 0, in the order of meeting */

    struct standing_note {
        int64_t person_key;
        uint32_t first, count;
    } note; /* for the caller's use; zero at first */

    uint32_t row; /* internal from here on: the row of the last person who has one */
    int64_t person_key;
    const struct content_entry *entry[STANDING_EDITIONS]; /* NULL: not looked up yet */
    struct standing_kind kind[STANDING_EDITIONS];
};

struct standing_reader;

/* Opens a reader; yours. Close it before the arena is freed. */
int standing_reader_open(struct site *site, const struct standing_scope *scope, struct arena *arena,
                         struct standing_reader **ret_reader);
void standing_reader_close(struct standing_reader **reader);

/* Moves to a person with a higher key than the last. Ends what was borrowed of the last one. */
int standing_reader_go_to(struct standing_reader *reader, int64_t person_key);

/* The rows of the current person, by step key. */
size_t standing_reader_count(const struct standing_reader *reader);
struct standing_step *standing_reader_step_at(const struct standing_reader *reader, size_t index);

struct standing_step *standing_reader_step(struct standing_reader *reader, const char *id);
size_t standing_reader_step_count(const struct standing_reader *reader); /* of all steps met; numbers are below it */

/* The current person's row of the step; NULL if nothing has happened. */
const struct progress *standing_reader_progress(const struct standing_reader *reader, const struct standing_step *step);

/* The current person's standing with the step. `entry` is the step in the newest edition; NULL: looked up once for all
 * people, standing_gone_entry() if the edition does not have it. */
int standing_reader_judge(struct standing_reader *reader, struct standing_step *step, const struct content_entry *entry,
                          struct standing *ret_standing);

/* How the person would stand with it, were that edition the newest; as with `entry` NULL. */
int standing_reader_judge_in(struct standing_reader *reader, enum standing_edition edition, struct standing_step *step,
                             struct standing *ret_standing);
