/* What the files of proposals share. */
#pragma once

#include "domain/people/change.h"
#include "domain/proposal/proposal.h"

/* A row of the table, without access. FAIL_NOT_FOUND. */
int proposal_read(struct records *records, const char *id, struct arena *arena, struct proposal *ret_proposal);

/* Whether the actor may accept changes of these files. The layer's own curriculum.yaml decides as it is, not as the
 * proposal has it. */
int proposal_may_accept(struct records *records, const struct actor *actor, const char *layer,
                        const struct git_change *changes, size_t count, bool *ret_may);

/* FAIL_RULE for a layer that is fetched from others. */
int proposal_layer_check(const struct layer_source *layer);

/* The same in a state that waits for a decision. */
int proposal_check_undecided(const struct proposal *proposal);

/* Adds words to it, inside a change; NULL or blank: none, *ret_key 0. */
int proposal_comment_write(struct change *change, const struct proposal *proposal, const char *words, const char *kind);

/* The author's key. */
int proposal_author(struct records *records, const struct proposal *proposal, int64_t *ret_key);

/* Merges the proposal into the layer's present state. With conflicts the commit is "". */
int proposal_merge(struct git *git, const struct proposal *proposal, const char *tip,
                   const struct git_file_change *resolutions, size_t count, struct arena *arena,
                   struct git_merge *ret_merge);

/* Has its figures at the time of a decision kept, inside a change. */
int proposal_measure_keep(struct records *records, const struct proposal *proposal);
