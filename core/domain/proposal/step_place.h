/* Step place: where a step stands among the files of a layer. A step stands in the folder of its phase, ordered by the
 * number that its file's name begins with; putting it elsewhere gives its file another name, and nothing else changes
 * for anybody (docs/curriculum-format.md). */
#pragma once

#include "domain/proposal/draft.h"

/* After a step, or first in a phase. */
struct step_place {
    const char *where; /* the file of the step before it, or the folder of the phase with its '/' */
    const char *title; /* of that step; NULL: first in the phase */
    const char *phase; /* title */
    bool is_here;      /* the step that is asked about stands here already, or is this one */
};

/* All places of the programme in which the file lies. None for a file outside programmes. */
int step_place_list(struct site *site, const char *layer, const char *path, struct arena *arena,
                    struct step_place **ret_places, size_t *ret_count);

/* Appends a number that sorts after `before` and in front of `after`, as names do: "02" and "03" give "025". `before`
 * may be "" and `after` NULL. False if nothing fits between. */
bool step_place_number(const char *before, const char *after, struct text *into);

struct step_move {
    const char *layer, *path;
    const char *where;        /* of a struct step_place */
    const char *why, *author; /* as of struct proposal_new: its title */
};

/* Proposes that the step stands elsewhere, with its translations; what links to its file leads there still. FAIL_RULE
 * if it stands there already, or nothing fits between. */
int step_move(struct site *site, const struct actor *actor, const struct step_move *move, struct arena *arena,
              const char **ret_id);

/* A step that is not there yet. */
struct step_new {
    const char *layer;
    const char *where; /* of a struct step_place */
    const char *title, *kind, *signoff, *due;
    int minutes; /* 0: not said */
};

/* Begins it as a draft of the actor, whose path it answers with. FAIL_RULE for a title whose id is taken. */
int step_begin(struct site *site, const struct actor *actor, const struct step_new *new, struct arena *arena,
               const char **ret_path);
