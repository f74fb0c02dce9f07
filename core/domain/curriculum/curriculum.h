/* Curriculum: what the files of one layer say, as structs (docs/curriculum-format.md).
 *
 * Everything lives in the arena of the layer and knows where it stood, so that later checks can point at it. Optional
 * strings are NULL and optional numbers 0 when the file does not say them; enumerations hold their default. */
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
    STEP_KIND_MORE /* this and on: of plugins; the numbers hold in this process only, the words are kept */
};
enum due_unit { DUE_NONE, DUE_DAY, DUE_WEEK, DUE_MONTH };
enum step_signoff { SIGNOFF_NONE, SIGNOFF_SELF, SIGNOFF_MENTOR, SIGNOFF_MANAGER };
enum change_class { CHANGE_EDITORIAL, CHANGE_SUBSTANTIVE, CHANGE_LEGAL }; /* a higher class asks for more */
enum step_role { STEP_ADDS, STEP_EXTENDS, STEP_REPLACES, STEP_HIDES };

/* The words of the files: "workplace", "reading", "week", "mentor", "legal". Never NULL. */
const char *step_component_word(enum step_component component);
const char *step_kind_word(enum step_kind kind);
const char *due_unit_word(enum due_unit unit);
const char *step_signoff_word(enum step_signoff signoff);
const char *change_class_word(enum change_class class);

/* Makes a word a kind of steps too (offer step-kind/1); lent for good. Nothing for one that is known, or when there is
 * no room for more. Before any file is read. */
void step_kind_add(const char *word);

/* A kind that was kept: the word of a plugin that is not loaded is a kind all the same. Copied. */
enum step_kind step_kind_kept(const char *word);

/* The other way; false, and *ret untouched, for a word that is none. For reading them back from a database. */
bool step_component_parse(const char *word, enum step_component *ret);
bool step_kind_parse(const char *word, enum step_kind *ret);
bool due_unit_parse(const char *word, enum due_unit *ret);
bool step_signoff_parse(const char *word, enum step_signoff *ret);
bool change_class_parse(const char *word, enum change_class *ret);

struct mark {
    int line, column; /* from 1; 0 when the value is not in the file */
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

/* How often a step is done anew. */
struct recurrence {
    int months;     /* 0: once is enough */
    int month, day; /* on a date of the year, "11-01"; month 0: counted from when it was last done */
};

/* "12 months" or "2 years", and "11-01" or NULL. False for what is no such thing, longer than RECURRENCE_MONTHS_MAX,
 * or on a date with months that neither divide a year nor make whole years. */
#define RECURRENCE_MONTHS_MAX 120
bool recurrence_parse(const char *every, const char *on, struct recurrence *ret_recurrence);

/* "day 3", "week 2", "month 6" or "none"; FAIL_INPUT for anything else. */
int due_parse(const char *string, struct due *ret_due);
const char *due_format(struct due due, char buffer[16]); /* returns buffer */

struct revision {
    int n;
    int day; /* DAY_NONE if the file does not say */
    enum change_class change;
    const char *note; /* NULL if none */
    struct mark mark;
};

struct aim {
    struct word competence;
    int autonomy; /* 1..5 */
};

struct translation;

/* One step file; also a case, a circular, or what an upper layer does to a step. */
struct step {
    enum step_role role;
    struct word id; /* of the step it adds, or the one that it extends, replaces or hides */
    struct word title;
    enum step_component component;
    enum step_kind kind;
    int minutes;
    struct due due;
    struct words requires, continues, sources, audience /* for: */, to;
    struct recurrence recurrence;
    struct word recurrence_every, recurrence_on; /* as the file says it */
    int valid_until;                             /* of a circular: the last day that it is asked of anybody; DAY_NONE */
    enum step_signoff signoff;
    int signer_level;
    struct mark signer_level_mark;
    struct aim *aims; /* competences: */
    size_t aim_count;
    struct revision *revisions; /* newest first; never empty */
    size_t revision_count;
    int based_on; /* replaces: the revision of the base that it was written from */
    struct mark based_on_mark;
    const char *because; /* hides: */

    struct source_file *file; /* path, blob id */
    const char *programme;    /* the folders it lies in; NULL for cases and circulars */
    const char *phase;
    const char *body; /* NUL-terminated Markdown after the front matter; NULL if recalled from a lesson: body_load() */
    size_t body_length;
    size_t body_at;       /* where in the file it begins, in bytes */
    int body_line;        /* of the body's first line in the file */
    struct blocks blocks; /* lines of those that plugins found, after check_extra(); none where targets were recalled */
    bool is_looked_at;    /* by check_extra(): `blocks` has all there are */
    struct translation *translations;
    size_t translation_count;
};

/* STEP.en.md beside STEP.md. */
struct translation {
    const char *language; /* "en" */
    int translates;       /* the revision of the step that it says */
    struct mark translates_mark;
    struct word title;
    struct source_file *file;
    const char *body; /* as in a step */
    size_t body_length, body_at;
    int body_line;
    struct blocks blocks;
    bool is_looked_at;
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
    const char *anchors[5]; /* what it looks like at autonomy 1..5; NULL where not said */
};

enum rule_kind { RULE_MONTHS, RULE_PROGRAMME, RULE_COMPETENCE, RULE_RESPONSIBILITY };

struct rule {
    enum rule_kind kind;
    int months;        /* RULE_MONTHS */
    struct word which; /* the programme, the competence, or what the responsibility says */
    int autonomy;      /* RULE_COMPETENCE */
    int observed;      /* RULE_COMPETENCE: how many sign-offs must have been observed; 0 if any will do */
    struct word programme, competence, responsibility; /* as read; the one of the kind is `which` */
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
    struct level *levels; /* in the file's order, rising from 1 */
    size_t level_count;
    struct source_file *file;
};

struct citation {
    struct word id, title;
    const char *eli;
    int version, checked, valid_until; /* days; DAY_NONE if not said. `checked: never` is DAY_NONE too */
    struct source_file *file;          /* sources.yaml */
    struct source_file *snapshot;      /* sources/ID.md; NULL if the layer has none */
};

/* All of one layer. Arrays are in the order of their paths. */
struct layer {
    struct word id, title, language;
    const char *licence; /* NULL if not said */
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
    struct words unread;                      /* ids of step files that could not be read, where they show one */
    bool has_unread_steps, has_unread_others; /* then what refers to nothing may refer to what was not read */
};

/* Reads a whole layer. What is wrong becomes findings and the rest is read all the same; fails only when the tree
 * cannot be read at all. */
int layer_read(struct arena *arena, const struct source_tree *tree, struct findings *findings,
               struct layer **ret_layer);

/* The body of a step or a translation whose `body` is NULL, from its file; in the arena, ends with a NUL. */
int body_load(struct arena *arena, const struct source_tree *tree, struct source_file *file, size_t body_at,
              const char **ret_body);

/* Reads one step file that need not be in any tree, such as a draft in an editor. NULL if it has no usable front
 * matter; findings say why. Where it lies is not looked at. */
struct step *step_read_bytes(struct arena *arena, struct source_file *file, const char *bytes, size_t length,
                             struct findings *findings);
