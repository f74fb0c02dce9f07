/* Circular: what everybody concerned must read and confirm: whom it is asked of (audience.h), when it waits
 * (circular_status.h), who has confirmed it and who has not. Confirming is a progress row like that of any step: done,
 * or signed by oneself. */
#pragma once

#include "domain/circular/circular_status.h"
#include "domain/people/subject.h"

#define REASON_NO_CIRCULAR FAIL_REASON("no-circular") /* a step like any other */

struct circular_list {
    struct circular_status *items;
    size_t count;
    size_t waiting;
};

/* The circulars and what comes again for a person: those that wait first, the latest due and then the longest
 * waiting before, then those confirmed, the newest first. One that is not asked of the person is not there.
 * RIGHT_SEE_DATES. */
int circulars_of(struct site *site, const struct subject *subject, struct arena *arena, struct circular_list *ret_list);

/* How many of them wait: for the start pages. 0 before anything is published. */
int circulars_waiting(struct site *site, const struct subject *subject, size_t *ret_count);

/* The person has read the newest revision, or done what comes again: RIGHT_LEARN. FAIL_RULE for a step that is
 * addressed to nobody, for one that a mentor or manager signs, and when `seen` (content/version.h; NULL or "" asks
 * nothing) is not the newest version. Twice changes nothing. */
int circular_confirm(struct site *site, const struct actor *actor, struct subject_ref person, const char *circular,
                     const char *expected_version);

struct circular_waiting {
    const struct person *person;
    struct circular_status asked;
};

/* One circular, or what comes again, and those of a unit whom it concerns. */
struct circular_state {
    struct content_audience_step circular;
    size_t asked, confirmed; /* people; what waits is asked - confirmed */
    size_t late;
    struct circular_waiting *waiting; /* the latest first, then by name */
    size_t waiting_count;
    struct circular_waiting *others; /* whom it concerns and whom it does not wait for, by name */
    size_t other_count;
};

/* Every circular that concerns somebody in a unit and below (NULL: the actor's own unit for a manager, all for HR and
 * the operator) or that is sent to anybody, the newest first: who has not confirmed it. Only people whose dates the
 * actor may see are there or counted. SITE_SEE_UNIT. */
int circulars_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct circular_state **ret_states, size_t *ret_count);

/* The unit's year: the same of what comes again, by when it is due next for the first of them. What is addressed to
 * nobody is there with those who have done it. */
int annual_cycle_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                    struct circular_state **ret_states, size_t *ret_count);
