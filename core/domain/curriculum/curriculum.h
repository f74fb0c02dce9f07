/* Curriculum: the files of one layer as structs (docs/curriculum-format.md).
 *
 * Everything is in the arena of the layer and has its place in the file, for later checks. Absent strings are NULL,
 * absent numbers 0, absent enumerations their default. */
#pragma once

#include "base/clock.h"
#include "base/memory.h"
#include "domain/curriculum/block.h"
#include "domain/curriculum/finding.h"
#include "domain/curriculum/source_tree.h"

#define CURRICULUM_FILE_BYTES_MAX (128 * 1024)

enum step_component { COMPONENT_WORKPLACE, COMPONENT_PROFESSION, COMPONENT_INFORMAL };
enum step_kind {
    STEP_READING,
    STEP_TASK,
    STEP_VISIT,
    STEP_TALK,
    STEP_OBSERVATION,
    STEP_QUIZ,
    STEP_CASE,
    STEP_CIRCULAR,
    STEP_KIND_MORE /* from here on: plugins' kinds; the numbers are valid in this process only, store the words */
};
enum due_unit { DUE_NONE, DUE_DAY, DUE_WEEK, DUE_MONTH };
enum step_signoff { SIGNOFF_NONE, SIGNOFF_SELF, SIGNOFF_MENTOR, SIGNOFF_MANAGER };
enum change_class { CHANGE_EDITORIAL, CHANGE_SUBSTANTIVE, CHANGE_LEGAL }; /* a higher class asks for more */
enum step_role { STEP_ADDS, STEP_EXTENDS, STEP_REPLACES, STEP_HIDES };

/* The word in files: "workplace", "reading", "week", "mentor", "legal". Never NULL. */
const char *step_component_word(enum step_component component);
const char *step_kind_word(enum step_kind kind);
const char *due_unit_word(enum due_unit unit);
const char *step_signoff_word(enum step_signoff signoff);
const char *change_class_word(enum change_class class);

/* Adds a kind of step (offer step-kind/1), before any file is read; `word` must live for ever. Does nothing if the kind
 * exists or the table is full. */
void step_kind_add(const char *word);

/* The kind of a stored word, which is copied; also of a plugin that is not loaded. */
enum step_kind step_kind_from_word(const char *word);

/* The value of a stored word; false, and *ret untouched, for an unknown one. */
bool step_component_parse(const char *word, enum step_component *ret);
bool step_kind_parse(const char *word, enum step_kind *ret);
bool due_unit_parse(const char *word, enum due_unit *ret);
bool step_signoff_parse(const char *word, enum step_signoff *ret);
bool change_class_parse(const char *word, enum change_class *ret);

struct mark {
    int line, column; /* from 1; 0 if the value is not in the file */
};

/* A string with its place; `value` is NULL when absent. */
struct word {
    const char *value;
    struct mark mark;
};

struct words {
    struct word *items;
    size_t count;
};

struct due {
    enum due_unit unit;
    int number; /* day 3: the third working day */
};

/* How often a step must be done again. */
struct recurrence {
    int months;     /* interval; 0: does not recur */
    int month, day; /* a date of the year, "11-01"; month 0: count from when it was last done */
};

/* Parses "12 months" or "2 years", and "11-01" or NULL. False if malformed, longer than RECURRENCE_MONTHS_MAX, or if
 * there is a date and the months neither divide a year nor make whole years. */
#define RECURRENCE_MONTHS_MAX 120
bool recurrence_parse(const char *every, const char *on, struct recurrence *ret_recurrence);

/* Parses "day 3", "week 2", "month 6" or "none"; else FAIL_INPUT. */
int due_parse(const char *string, struct due *ret_due);
const char *due_format(struct due due, char buffer[16]); /* returns buffer */

struct revision {
    int n;
    int day; /* DAY_NONE if absent */
    enum change_class change;
    const char *note; /* NULL if none */
    struct mark mark;
};

struct aim {
    struct word competence;
    int autonomy; /* 1..5 */
};

struct translation;

/* One step file; also a case, a circular, or an upper layer's change of a step. */
struct step {
    enum step_role role;
    struct word id; /* of the step that it adds, extends, replaces or hides */
    struct word title;
    enum step_component component;
    enum step_kind kind;
    int minutes;
    struct due due;
    struct words requires, continues, sources, backgrounds /* for: */, audience /* to: */;
    struct recurrence recurrence;
    struct word recurrence_every, recurrence_on; /* as in the file */
    int valid_until;                             /* of a circular: the last day to confirm it; DAY_NONE */
    enum step_signoff signoff;
    int signer_level;
    struct mark signer_level_mark;
    struct aim *aims; /* competences: */
    size_t aim_count;
    struct revision *revisions; /* newest first; never empty */
    size_t revision_count;
    int based_on; /* replaces: the base's revision that it was written from */
    struct mark based_on_mark;
    const char *because; /* hides: */

    struct source_file *file; /* path, blob id */
    const char *programme;    /* the folders that contain it; NULL for cases and circulars */
    const char *phase;
    const char *body; /* NUL-terminated Markdown after the front matter; NULL if from the parse cache: body_load() */
    size_t body_length;
    size_t body_at;        /* its offset in the file, in bytes */
    int body_line;         /* of the body's first line in the file */
    struct blocks blocks;  /* lines of plugins' blocks, by check_extra(); none if link targets were cached */
    bool is_extra_checked; /* by check_extra(): `blocks` is complete */
    struct translation *translations;
    size_t translation_count;
};

/* A translation of a step: STEP.en.md beside STEP.md. */
struct translation {
    const char *language; /* "en" */
    int translates;       /* the step's revision that it translates */
    struct mark translates_mark;
    struct word title;
    struct source_file *file;
    const char *body; /* as in a step */
    size_t body_length, body_at;
    int body_line;
    struct blocks blocks;
    bool is_extra_checked;
};

struct phase {
    struct word id, title;
    struct words also;
};

struct programme {
    struct word id, title;
    struct phase *phases;
    size_t phase_count;
    struct word leads_to_staircase; /* value NULL if it leads to none */
    int leads_to_level;
    struct mark leads_to_level_mark;
    struct source_file *file;
};

struct competence {
    struct word id, title;
    const char *anchors[5]; /* its description at autonomy 1..5; NULL if absent */
};

enum rule_kind { RULE_MONTHS, RULE_PROGRAMME, RULE_COMPETENCE, RULE_RESPONSIBILITY };

struct rule {
    enum rule_kind kind;
    int months;        /* RULE_MONTHS */
    struct word which; /* the programme, the competence, or the words of the responsibility */
    int autonomy;      /* RULE_COMPETENCE */
    int observed;      /* RULE_COMPETENCE: how many sign-offs must be observed; 0: any evidence */
    struct word programme, competence, responsibility; /* as read; `which` is the one of this kind */
    struct mark mark;
};

struct level {
    int number;
    struct word title;
    const char *work;
    struct rule *rules;
    size_t rule_count;
    struct mark mark;
};

struct staircase {
    struct word id, title;
    struct competence *competences;
    size_t competence_count;
    struct level *levels; /* in the order of the file, increasing from 1 */
    size_t level_count;
    struct source_file *file;
};

struct citation {
    struct word id, title;
    const char *eli;
    int version, checked, valid_until; /* days; DAY_NONE if absent, or for `checked: never` */
    struct source_file *file;          /* sources.yaml */
    struct source_file *snapshot;      /* sources/ID.md; NULL if the layer has none */
};

/* One whole layer. Arrays are in the order of paths. */
struct layer {
    struct word id, title, language;
    const char *licence; /* NULL if absent */
    struct words maintainers, retired;
    struct programme *programmes;
    size_t programme_count;
    struct step **steps; /* also cases and circulars */
    size_t step_count;
    struct staircase *staircases;
    size_t staircase_count;
    struct citation *sources;
    size_t source_count;
    const struct source_tree *tree;
    struct words unread;                      /* ids of unreadable step files, where known */
    bool has_unread_steps, has_unread_others; /* then an unknown id may be in an unreadable file */
};

/* Reads a whole layer. Errors in files become findings, and the rest is still read; fails only if the tree cannot be
 * read. */
int layer_read(struct arena *arena, const struct source_tree *tree, struct findings *findings,
               struct layer **ret_layer);

/* Loads the body of a step or translation whose `body` is NULL; NUL-terminated, in the arena. */
int body_load(struct arena *arena, const struct source_tree *tree, struct source_file *file, size_t body_at,
              const char **ret_body);

/* Reads one step file outside any tree, such as a draft in an editor; its path is not checked. NULL, with findings, if
 * it has no usable front matter. */
struct step *step_read_bytes(struct arena *arena, struct source_file *file, const char *bytes, size_t length,
                             struct findings *findings);
