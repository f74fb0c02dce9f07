/* Plan: one person's programme with dates, and where the person is with each step. The rules: docs/rules.md. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/plan/delta.h"
#include "domain/plan/due.h"
#include "domain/site/site.h"

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
const char *plan_delta_word(enum plan_delta delta);

struct plan_item {
    struct content_entry step;
    int due;                /* day; DAY_NONE */
    int template_due;       /* as the programme says, without leave, part-time and what was decided for the person */
    bool is_own;            /* added for this person, or instead of another step (own_step.h) */
    const char *instead_of; /* the id of that other step; NULL */
    const char *programme_title; /* plan_step(): of the running plan that it stands in; NULL for none */
    enum plan_state state;
    int64_t since; /* instant of the state; 0 for todo */
    enum plan_delta delta;
    int delta_from; /* "gäller från": the day from which a legal revision asks for a new signature; DAY_NONE */
    const char *delta_since;  /* the parts of the version that the difference counts from (delta_seen_revision); NULL */
    const char *signed_parts; /* the parts of the version that was signed; NULL */
    int done_revision;        /* 0 if not done */
    int signed_revision;      /* 0 if not signed */
    const char *signed_by_id, *signed_by_name, *signed_by_rid; /* NULL */
    const char *evidence;                                      /* NULL */
    int autonomy;                                              /* 0 */
    int64_t signed_at;
    int paper_day;               /* the day it was signed on paper; DAY_NONE: it was not */
    const char *entered_by_name; /* who typed it in, when it was not the signer; NULL */
    int until;                   /* introduction debt; DAY_NONE */
    const char *asked_name;      /* requested: of whom; NULL */
    int valid_until;             /* of what comes again (again.h) and was done: the last day it counts; DAY_NONE */
    bool is_renewable;           /* and that day is near or past: it may be done anew, and `due` is that day */
    bool is_late;                /* due has passed and it is neither done, signed, skipped nor recognised */
};

struct plan {
    int64_t key;
    struct person person;
    const char *programme, *programme_title;
    int start, ended_on; /* days; it runs until the day before `ended_on`, DAY_NONE: it runs */
    const char *edition;
    struct plan_item *items;
    size_t count;
};

/* What a state counts as, in one place: done for good (done, signed, skipped, recognised, and no delta redo). */
bool plan_item_is_finished(const struct plan_item *item);

/* Steps that `requires` says come before this one and that the person has not finished: a warning, never a refusal.
 * RIGHT_SEE_DATES. */
int step_unmet(struct site *site, const struct actor *actor, const struct person *person, const char *step,
               struct arena *arena, struct content_ids *ret_ids);

/* RIGHT_LEAD, or SITE_START_PLANS for hr. FAIL_RULE if the same programme already runs for the person. */
int plan_start(struct site *site, const struct actor *actor, const char *person_id, const char *programme, int from);

/* Ends the plan of that programme today, because of something; what was done stays done. RIGHT_LEAD. */
int plan_end(struct site *site, const struct actor *actor, const char *person_id, const char *programme,
             const char *because);

/* RIGHT_SEE_DATES. `programme` NULL: the newest running plan. FAIL_NOT_FOUND if the person has none. Steps whose `for:`
 * leaves the person's background out are not in it. */
int plan_show(struct site *site, const struct actor *actor, const struct person *person, const char *programme,
              struct arena *arena, struct plan *ret_plan);

/* One step of a person, in a plan or not (then due is DAY_NONE). RIGHT_SEE_DATES. */
int plan_step(struct site *site, const struct actor *actor, const struct person *person, const char *step,
              struct arena *arena, struct plan_item *ret_item);

/* The programmes that run for the person, the newest first, and with `is_whole_history` those that have ended after
 * them; one for each programme. RIGHT_SEE_DATES. */
struct plan_choice {
    const char *programme, *title;
    int start, ended_on; /* ended_on DAY_NONE: it runs */
    bool is_running;
};
int plan_choices(struct site *site, const struct actor *actor, const struct person *person, bool is_whole_history,
                 struct arena *arena, struct plan_choice **ret_choices, size_t *ret_count);

struct plan_summary {
    struct person person;
    const char *programme;
    int start;
    int steps, finished, late, requested, changed;
    int most_late_days; /* working days that the oldest late step is late */
    int next_due;
};
/* Running plans of everybody whose dates the actor may see, in a unit and below (NULL: all), the latest first. */
int plan_summaries(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct plan_summary **ret_summaries, size_t *ret_count);

/* ---- what a learner does, and a manager about it ---- */

/* What in a step's text must be passed before the step is done or signed (host/showing.c): 0, or FAIL_RULE naming the
 * step. Asked inside the transaction. NULL: nothing. */
typedef int step_gate(struct site *site, const struct actor *actor, const struct person *person,
                      const struct content_entry *entry);
void step_use_gate(step_gate *gate);

/* Marks done at the newest revision. FAIL_RULE for a step that a mentor or manager must sign; a `self` step is signed
 * for oneself. RIGHT_LEARN. Doing it twice changes nothing. */
int step_done(struct site *site, const struct actor *actor, const char *person_id, const char *step);

/* Takes the difference: done_revision moves to the newest. FAIL_RULE when there is none, or it asks to be redone. For a
 * step that is not done: takes over what was done in the steps it grew out of (step_carry.h). */
int step_take(struct site *site, const struct actor *actor, const char *person_id, const char *step);

/* The same for somebody who was shown the version `seen` (content/version.h): FAIL_RULE if it is not the newest any
 * more. NULL or "" asks nothing. */
int step_done_seen(struct site *site, const struct actor *actor, const char *person_id, const char *step,
                   const char *seen);
int step_take_seen(struct site *site, const struct actor *actor, const char *person_id, const char *step,
                   const char *seen);

/* RIGHT_LEAD; `because` may not be blank. `until` is the date of the introduction debt for a skip (DAY_NONE: none);
 * FAIL_INPUT if it has passed. FAIL_RULE for what is done, and "was skipped already, by NAME, WHEN" for whoever decides
 * after another did. A skipped step may be recognised. */
int step_skip(struct site *site, const struct actor *actor, const char *person_id, const char *step,
              const char *because, int until);
int step_recognise(struct site *site, const struct actor *actor, const char *person_id, const char *step,
                   const char *because);

/* Sets the date of a skipped step's debt (DAY_NONE writes it off, also of a step that is no longer used; `because` may
 * be NULL), or skips with a debt. */
int step_debt(struct site *site, const struct actor *actor, const char *person_id, const char *step,
              const char *because, int until);

/* Takes back that a step was skipped or recognised: what stood before stands again. `because` may not be blank.
 * RIGHT_LEAD. */
int step_undo(struct site *site, const struct actor *actor, const char *person_id, const char *step,
              const char *because);

/* Recomputes nothing: the words of a remark, if the actor may see them (RIGHT_SEE_COMMENTS), else NULL. */
struct remark {
    const char *words, *by_name;
    int64_t at;
    const char *kind; /* "returned", "signed", "skipped", "reopened" */
};
int step_remarks(struct site *site, const struct actor *actor, const struct person *person, const char *step,
                 struct arena *arena, struct remark **ret_remarks, size_t *ret_count);
