/* Circular: a step that everybody in its audience must read and confirm: the circulars of a person, and who in a unit
 * has confirmed. See audience.h for who is asked and circular_status.h for when. A confirmation is a progress row like
 * that of any step: done, or signed by oneself. */
#pragma once

#include "domain/circular/circular_status.h"
#include "domain/people/subject.h"

#define REASON_NO_CIRCULAR FAIL_REASON("no-circular") /* the step is not a circular */

struct circular_list {
    struct circular_status *items;
    size_t count;
    size_t waiting;
};

/* The circulars and recurring steps asked of a person: first those that wait, latest first and then longest waiting;
 * then those confirmed, newest first. RIGHT_SEE_DATES. */
int circulars_of(struct site *site, const struct subject *subject, struct arena *arena, struct circular_list *ret_list);

/* The number that wait, for start pages; 0 if nothing is published. */
int circulars_waiting(struct site *site, const struct subject *subject, size_t *ret_count);

/* Confirms the newest revision, or renews a recurring step. RIGHT_LEARN. FAIL_RULE for a step that is addressed to
 * nobody, for one that a mentor or manager signs, and if `expected_version` (content/version.h; NULL or "": not
 * checked) is not the newest. A second call changes nothing. */
int circular_confirm(struct site *site, const struct actor *actor, struct subject_ref person, const char *circular,
                     const char *expected_version);

struct circular_waiting {
    const struct person *person;
    struct circular_status asked;
};

/* A circular or recurring step, and the people of a unit who are asked. */
struct circular_state {
    struct content_audience_step circular;
    size_t asked, confirmed; /* numbers of people; asked - confirmed are waiting */
    size_t late;
    struct circular_waiting *waiting; /* latest first, then by name */
    size_t waiting_count;
    struct circular_waiting *others; /* asked, but not waiting; by name */
    size_t other_count;
};

/* Every circular asked of somebody in a unit and below, or addressed to anybody, the newest first, with those who have
 * not confirmed. `unit` NULL: the actor's own for a manager, all for HR and the operator. Covers only people whose
 * dates the actor may see. SITE_SEE_UNIT. */
int circulars_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct circular_state **ret_states, size_t *ret_count);

/* The unit's annual cycle: the same for recurring steps, by the next due day of the first person. One that is addressed
 * to nobody lists those who have done it. */
int annual_cycle_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                    struct circular_state **ret_states, size_t *ret_count);
