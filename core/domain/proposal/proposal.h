/* Proposal: a change of a layer's files that somebody asks for, as commits on a branch of the layer's repository.
 *
 * It comes from the browser, from a command, or is pushed. It is merged into what is published of the layer when
 * somebody who may accepts it, and the person who sent it is told what became of it. Git knows the files; the records
 * know whose it is and how it stands, and hold no text of the curriculum (docs/decisions/0038). */
#pragma once

#include "domain/content/content.h"
#include "domain/publish/publish.h"
#include "domain/site/site.h"
#include "io/git_write.h"

#define PROPOSAL_BRANCHES "proposal/" /* how the branch of a proposal begins */
#define PROPOSAL_FOLDER "folder-"     /* and goes on, where it is what a folder holds */
#define PROPOSAL_ID_BYTES 9           /* [a-z2-7]{8} */
#define PROPOSAL_OPEN_MOST 100        /* of one person, that are not decided */
#define PROPOSAL_TITLE_MOST 200       /* bytes */

#define REASON_PROPOSAL_CONFLICT FAIL_REASON("proposal-conflict") /* the same lines were changed meanwhile */
#define REASON_PROPOSAL_DECIDED FAIL_REASON("proposal-decided")   /* accepted or declined already */
#define REASON_PROPOSAL_CHANGED FAIL_REASON("proposal-changed")   /* it is not what the reviewer saw */
#define REASON_LAYER_ELSEWHERE FAIL_REASON("layer-elsewhere")     /* the layer is fetched from others */

enum proposal_state {
    PROPOSAL_OPEN,
    PROPOSAL_CHANGES,  /* the author was asked to change it */
    PROPOSAL_CONFLICT, /* open, and cannot be merged as it is */
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
};
const char *proposal_state_word(enum proposal_state state); /* "open", "changes", "conflict", ... */
bool proposal_is_decided(enum proposal_state state);

/* What accepting it would mean, by the state of the layer and of the published edition when it was measured. */
struct proposal_measure {
    bool is_known; /* measured for what is there now; of a decided one: for when it was decided */
    bool is_conflict;
    int errors;     /* in the whole curriculum: with any it cannot be accepted */
    int warnings;   /* in the files of the proposal */
    int steps;      /* that differ */
    int plans;      /* running plans with any of these steps */
    int signoffs;   /* that lapse or are for an older text */
    int redo, read; /* people who do something again, now or later; people who are asked to read what is new */
};

/* Of whom a figure is not told to those who may not see the people: it is less than ACCESS_FEW. */
#define PROPOSAL_WITHHELD (-1)

struct proposal {
    int64_t key;
    const char *id, *layer, *branch, *title;
    const char *author; /* who sent it, as the viewer may know them; NULL: erased */
    bool is_own;        /* the viewer sent it */
    enum proposal_state state;
    const char *base, *head; /* commits: what it was made from, and what it asks for */
    int64_t sent_at, changed_at;
    int64_t decided_at;     /* 0: not decided */
    const char *decided_by; /* NULL: not decided, or by the operator */
    const char *merged;     /* the commit that it became; NULL */
    struct proposal_measure measure;
    bool may_accept; /* by the viewer; set by proposal_find() */
};

/* ---- sending ---- */

struct proposal_new {
    const char *layer;
    const struct git_file_change *files;
    size_t count;
    const char *title;   /* what it changes, in a line */
    const char *message; /* why; may be NULL */
    const char *author;  /* how the author is called in the curriculum's history, as chosen; NULL or "": not at all */
    const char *id;      /* a further state of this one, by its author; NULL: a new one */
    const char *base;    /* the commit that the files were changed from; NULL: the layer as it is */
};

/* Sends it: a commit on its branch. Whoever may read the curriculum; the operator is nobody's author. *ret_id is in the
 * arena. FAIL_RULE for a layer of others (REASON_LAYER_ELSEWHERE), for files that are as they were, and for a proposal
 * that is decided. */
int proposal_send(struct site *site, const struct actor *actor, const struct proposal_new *new, struct arena *arena,
                  const char **ret_id);

/* Proposes what the folder of a layer that is its own source holds now, compared with what was taken from it last.
 * FAIL_RULE for a layer that still follows its folder, and for a folder with nothing new. */
int proposal_import(struct site *site, const struct actor *actor, const char *layer, struct arena *arena,
                    const char **ret_id);

/* Before it: whether the actor may push there. FAIL_DENIED for a branch of somebody else's proposal, FAIL_RULE for one
 * that is decided and for a layer of others.
 *
 * After a push to a branch PROPOSAL_BRANCHES... of the layer by the actor, or by Trappa for them: the branch is a new
 * proposal, or a further state of one. */
int proposal_check_branch(struct site *site, const struct actor *actor, const char *layer, const char *branch);
int proposal_pushed(struct site *site, const struct actor *actor, const char *layer, const char *branch);

/* ---- reading ---- */

struct proposal_filter {
    const char *layer; /* NULL: every */
    bool is_undecided; /* only those that wait */
    bool is_own;       /* only the viewer's */
    int year;          /* only those accepted in that year; 0: all */
};

/* Newest first, at most `most` from `offset`. Authors and administrators see all of them, a reviewer those of the
 * layers, everybody else their own. */
struct proposal_page {
    size_t offset, most;
};
int proposal_list(struct site *site, const struct actor *actor, const struct proposal_filter *filter,
                  struct proposal_page page, struct arena *arena, struct proposal **ret_proposals, size_t *ret_count);

/* One, with may_accept. FAIL_NOT_FOUND also for one that the actor may not see. */
int proposal_find(struct site *site, const struct actor *actor, const char *id, struct arena *arena,
                  struct proposal *ret_proposal);

/* What it changes, against what the layer is now (a decided one: against what it was made from). */
struct proposal_file {
    const char *path;
    const char *before, *after; /* texts; NULL: no such file, or one that is no text */
    bool is_binary;
};
int proposal_files(struct site *site, const struct proposal *proposal, struct arena *arena,
                   struct proposal_file **ret_files, size_t *ret_count);

/* What was said about it. */
struct proposal_comment {
    const char *words; /* "" once erased */
    const char *by;    /* NULL: the operator */
    const char *kind;  /* "comment", "changes", "accepted", "declined" */
    int64_t at;
};
int proposal_comments(struct site *site, const struct actor *actor, const struct proposal *proposal,
                      struct arena *arena, struct proposal_comment **ret_comments, size_t *ret_count);

/* ---- measuring ---- */

/* Measures it if it was not for what is there now; FAIL_BUSY while another is measured. For commands and jobs. */
int proposal_measure(struct site *site, struct proposal *proposal);

#define JOB_PROPOSAL_MEASURE "proposal.measure"
int proposal_measure_all(struct site *site); /* every one that waits */

/* ---- deciding ---- */

/* A file that was changed here and there, section by section; `sections` is NULL where one side removed it. */
struct proposal_conflict {
    const char *path;
    struct git_section *sections;
    size_t count;
    bool is_removed_here, is_removed_there; /* in the layer; in the proposal */
};
int proposal_conflicts(struct site *site, const struct proposal *proposal, struct arena *arena,
                       struct proposal_conflict **ret_conflicts, size_t *ret_count);

struct proposal_decision {
    const char *id;
    const char *words;                         /* a reason or an answer; may be NULL where it is no refusal */
    const char *seen;                          /* the commit that the decider saw; NULL: whatever is there */
    bool publishes;                            /* accepted, it is published at once */
    const struct git_file_change *resolutions; /* the files in conflict, as they shall be */
    size_t count;
};

/* Merges it into the layer, which is its own source from then on. Those who review its files by `reviewers:` of the
 * layer's curriculum.yaml, where that names any, else authors and administrators; the operator always. FAIL_RULE
 * (REASON_PROPOSAL_CONFLICT, REASON_CURRICULUM_ERRORS, REASON_PROPOSAL_DECIDED), FAIL_BUSY (REASON_PROPOSAL_CHANGED).
 * *ret_publication is of the check, or of publishing. Finish it in every case. */
int proposal_accept(struct site *site, const struct actor *actor, const struct proposal_decision *decision,
                    struct publication *ret_publication);

/* Both need words, and the right to accept. */
int proposal_decline(struct site *site, const struct actor *actor, const struct proposal_decision *decision);
int proposal_ask_changes(struct site *site, const struct actor *actor, const struct proposal_decision *decision);

/* By whoever sees it. */
int proposal_add_comment(struct site *site, const struct actor *actor, const struct proposal_decision *decision);
