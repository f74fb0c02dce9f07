/* Target: something that a reader can be led to, said without its address. Reminders, mails, calendars, texts and pages
 * name what they mean; where that is, core/ui/text/links.c knows alone. */
#pragma once

#include "base/text.h"

#include <stdbool.h>

enum target_kind {
    TARGET_STEP,              /* id; with `person`: as that person has it */
    TARGET_STEP_DIFF,         /* the same, with what is new in it */
    TARGET_IMAGE,             /* id: a blob */
    TARGET_TODAY,             /* what the reader has before them */
    TARGET_PERSON,            /* `person` */
    TARGET_UNIT,              /* the reader's own, or that of the id */
    TARGET_SIGNOFF_QUEUE,     /* who waits for the reader's signature */
    TARGET_SIGNOFF,           /* of the step `id` for `person` */
    TARGET_SUPERVISION,       /* the reader's talks, or those with `person` */
    TARGET_STUDENT_PLACEMENT, /* the reader's hours and commitments, or those of `person` */
    TARGET_REMINDERS,         /* with the choice of mails */
    TARGET_REMINDERS_STOP,    /* id: the token of a mail */
    TARGET_PROPOSAL,          /* all, or that of the id */

    /* What only commands and pages lead to. */
    TARGET_CURRICULUM,
    TARGET_PUBLISH_IMPACT,
    TARGET_LAYERS,
    TARGET_DRIFT,
    TARGET_EDITION, /* all, or that of the id */
    TARGET_CIRCULARS,
    TARGET_PLAN,      /* the reader's own, or that of `person` */
    TARGET_PLAN_EDIT, /* of `person` */
    TARGET_PAPER,     /* what `person` had signed on paper */
    TARGET_STAIRCASE, /* the reader's own, or that of `person` */
    TARGET_LEVEL_PREVIEW,
    TARGET_COVERAGE,     /* of the unit `id` */
    TARGET_ANNUAL_CYCLE, /* of the reader's own unit, or of the id */
    TARGET_INTRODUCTION,
    TARGET_STUDENT, /* a university's students, or `person` among them */
    TARGET_ROSTER,  /* people as a file has them; id: one that was sent */
    TARGET_ACCOUNT, /* all, or that of `person` */
    TARGET_SIGN_IN,
    TARGET_INVITATION,    /* id: its token */
    TARGET_CALENDAR,      /* the choice of an address for it */
    TARGET_CALENDAR_FEED, /* id: its token */
    TARGET_ACCESS_TOKENS, /* the reader's own */
    TARGET_OWN_ACCOUNT,
};
#define TARGET_KINDS (TARGET_OWN_ACCOUNT + 1)

/* Strings are borrowed. */
struct target {
    enum target_kind kind;
    const char *person; /* random id; NULL: nobody but the reader */
    const char *id;     /* which one; NULL: all of them, or the reader's */
};

bool target_is_same(const struct target *one, const struct target *other);

/* Writes addresses for the two things that are stored with them: rendered texts, and the digest of an event as a
 * calendar program saw it. Everything else is written by the floor above, which has the address itself. */
typedef void target_writer(const struct target *target, struct text *into);

/* First of all, before any site is opened. */
void target_use_writer(target_writer *write);

/* Asserts that there is a writer. */
void target_write(const struct target *target, struct text *into);
