/* Demo script: the rows that demo.c plays. */
#pragma once

#include "domain/people/unit.h"

#include <stddef.h>

struct demo_unit {
    const char *id, *name, *parent;
};

struct demo_person {
    const char *id, *name, *unit, *roles, *background;
    const char *who; /* in the list of accounts */
    int since;       /* in the profession, days ago; 0: not said */
    bool is_protected;
};

enum demo_kind {
    DEMO_PLAN,       /* `about` begins programme `what`, `number` days ago (below 0: ahead) */
    DEMO_MENTOR,     /* `what` becomes mentor of `about`, because of `words` */
    DEMO_SUBSTITUTE, /* the same, as substitute */
    DEMO_CEILING,    /* of `about` becomes `number` */
    DEMO_FULL,       /* `about` is full for `number` days from then */
    DEMO_STAIR,      /* `about` stands on level `number` */
    DEMO_LEAVE,      /* of `about`, `number` days from then */
    DEMO_SHARE,      /* `about` works `number` per cent from then */
    DEMO_DONE,       /* step `what` */
    DEMO_TAKE,
    DEMO_ASK,     /* for a signature */
    DEMO_OBSERVE, /* for somebody to come along */
    DEMO_SEEN,    /* signed with evidence observed, autonomy `number`, comment `words` */
    DEMO_TRIED,   /* simulated */
    DEMO_TOLD,    /* reported */
    DEMO_RETURN,
    DEMO_SKIP, /* because of `words`; a debt for `number` days from then, 0: written off */
    DEMO_RECOGNISE,
    DEMO_LOCAL, /* the local layer is published as its version `number` */
    DEMO_KINDS
};

struct demo_act {
    int days_ago;
    enum demo_kind kind;
    const char *by, *about, *what, *words; /* by NULL: the operator */
    int number;
};

extern const struct demo_unit demo_units[];
extern const size_t demo_units_count;
extern const struct demo_person demo_people[];
extern const size_t demo_people_count;
/* In the order in which they happened. */
extern const struct demo_act demo_acts[];
extern const size_t demo_acts_count;

/* The local layer's only step as it was first, and as it became: formats that take the day of each revision. */
extern const char demo_local_curriculum[];
#define DEMO_LOCAL_STEP "delegationsordningen"
const char *demo_local_text(struct arena *arena, int version, const char *first_day, const char *second_day);
