/* Shift: leave and part-time of a person, which move the dates of every plan that runs (due.h), and how they are taken
 * back. A plan that begins later inherits what then holds. */
#pragma once

#include "domain/plan/plan.h"

/* What a leave is for. There is no word for illness on purpose: why somebody is away ill is nobody's business here. */
enum leave_kind { LEAVE_PLAIN, LEAVE_PARENTAL, LEAVE_STUDIES, LEAVE_VACATION, LEAVE_KINDS };

/* "leave", "parental", "studies", "vacation": the words of records, JSON and commands. */
const char *leave_kind_word(enum leave_kind kind);
bool leave_kind_parse(const char *word, enum leave_kind *ret_kind);

struct leave {
    int first, last; /* days, both included; `last` DAY_NONE: until further notice */
    enum leave_kind kind;
};

/* Leave moves due dates that have not passed by as many working days (due.h). One that begins on the same day as one
 * that stands changes the last day and the kind of that one: so a leave is prolonged, cut short, or gets its end.
 * RIGHT_LEAD. FAIL_NOT_FOUND if no plan runs; FAIL_RULE if the days are in a leave that stands already. */
int plan_leave(struct site *site, const struct actor *actor, struct subject_ref person, const struct leave *leave);

/* A share of working time divides the working days that remain from `first` on, until the next share. RIGHT_LEAD.
 * FAIL_RULE if that is said already. Another percentage from the same day replaces the first. */
int plan_share(struct site *site, const struct actor *actor, struct subject_ref person, int percent, int first);

/* As if it had not been told. FAIL_NOT_FOUND if no leave, or no share, begins on that day. RIGHT_LEAD. */
int plan_leave_take_back(struct site *site, const struct actor *actor, struct subject_ref person, int first);
int plan_share_take_back(struct site *site, const struct actor *actor, struct subject_ref person, int first);

/* What stands for one plan, by first day. */
struct reschedule {
    bool is_leave;
    struct leave leave; /* `first` also of a share */
    int percent;
    int told_on;
    const char *told_by; /* name; NULL: the operator, or erased */
    int64_t key;
};
int plan_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                     struct reschedule **ret_reschedules, size_t *ret_count);
