/* Staircase: the levels of people, the rules of the next level, and the decision on a level (docs/rules.md,
 * "Staircase"). The rules are few and public; a manager decides, whether or not they are met. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

#include "domain/content/content.h"

#define REASON_STAIRCASE_UNKNOWN FAIL_REASON("staircase-unknown") /* no staircase is published, or none with that id */

/* The result of one rule for one person. `have` and `need` are whole months; steps of the programme; sign-offs
 * (observed ones if the rule asks for those); or for a responsibility 0 or 1, whether a manager has confirmed it. */
struct staircase_rule {
    const struct content_rule *rule;
    const char *id;    /* "months 6", "competence norm 3": the same in JSON, records and messages */
    const char *title; /* of the programme or competence; the words of a responsibility; NULL for months */
    bool is_met;
    int have, need;
    int earliest;                   /* the first day on which it can be met; DAY_NONE: no step leads there */
    struct staircase_offer *offers; /* of a missing competence: the steps that lead there */
    size_t offer_count;
};

/* A step that leads to a missing competence. */
struct staircase_offer {
    const char *step, *title, *programme; /* programme NULL outside programmes */
    bool is_planned;                      /* a running plan of the person has it, and it is not signed yet */
};

/* A competence as the person assesses it and as others have signed it. */
struct staircase_competence {
    const struct content_competence *competence;
    int own;       /* self-assessed autonomy; 0: none, or hidden from the actor */
    int own_since; /* day; DAY_NONE */
    int given;     /* the highest autonomy of the signatures in force; 0: none */
    int signoffs, observed;
};

struct staircase_view {
    struct person person;
    const struct content_staircase *staircase; /* NULL: the person has none; then only `level` is set below */
    int level;
    const struct content_level *now;  /* NULL: the staircase has no such level */
    const struct content_level *next; /* NULL at the top */
    struct staircase_rule *rules;     /* of `next`, in the file's order */
    size_t rule_count, met_count;
    bool is_met;                              /* every rule of `next` */
    int earliest;                             /* the first day on which all can be met; DAY_NONE: unknown */
    struct staircase_competence *competences; /* of the staircase, in the file's order */
    size_t competence_count;
    bool shows_own; /* the actor may see the self-assessment: RIGHT_SEE_COMMENTS */
};

/* The person's level, and what is missing for the next. RIGHT_SEE_DATES. */
int staircase_show(struct site *site, const struct subject *subject, struct arena *arena,
                   struct staircase_view *ret_view);

/* Stores a person's self-assessment, autonomy 1 to 5, in competences of the own staircase. RIGHT_LEARN. FAIL_NOT_FOUND
 * for another competence. Equal values change nothing. */
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
    const char *because;          /* NULL or blank: none */
    const char *const *confirmed; /* the responsibilities of the level that the manager confirms, in the file's words */
    size_t confirmed_count;
    bool must_say_why; /* FAIL_RULE without `because` for a lower level, or if a rule of the level is not met */
};

/* Decides a person's level. The decision stores the edition, each rule of the level with what the person had, and every
 * sign-off that counted. *ret_unmet (may be NULL) is the number of rules not met, which does not prevent the decision.
 * RIGHT_LEAD. */
int staircase_decide(struct site *site, const struct actor *actor, const struct staircase_decision *decision,
                     int *ret_unmet);

/* The decisions on a person, newest first. RIGHT_SEE_DATES; reasons only with RIGHT_SEE_COMMENTS. */
struct staircase_history_row {
    int64_t key;
    const char *staircase, *by_name; /* by_name NULL: the operator, or erased */
    int level;
    int64_t at;
    const char *because; /* NULL */
    int rules, unmet;    /* of the level at the time of the decision */
    int signoffs;        /* that counted */
};
int staircase_history(struct site *site, const struct subject *subject, struct arena *arena,
                      struct staircase_history_row **ret_past, size_t *ret_count);

/* ---- everybody at once ---- */

/* The highest level up to which every rule is met, with confirmed responsibilities, and the rules that stop the
 * next. */
struct staircase_position {
    int level;
    const char **blocked_by; /* ids of the rules of the next level that are not met */
    size_t blocked_count;
};
struct staircase_outcome {
    const struct person *person;
    int now;                             /* as decided */
    struct staircase_position published; /* by the published rules */
    struct staircase_position would_be;  /* by the rules in question; else the same as `published` */
};
/* Computes the level of people by rules alone: everybody active on `staircase` (NULL: each on the own one) whose dates
 * the actor may see, by name. `file` (a path) or `instead` replaces the published staircase with its id; FAIL_INPUT
 * with file, line and column for a wrong file, or if its rules name an unknown competence or programme. */
struct staircase_request {
    const char *staircase, *file, *unit;
    const struct content_staircase *instead;
};
int staircase_simulate(struct site *site, const struct actor *actor, const struct staircase_request *asking,
                       struct arena *arena, struct staircase_outcome **ret_outcomes, size_t *ret_count);
