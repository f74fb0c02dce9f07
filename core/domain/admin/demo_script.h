/* Demo script: the units, people and acts that demo.c plays. */
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
    DEMO_STAIR,      /* `about` stands on level `number`, because of `words` */
    DEMO_LEAVE,      /* of `about`, `number` days from then */
    DEMO_SHARE,      /* `about` works `number` per cent from then */
    DEMO_DONE,       /* step `what` */
    DEMO_KEEP_UP, /* `about` has done what is due within `number` days from then, but for steps that other acts tell */
    DEMO_ASK,     /* for a signature */
    DEMO_OBSERVE, /* for somebody to come along */
    DEMO_SEEN,    /* signed with evidence observed, autonomy `number`, comment `words` */
    DEMO_TRIED,   /* simulated */
    DEMO_TOLD,    /* reported */
    DEMO_PAPER,   /* seen, autonomy 2: signed on paper by `words`, `number` days ago, and typed in by `by` */
    DEMO_RETURN,
    DEMO_SKIP, /* because of `words`; a debt for `number` days from then, 0: written off */
    DEMO_RECOGNISE,
    DEMO_READ,       /* circular `what`, by everybody whom it waits for but those whose ids stand in `words` */
    DEMO_PLACEMENT,  /* `about` begins on placement: university `what`, term `words`, `number` days to the degree */
    DEMO_ASPIRANT,   /* `about` goes on beside the studies, or begins: as above */
    DEMO_HOURS,      /* `number` hundredths of an hour, which were about `words` */
    DEMO_EXAMS,      /* a pause of `number` days from then */
    DEMO_COMMITMENT, /* `what` is promised `about`, to be kept `number` days from then */
    DEMO_OFFER,      /* of `what` */
    DEMO_ACCEPT,
    DEMO_KEEP,
    DEMO_CONSENT, /* of `about`, to the university */
    DEMO_HIRE,    /* `number` days from then */
    DEMO_CONTACT, /* `about` is the contact of university `what` */
    DEMO_LOCAL,   /* the local layer is published as its version `number` */
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

/* A step of the local layer, as it was first and as it became. */
struct demo_local_step {
    const char *extends, *title, *change, *note; /* the class of what changed, and what it says of it */
    const char *texts[2];
};
extern const char demo_local_curriculum[];
extern const struct demo_local_step demo_local_steps[];
extern const size_t demo_local_steps_count;
