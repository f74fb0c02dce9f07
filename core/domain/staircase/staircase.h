/* Staircase: on which stair people stand, what the rules of the next one say, and the decision (docs/rules.md,
 * "Staircase"). Rules are few and public, and whatever they say a manager decides. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

#include "domain/content/content.h"

#define REASON_STAIRCASE_UNKNOWN FAIL_REASON("staircase-unknown") /* no staircase is published, or none of that id */

/* What one rule says of one person. `have` and `need` are whole months; steps of the programme; sign-offs (observed
 * ones where the rule asks for those); or, for a responsibility, 1 once a manager has confirmed it. */
struct staircase_rule {
    const struct content_rule *rule;
    const char *id;    /* "months 6", "competence norm 3": the same words in JSON, records and messages */
    const char *title; /* of the programme or the competence; what the responsibility says; NULL for months */
    bool is_met;
    int have, need;
    int earliest; /* the first day on which it can hold; DAY_NONE: nothing in the curriculum leads there */
    struct staircase_offer *offers; /* of a competence that is missing: the steps that lead there */
    size_t offer_count;
};

/* A step that leads to a missing competence. */
struct staircase_offer {
    const char *step, *title, *programme; /* programme NULL outside programmes */
    bool is_planned;                      /* it is in a plan of the person that runs, and not yet signed */
};

/* Both views of a competence side by side: what the person says, and what was signed. */
struct staircase_competence {
    const struct content_competence *competence;
    int own;       /* autonomy as the person sees it; 0: not said, or not for this actor to know */
    int own_since; /* day; DAY_NONE */
    int given;     /* the highest autonomy of the signatures that count; 0: none */
    int signoffs, observed;
};

struct staircase_view {
    struct person person;
    const struct content_staircase *staircase; /* NULL: none leads anywhere, and nothing below is set but level */
    int level;
    const struct content_level *now;  /* NULL if the staircase has no such level */
    const struct content_level *next; /* NULL at the top */
    struct staircase_rule *rules;     /* of `next`, in the file's order */
    size_t rule_count, met_count;
    bool is_met;                              /* all of them */
    int earliest;                             /* the first day on which all can hold; DAY_NONE: unknown */
    struct staircase_competence *competences; /* of the staircase, in the file's order */
    size_t competence_count;
    bool shows_own; /* the actor may know how the person sees it: RIGHT_SEE_COMMENTS */
};

/* Explains where the person stands and what is missing. RIGHT_SEE_DATES. */
int staircase_show(struct site *site, const struct subject *subject, struct arena *arena,
                   struct staircase_view *ret_view);

/* How the person sees the own autonomy, 1 to 5, in one competence of the own staircase: RIGHT_LEARN. FAIL_NOT_FOUND for
 * another competence. Saying the same again changes nothing. */
struct self_assessment {
    const char *competence;
    int autonomy;
};
int self_assessment_write(struct site *site, const struct actor *actor, struct subject_ref person,
                          const struct self_assessment *said, size_t count);

/* ---- the decision ---- */

struct staircase_decision {
    struct subject_ref person;
    int level;
    const char *because;          /* NULL or blank: none; asked for by the page when a rule is not met */
    const char *const *confirmed; /* responsibilities of the level that the manager confirms, as the file says them */
    size_t confirmed_count;
    bool must_say_why; /* FAIL_RULE without `because` for a lower level, or while a rule of the level does not hold */
};

/* RIGHT_LEAD. The edition, each rule of the level with what it had, and every sign-off that counted are kept with it.
 * *ret_unmet (may be NULL) is how many rules were not met: the decision stands all the same, and shows it. */
int staircase_decide(struct site *site, const struct actor *actor, const struct staircase_decision *decision,
                     int *ret_unmet);

/* Decisions on the person, newest first. RIGHT_SEE_DATES; the reason only with RIGHT_SEE_COMMENTS. */
struct staircase_history_row {
    int64_t key;
    const char *staircase, *by_name; /* by_name NULL for the operator or somebody erased */
    int level;
    int64_t at;
    const char *because; /* NULL */
    int rules, unmet;    /* of the level when it was decided */
    int signoffs;        /* that counted */
};
int staircase_history(struct site *site, const struct subject *subject, struct arena *arena,
                      struct staircase_history_row **ret_past, size_t *ret_count);

/* ---- everybody at once ---- */

/* The highest level up to which every rule holds, confirmed responsibilities too; and what is in the way of the next.
 */
struct staircase_position {
    int level;
    const char **blocked_by; /* ids of the rules of the level above that do not hold */
    size_t blocked_count;
};
struct staircase_outcome {
    const struct person *person;
    int now;                             /* as decided */
    struct staircase_position published; /* by the rules that hold today */
    struct staircase_position would_be;  /* by those that were asked about; the same when none were */
};
/* Who would stand where if nothing but the rules decided: everybody active on `staircase` whose dates the actor may
 * see, by name. With `file` (a path) or `instead` by that staircase in place of the published one of the same id;
 * FAIL_INPUT, naming file, line and column, if the file is none or its rules name a competence or a programme that is
 * gone. `staircase` NULL: each one's own. */
struct staircase_request {
    const char *staircase, *file, *unit;
    const struct content_staircase *instead;
};
int staircase_simulate(struct site *site, const struct actor *actor, const struct staircase_request *asking,
                       struct arena *arena, struct staircase_outcome **ret_outcomes, size_t *ret_count);
