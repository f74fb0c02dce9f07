/* State: where a person stands with one step, as pages and commands see it. The rules: docs/architecture.md. */
#pragma once

#include "domain/content/content.h"
#include "domain/progress/evidence.h"
#include "domain/progress/revision_diff.h"

enum plan_state {
    STATE_TODO,
    STATE_DONE,
    STATE_REQUESTED,
    STATE_RETURNED,
    STATE_SIGNED,
    STATE_SKIPPED,
    STATE_RECOGNISED
};

/* "todo", "requested", ...; "none", "read", "redo": the words of records and JSON. */
const char *plan_state_word(enum plan_state state);
const char *revision_diff_word(enum revision_diff_kind diff);

struct plan_item {
    struct content_entry step;
    int due;                /* day; DAY_NONE */
    int template_due;       /* as the programme says, without leave, part-time and what was decided for the person */
    bool is_own;            /* added for this person, or instead of another step (added_step.h) */
    const char *instead_of; /* the id of that other step; NULL */
    const char *programme_title; /* plan_step(): of the running plan that it stands in; NULL for none */
    enum plan_state state;
    int64_t since; /* instant of the state; 0 for todo */
    enum revision_diff_kind diff;
    int diff_from; /* "gäller från": the day from which a legal revision asks for a new signature; DAY_NONE */
    const char
        *diff_since; /* the parts of the version that the difference counts from (revision_diff_done_revision); NULL */
    const char *signed_parts;                                  /* the parts of the version that was signed; NULL */
    int done_revision;                                         /* 0 if not done */
    int signed_revision;                                       /* 0 if not signed */
    const char *signed_by_id, *signed_by_name, *signed_by_rid; /* NULL */
    const char *evidence;                                      /* NULL */
    int autonomy;                                              /* 0 */
    int64_t signed_at;
    int paper_day;               /* the day it was signed on paper; DAY_NONE: it was not */
    const char *entered_by_name; /* who typed it in, when it was not the signer; NULL */
    int until;                   /* introduction debt; DAY_NONE */
    const char *asked_name;      /* requested: of whom; NULL */
    int valid_until;             /* of what comes again (recurrence.h) and was done: the last day it counts; DAY_NONE */
    bool is_renewable;           /* and that day is near or past: it may be done anew, and `due` is that day */
    bool is_late;                /* due has passed and it is neither done, signed, skipped nor recognised */
};

/* What a state counts as, in one place: done for good (done, signed, skipped, recognised, and no delta redo). */
bool plan_item_is_finished(const struct plan_item *item);
