/* Content: the compiled curriculum, read; the file that `publish` writes (publish.h). Nothing is parsed here.
 *
 * An edition is one state of the whole stack; its entries say of every step what it is and which version of each
 * layer's part it has. A rendered text is found by blob id, so that any version a record names can still be shown. */
#pragma once

#include "base/memory.h"
#include "domain/curriculum/curriculum.h"

#define REASON_NOT_PUBLISHED FAIL_REASON("not-published") /* no edition yet */
#define REASON_STEP_UNKNOWN FAIL_REASON("step-unknown")   /* the newest edition has no such step */

#define CONTENT_EDITION_BYTES 17 /* 16 hexadecimal digits: names the commits of all layers */

struct content;

int content_open(const char *path, struct content **ret_content); /* makes an empty one if there is none */
void content_close(struct content *content);
void content_close_at(struct content **content);

/* One read transaction for a page or a command; the newest edition is looked up once in it. */
int content_read_begin(struct content *content);
void content_read_end(struct content *content);

/* For whoever cares for the connection as a whole (site.c), and database_state(). */
struct database;
struct database *content_database(struct content *content);

/* The newest edition's id; FAIL_NOT_FOUND "nothing is published yet". Lent until the
 * next read begins. */
int content_edition(struct content *content, const char **ret_edition);

/* One part of a step: the base (or its replacement) first, then local additions in the order of the layers. */
struct content_part {
    const char *layer;
    int revision;
    const char *blob;
    enum step_role role;
};

struct content_entry {
    const char *id, *title;
    const char *programme, *phase, *phase_title; /* NULL for a case or circular that no phase names */
    int order;                                   /* within the programme, from 1 */
    enum step_component component;
    enum step_kind kind;
    int minutes;
    struct due due;
    enum step_signoff signoff;
    int signer_level;         /* 0: any */
    int revision;             /* the first part's newest */
    const char *layer, *blob; /* of the first part */
    enum step_role role;      /* of the first part: STEP_ADDS or STEP_REPLACES */
    bool is_hidden;           /* by an upper layer */
    bool is_retired;          /* no longer in the curriculum, and here so that an old plan can be read */
    const char *audience;     /* backgrounds, separated by spaces; NULL: everybody */
    const char *parts;        /* a line 'layer revision blob' for each part: what records keep in version.parts */
    const char *addressed; /* to: roles, units and backgrounds, separated by spaces; "": everybody; NULL: no circular */
    struct recurrence recurrence;
    int valid_until;     /* of a circular; DAY_NONE */
    const char *excerpt; /* the first sentences in plain text, at most 240 bytes; NULL in a programme's list */
};

struct content_entries {
    struct content_entry *items;
    size_t count;
};

/* All of these read the newest edition and copy into `arena`. An unknown id is FAIL_NOT_FOUND with a suggestion. A step
 * that is hidden or retired is found by its id and is in no list. */
/* Shown ones, in contract order: by programme and order, then those outside programmes by id. */
int content_steps(struct content *content, struct arena *arena, struct content_entries *ret_entries);

/* Circulars, and what comes again: shown entries, in the order of their ids, with the day of their first
 * revision and of the newest that is more than editorial (DAY_NONE where the file says none). */
struct content_audience_step {
    struct content_entry entry;
    int first_day, changed_day;
};
int content_audience_step(struct content *content, struct arena *arena, struct content_audience_step **ret_items,
                          size_t *ret_count);

/* Those of one programme, in its order; also those that a phase names in also:, so a step may be in several. */
int content_programme_steps(struct content *content, const char *programme, struct arena *arena,
                            struct content_entries *ret_entries);
/* Whether the programme has the step; false for an unknown programme. */
int content_programme_has(struct content *content, const char *programme, const char *step, bool *ret_has);
/* The excerpt of the text of a blob; NULL if there is none. */
int content_excerpt(struct content *content, const char *blob, struct arena *arena, const char **ret_excerpt);
int content_step(struct content *content, const char *id, struct arena *arena, struct content_entry *ret_entry);
int content_step_parts(const struct content_entry *entry, struct arena *arena, struct content_part **ret_parts,
                       size_t *ret_count);

/* Everything a plan shows of one step's contents besides its entry. */
struct content_aim {
    const char *competence, *title;
    int autonomy;
    const char *anchors[5]; /* NULL where not said */
};
struct content_source {
    const char *id, *title, *eli;
    int version, checked, valid_until; /* DAY_NONE if not said */
};
struct content_revision {
    const char *layer;
    int n, day;
    enum change_class change;
    const char *note;
};
struct content_ids {
    const char **items;
    size_t count;
};
int content_aims(struct content *content, const char *step, struct arena *arena, struct content_aim **ret_aims,
                 size_t *ret_count);
int content_step_sources(struct content *content, const char *step, struct arena *arena,
                         struct content_source **ret_sources, size_t *ret_count);
int content_requires(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids);
/* Which steps it grew out of. */
int content_continues(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids);
/* Revisions of every part of the step, newest first within each layer. */
int content_revisions(struct content *content, const char *step, struct arena *arena,
                      struct content_revision **ret_revisions, size_t *ret_count);
/* How many steps of the newest edition ask a mentor for a signature, by the least stair of the signer, rising; 0: any.
 */
struct content_signer_level {
    int level, steps;
};
int content_signer_levels(struct content *content, struct arena *arena, struct content_signer_level **ret_levels,
                          size_t *ret_count);
/* Steps of the newest edition that list the competence and that a mentor or a manager signs; hidden and retired ones
 * lead nowhere. By id. */
struct content_path {
    const char *step, *title, *programme; /* programme NULL outside programmes */
    int autonomy;                         /* that the step aims at */
};
int content_path(struct content *content, const char *competence, struct arena *arena, struct content_path **ret_paths,
                 size_t *ret_count);
/* All steps of the newest edition that list the competence. */
int content_competence_steps(struct content *content, const char *competence, struct arena *arena,
                             struct content_ids *ret_ids);

/* Rendered text of a part, in the asked language if a translation of that revision, with the same blocks, exists, else
 * in the layer's own.
 * `html` came out of our Markdown renderer and is safe. FAIL_NOT_FOUND if that blob was never published. */
struct content_text {
    const char *html;
    const char *title;    /* of the translation; NULL when the step's own stands */
    const char *language; /* "sv", "en": for the lang attribute */
    const char *blob;     /* of the file that it was rendered from: the translation's */
    struct blocks blocks; /* by offset in `html`; a translation's have the ids of the original's, in their order */
};
int content_text(struct content *content, const char *step, const char *blob, const char *language, struct arena *arena,
                 struct content_text *ret_text);

/* The blocks of the text of a blob alone; none for one that was never published. */
int content_blocks(struct content *content, const char *blob, struct arena *arena, struct blocks *ret_blocks);

/* Bytes of an image beside a step. FAIL_NOT_FOUND. */
int content_image(struct content *content, const char *blob, struct arena *arena, const void **ret_bytes,
                  size_t *ret_length, const char **ret_type);

struct content_phase {
    const char *id, *title;
};
struct content_programme {
    const char *id, *title, *staircase; /* staircase NULL if it leads to none */
    int level;
    struct content_phase *phases;
    size_t phase_count;
};
/* By the stair they lead to, lowest first, then those that lead to none. */
int content_programmes(struct content *content, struct arena *arena, struct content_programme **ret_programmes,
                       size_t *ret_count);
int content_programme(struct content *content, const char *id, struct arena *arena,
                      struct content_programme *ret_programme);

struct content_rule {
    enum rule_kind kind;
    int months;
    const char *which; /* the programme, the competence, or what the responsibility says */
    int autonomy, observed;
};
struct content_level {
    int number;
    const char *title, *work;
    struct content_rule *rules; /* in the file's order */
    size_t rule_count;
};
struct content_competence {
    const char *id, *title;
    const char *anchors[5];
};
struct content_staircase {
    const char *id, *title;
    struct content_level *levels;
    size_t level_count;
    struct content_competence *competences;
    size_t competence_count;
};
int content_staircases(struct content *content, struct arena *arena, struct content_staircase **ret_staircases,
                       size_t *ret_count);

struct content_hit {
    const char *step, *title;
    const char *before, *match, *after; /* an excerpt around the first match, plain text */
};
/* Full text, stemmed Swedish; `words` is what somebody typed, all of them must be there; never an error for odd input.
 */
int content_search(struct content *content, const char *words, int most, struct arena *arena,
                   struct content_hit **ret_hits, size_t *ret_count);
