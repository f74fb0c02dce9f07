/* Draft: a file of a layer as somebody is changing it, until it is sent as a proposal. It outlives the session and the
 * browser, is the person's alone, and is gone when it is sent or given up. */
#pragma once

#include "domain/curriculum/curriculum.h"
#include "domain/proposal/proposal.h"

#define DRAFT_BYTES_MOST (128UL * 1024)

struct draft {
    const char *layer, *path;
    const char *base; /* the commit that it was begun from */
    const char *text; /* the whole file */
    const char *why;  /* what it changes, in the person's words; "" */
    enum change_class change;
    int from;        /* CHANGE_LEGAL: the day from which it holds; DAY_NONE: today */
    int64_t kept_at; /* 0: not kept, the file is as the layer has it */
    bool is_new;     /* the layer has no such file yet */
    int others;      /* how many others are changing the same file now */
};

/* The file that a part of a step is written in. FAIL_NOT_FOUND if the layer has no such text any more. */
int draft_path(struct site *site, const char *layer, const char *blob, struct arena *arena, const char **ret_path);

/* The actor's draft of a file, else the file as the layer has it. Whoever may propose. FAIL_NOT_FOUND if there is
 * neither. */
int draft_open(struct site *site, const struct actor *actor, const char *layer, const char *path, struct arena *arena,
               struct draft *ret_draft);

/* What the actor has begun and not sent, newest first: layer, path, why and kept_at alone. */
int draft_list(struct site *site, const struct actor *actor, struct arena *arena, struct draft **ret_drafts,
               size_t *ret_count);

/* The file as the layer has it. */
int draft_newest(struct site *site, const char *layer, const char *path, struct arena *arena, struct draft *ret_draft);

/* Keeps it. FAIL_LIMIT beyond DRAFT_BYTES_MOST. */
int draft_keep(struct site *site, const struct actor *actor, const struct draft *draft);

/* FAIL_RULE, field "title", if the actor has a draft of the file already. */
int draft_check_free(struct site *site, const struct actor *actor, const char *layer, const char *path);

int draft_drop(struct site *site, const struct actor *actor, const char *layer, const char *path);

/* The file as it is sent: with the revision of its class. */
int draft_finish(const struct draft *draft, struct arena *arena, const char **ret_text);

/* Sends it as a proposal and drops it. */
int draft_send(struct site *site, const struct actor *actor, const struct draft *draft, const char *author,
               struct arena *arena, const char **ret_id);

/* How many active people have done the step, for saying what a class asks of people; PROPOSAL_WITHHELD for few. */
int draft_done_count(struct site *site, const char *step, int *ret_count);
