/* Reschedule: a person's leave and part-time, which move the dates of every running plan (due.h), and their removal.
 * They belong to the person: every plan reads them, also one that starts later. A plan that starts in a leave until
 * further notice, when no other runs, is the return and gives the leave its end. */
#pragma once

#include "domain/plan/plan.h"

/* The purpose of a leave. Illness has no value, on purpose: the system must not store why somebody is absent ill. */
enum leave_kind { LEAVE_PLAIN, LEAVE_PARENTAL, LEAVE_STUDIES, LEAVE_VACATION, LEAVE_KINDS };

/* The words of records, JSON and commands: "leave", "parental", "studies", "vacation". */
const char *leave_kind_word(enum leave_kind kind);
bool leave_kind_parse(const char *word, enum leave_kind *ret_kind);

struct leave {
    int first, last; /* days, both included; `last` DAY_NONE: until further notice */
    enum leave_kind kind;
};

/* Registers a leave: it moves due dates that have not passed by its working days (due.h). A leave with the first day of
 * an existing one changes that one's last day and kind, which prolongs, shortens or ends it. RIGHT_LEAD. FAIL_NOT_FOUND
 * if no plan runs; FAIL_RULE if an existing leave covers the days. */
int plan_add_leave(struct site *site, const struct actor *actor, struct subject_ref person, const struct leave *leave);

/* Registers part-time, a percentage of working time: it divides the working days left from `first` on, until the next
 * share. Another percentage from the same day replaces it. RIGHT_LEAD. FAIL_RULE if it is registered already. */
int plan_add_share(struct site *site, const struct actor *actor, struct subject_ref person, int percent, int first);

/* Removes a leave or share, as if never registered. RIGHT_LEAD. FAIL_NOT_FOUND if none begins on that day. */
int plan_remove_leave(struct site *site, const struct actor *actor, struct subject_ref person, int first);
int plan_remove_share(struct site *site, const struct actor *actor, struct subject_ref person, int first);

/* The leaves and shares that one plan reads, by first day. */
struct reschedule {
    bool is_leave;
    struct leave leave; /* `first` is set for a share too */
    int percent;
    int told_on;
    const char *told_by; /* name of who registered it; NULL: the operator, or erased */
    int64_t key;
};
int plan_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                     struct reschedule **ret_reschedules, size_t *ret_count);
