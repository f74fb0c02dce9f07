/* Content: reads the compiled curriculum in content.db, which `publish` writes (publish.h). It parses nothing.
 *
 * An edition is one state of the whole stack; its entries say for every step what it is and which version of each
 * layer's part it has. Rendered texts are found by blob id, so that any version named in records can still be shown. */
#pragma once

#include "base/memory.h"
#include "domain/curriculum/curriculum.h"

#define REASON_NOT_PUBLISHED FAIL_REASON("not-published") /* no edition yet */
#define REASON_STEP_UNKNOWN FAIL_REASON("step-unknown")   /* the newest edition has no such step */

#define CONTENT_EDITION_BYTES 17 /* 16 hexadecimal digits: names the commits of all layers */

struct content;

int content_open(const char *path, struct content **ret_content); /* yours; creates an empty file if absent */
void content_close(struct content *content);
void content_close_at(struct content **content);

/* Opens a snapshot for a page or a command; the newest edition is looked up once in it. Calls may be nested. */
int content_read_begin(struct content *content);
void content_read_end(struct content *content);

/* The connection, for site.c and database_state(). */
struct database;
struct database *content_database(struct content *content);

/* The newest edition's id; FAIL_NOT_FOUND "nothing is published yet". Lent until the
 * next read begins. */
int content_edition(struct content *content, const char **ret_edition);

/* One part of a step. The base (or its replacement) comes first, then local additions in the order of layers. */
struct content_part {
    const char *layer;
    int revision;
    const char *blob;
    enum step_role role;
};

/* One step in an edition. */
struct content_entry {
    const char *id, *title;
    const char *programme, *phase, *phase_title; /* NULL for a case or circular that no phase lists */
    int order;                                   /* within the programme, from 1 */
    enum step_component component;
    enum step_kind kind;
    int minutes;
    struct due due;
    enum step_signoff signoff;
    int signer_level;         /* 0: any */
    int revision;             /* the first part's newest revision */
    const char *layer, *blob; /* of the first part */
    enum step_role role;      /* of the first part: STEP_ADDS or STEP_REPLACES */
    bool is_hidden;           /* by an upper layer */
    bool is_retired;          /* no longer in the curriculum; only for old plans */
    const char *backgrounds;  /* for: separated by spaces; NULL: everybody */
    const char *parts;        /* a line 'layer revision blob' for each part, as in the records' version.parts */
    const char *audience; /* to: roles, units and backgrounds, separated by spaces; "": everybody; NULL: no circular */
    struct recurrence recurrence;
    int valid_until;     /* of a circular; DAY_NONE */
    const char *excerpt; /* the first sentences in plain text, at most 240 bytes; NULL in a programme's list */
};

struct content_entries {
    struct content_entry *items;
    size_t count;
};

/* ---- steps ----
 *
 * All of these read the newest edition and copy into `arena`. An unknown id is FAIL_NOT_FOUND with a suggestion. Hidden
 * and retired steps are found by id but are in no list. */

/* All visible steps, in contract order: by programme and order, then those outside programmes by id. */
int content_steps(struct content *content, struct arena *arena, struct content_entries *ret_entries);

/* Visible circulars and recurring steps, by id, with the day of the first revision and of the newest one that is not
 * editorial (DAY_NONE if the file has no day). */
struct content_audience_step {
    struct content_entry entry;
    int first_day, changed_day;
};
int content_audience_step(struct content *content, struct arena *arena, struct content_audience_step **ret_items,
                          size_t *ret_count);

/* The steps of one programme, in its order, also those in a phase's also: list; so a step may be in several
 * programmes. */
int content_programme_steps(struct content *content, const char *programme, struct arena *arena,
                            struct content_entries *ret_entries);
/* Whether the programme has the step; false for an unknown programme. */
int content_programme_has(struct content *content, const char *programme, const char *step, bool *ret_has);
/* The excerpt of a blob's text; NULL if there is none. */
int content_excerpt(struct content *content, const char *blob, struct arena *arena, const char **ret_excerpt);
int content_step(struct content *content, const char *id, struct arena *arena, struct content_entry *ret_entry);
int content_step_parts(const struct content_entry *entry, struct arena *arena, struct content_part **ret_parts,
                       size_t *ret_count);

/* Everything a plan shows of one step's contents besides its entry. */
struct content_aim {
    const char *competence, *title;
    int autonomy;
    const char *anchors[5]; /* NULL if absent */
};
struct content_source {
    const char *id, *title, *eli;
    int version, checked, valid_until; /* DAY_NONE if absent */
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
/* The steps it continues (front matter `continues`). */
int content_continues(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids);
/* Revisions of all parts of the step, newest first within each layer. */
int content_revisions(struct content *content, const char *step, struct arena *arena,
                      struct content_revision **ret_revisions, size_t *ret_count);
/* The number of steps of the newest edition that need a mentor's signature, by the signer's lowest level, increasing;
 * level 0: any. */
struct content_signer_level {
    int level, steps;
};
int content_signer_levels(struct content *content, struct arena *arena, struct content_signer_level **ret_levels,
                          size_t *ret_count);
/* The visible steps of the newest edition that list the competence and are signed by a mentor or a manager, by id. */
struct content_path {
    const char *step, *title, *programme; /* programme: NULL outside programmes */
    int autonomy;                         /* the step's aim */
};
int content_path(struct content *content, const char *competence, struct arena *arena, struct content_path **ret_paths,
                 size_t *ret_count);
/* The ids of all steps of the newest edition that list the competence. */
int content_competence_steps(struct content *content, const char *competence, struct arena *arena,
                             struct content_ids *ret_ids);

/* The rendered text of a part: in `language` if there is a translation of that revision with the same blocks, else in
 * the layer's own. `html` is from our Markdown renderer and is safe. FAIL_NOT_FOUND if the blob was never published. */
struct content_text {
    const char *html;
    const char *title;    /* of the translation; NULL: use the step's own */
    const char *language; /* "sv", "en": for the lang attribute */
    const char *blob;     /* of the rendered file, which may be the translation */
    struct blocks blocks; /* by offset in `html`; in a translation, with the ids and order of the original */
};
int content_text(struct content *content, const char *step, const char *blob, const char *language, struct arena *arena,
                 struct content_text *ret_text);

/* The layers of the newest edition. */
struct content_layer {
    const char *name, *title; /* the name here, as in parts; the layer's own title */
    const char *editor;       /* its maintainers, "A, B"; NULL: it names none */
};
int content_layers(struct content *content, struct arena *arena, struct content_layer **ret_layers, size_t *ret_count);

/* The layer that hides a step of the newest edition, and why; NULLs for a step that none hides. */
struct content_hiding {
    const char *layer, *because;
};
int content_hiding(struct content *content, const char *step, struct arena *arena, struct content_hiding *ret_hiding);

/* Only the blocks of a blob's text; none if it was never published. */
int content_blocks(struct content *content, const char *blob, struct arena *arena, struct blocks *ret_blocks);

/* The bytes and type of an image of a step. FAIL_NOT_FOUND. */
int content_image(struct content *content, const char *blob, struct arena *arena, const void **ret_bytes,
                  size_t *ret_length, const char **ret_type);

struct content_phase {
    const char *id, *title;
};
struct content_programme {
    const char *id, *title, *staircase; /* staircase: NULL if it leads to none */
    int level;
    struct content_phase *phases;
    size_t phase_count;
};
/* All programmes by the level that they lead to, lowest first, then those that lead to none. */
int content_programmes(struct content *content, struct arena *arena, struct content_programme **ret_programmes,
                       size_t *ret_count);
int content_programme(struct content *content, const char *id, struct arena *arena,
                      struct content_programme *ret_programme);

struct content_rule {
    enum rule_kind kind;
    int months;
    const char *which; /* the programme, the competence, or the words of the responsibility */
    int autonomy, observed;
};
struct content_level {
    int number;
    const char *title, *work;
    struct content_rule *rules; /* in the order of the file */
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
/* Full-text search with Swedish stems, at most `most` hits. `words` is user input, and all of them must match; odd
 * input never fails. */
int content_search(struct content *content, const char *words, int most, struct arena *arena,
                   struct content_hit **ret_hits, size_t *ret_count);
