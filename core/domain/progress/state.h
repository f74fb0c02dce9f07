/* State: a person's state with one step, as pages and commands show it. The rules: docs/rules.md. */
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

/* The words of records and JSON: "todo", "requested", ...; "none", "read", "redo". */
const char *plan_state_word(enum plan_state state);
const char *revision_diff_word(enum revision_diff_kind diff);

/* Who signed, who typed it in, and who was asked, before they are named to a viewer. */
struct plan_item_people {
    int64_t signer_key, entered_by_key, asked_key;
};

struct plan_item {
    struct content_entry step;
    int due;                     /* day; DAY_NONE */
    int template_due;            /* the programme's day, without leave, part-time and decisions for the person */
    bool is_own;                 /* added for this person, beside or instead of another step (added_step.h) */
    const char *instead_of;      /* the id of the step that it replaces; NULL */
    const char *programme_title; /* plan_step(): of the running plan that has it; NULL */
    enum plan_state state;
    int64_t since; /* instant of the state; 0 for todo */
    enum revision_diff_kind diff;
    int diff_from;            /* the day from which a legal revision asks for a new signature; DAY_NONE */
    const char *diff_since;   /* the parts of the version that the diff counts from; NULL */
    const char *signed_parts; /* the parts of the signed version; NULL */
    int done_revision;        /* 0 if not done */
    int signed_revision;      /* 0 if not signed */
    const char *signed_by_id, *signed_by_name, *signed_by_rid; /* NULL */
    const char *evidence;                                      /* NULL */
    int autonomy;                                              /* 0 */
    int64_t signed_at;
    int paper_day;               /* the day it was signed on paper; DAY_NONE */
    const char *entered_by_name; /* who entered it for the signer; NULL */
    int until;                   /* the date of a deferral; DAY_NONE */
    const char *asked_name;      /* STATE_REQUESTED: the one who was asked; NULL */
    int valid_until;             /* of a recurring step that was done: the last day it counts; DAY_NONE */
    bool is_renewable;           /* that day is near or past: it may be renewed, and `due` is that day */
    struct plan_item_people people;
    bool is_late; /* `due` has passed and it is not done, signed, skipped or recognised */
};

/* Done, signed, skipped or recognised, and not asked to be done again. */
bool plan_item_is_finished(const struct plan_item *item);

/* A mentor or manager must sign it, so that a printed plan has a line for it. */
bool plan_item_asks_for_signature(const struct plan_item *item);
