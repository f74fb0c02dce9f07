/* Standing reader: how many people stand with many steps, in one reading of the records.
 *
 *     CLEANUP(standing_reader_close) struct standing_reader *reader = NULL;
 *     TRY(standing_reader_open(site, &(struct standing_scope){.people = {.unit_key = unit.key}}, arena, &reader));
 *     for (...each person, by rising key...) {
 *         TRY(standing_reader_go_to(reader, person_key));
 *         for (size_t i = 0; i < standing_reader_count(reader); i++)
 *             TRY(standing_reader_judge(reader, standing_reader_step_at(reader, i), NULL, &standing));
 *     }
 *
 * It holds one person at a time, so that 20,000 take no more memory than one. What is the same for many is worked out
 * once: what each step is in the newest edition, and what changed in it since each version. Every standing is what
 * standing_look() says of that person and step, but that the reading of many leaves out the names of signers. Within
 * content_read_begin(). */
#pragma once

#include "domain/people/person_scope.h"
#include "domain/progress/standing.h"

struct standing_scope {
    struct person_scope people;
    const char *const *steps; /* only rows of these; NULL: of all */
    size_t step_count;
    struct content *proposal; /* an edition preview, to judge against too, within content_read_begin(); NULL */
};

enum standing_edition { STANDING_NEWEST, STANDING_PROPOSED };
#define STANDING_EDITIONS 2

/* A step that somebody has begun with, or that was asked for: the same one as long as the reader is open. */
struct standing_step {
    const char *id;
    uint32_t number; /* from 0, in the order they were met */

    struct standing_note {
        int64_t person_key;
        uint32_t first, count;
    } note; /* for whoever reads; zero when the step is met */

    uint32_t row; /* the rest for standing_reader.c: which row it is of the last person who has one */
    int64_t person_key;
    const struct content_entry *entry[STANDING_EDITIONS]; /* NULL: not looked up yet */
    struct standing_kind kind[STANDING_EDITIONS];
};

struct standing_reader;

/* Yours to close, before the arena. */
int standing_reader_open(struct site *site, const struct standing_scope *scope, struct arena *arena,
                         struct standing_reader **ret_reader);
void standing_reader_close(struct standing_reader **reader);

/* Goes to a person whose key is higher than the one before. What was lent of that one ends. */
int standing_reader_go_to(struct standing_reader *reader, int64_t person_key);

/* The person's rows of progress, by step key. */
size_t standing_reader_count(const struct standing_reader *reader);
struct standing_step *standing_reader_step_at(const struct standing_reader *reader, size_t index);

struct standing_step *standing_reader_step(struct standing_reader *reader, const char *id);
size_t standing_reader_step_count(const struct standing_reader *reader); /* that were met: numbers are below it */

/* The person's row of the step; NULL when nothing has happened. */
const struct progress *standing_reader_progress(const struct standing_reader *reader, const struct standing_step *step);

/* How the person stands with the step. `entry` is the step in the newest edition; NULL: it is looked up, once for
 * all people, and is standing_gone_entry() for a step that the edition does not have. */
int standing_reader_judge(struct standing_reader *reader, struct standing_step *step, const struct content_entry *entry,
                          struct standing *ret_standing);

/* How the person would stand with it, were that edition the newest; as with `entry` NULL. */
int standing_reader_judge_in(struct standing_reader *reader, enum standing_edition edition, struct standing_step *step,
                             struct standing *ret_standing);
