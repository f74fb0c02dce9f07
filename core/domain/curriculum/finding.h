/* Finding: one result of the check, with code and place; and the table of all codes.
 *
 * A finding stores its code, its place and the words of its sentence. The user interface makes the text, in the
 * reader's language: sentences and hints in the table are message ids. The order of a sorted list depends only on the
 * tree. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define FINDINGS_MAX 10000 /* more are counted but not stored */
#define FINDING_WORDS_MAX 4

/* The number after TR is a contract: a code keeps its meaning for ever; a retired one is never reused. */
enum finding_code {
    /* 1xx: the tree and its files */
    FINDING_FILE_TOO_LARGE = 101,
    FINDING_NOT_UTF8 = 102,
    FINDING_NUL_BYTE = 103,
    FINDING_SYMBOLIC_LINK = 104,
    FINDING_SPECIAL_FILE = 105,
    FINDING_CASE_CLASH = 106,
    FINDING_TOO_MANY_FILES = 107,
    FINDING_MISPLACED_FILE = 108,
    FINDING_FOLDER_PREFIX = 109,
    FINDING_NO_CURRICULUM_FILE = 110,
    FINDING_NO_PROGRAMME_FILE = 111,
    FINDING_KIND_PLACE = 112,
    FINDING_STEP_PREFIX = 113,
    FINDING_EMPTY_LAYER = 114,
    FINDING_CONFLICT = 115,
    FINDING_LFS_POINTER = 116,
    FINDING_SUBMODULE = 118,
    /* 2xx: YAML and its schema */
    FINDING_YAML = 201,
    FINDING_NO_FRONT_MATTER = 202,
    FINDING_UNKNOWN_KEY = 203,
    FINDING_MISSING_KEY = 204,
    FINDING_WRONG_TYPE = 205,
    FINDING_NOT_ALLOWED = 206,
    FINDING_BAD_DATE = 207,
    FINDING_OUT_OF_RANGE = 208,
    FINDING_BAD_ID = 209,
    FINDING_REPEATED_ITEM = 210,
    FINDING_BAD_DUE = 211,
    FINDING_EMPTY_VALUE = 212,
    FINDING_RULE_SHAPE = 213,
    FINDING_REVISION_ORDER = 214,
    FINDING_KEY_NOT_HERE = 215,
    FINDING_BAD_RECURRENCE = 216,
    /* 3xx: ids and references */
    FINDING_DUPLICATE_ID = 301,
    FINDING_ID_NOT_FOLDER = 302,
    FINDING_NO_SUCH_PHASE = 303,
    FINDING_NO_SUCH_STEP = 304,
    FINDING_NO_SUCH_SOURCE = 305,
    FINDING_NO_SUCH_COMPETENCE = 306,
    FINDING_NO_SUCH_STAIRCASE = 307,
    FINDING_NO_SUCH_LEVEL = 308,
    FINDING_NO_SUCH_PROGRAMME = 309,
    FINDING_REQUIRES_CYCLE = 310,
    FINDING_RETIRED_ID = 311,
    FINDING_UNUSED_SOURCE = 312,
    FINDING_SOURCE_UNCHECKED = 313,
    FINDING_SOURCE_EXPIRED = 314,
    FINDING_SIGNER_WITHOUT_STAIRCASE = 315,
    FINDING_EMPTY_PHASE = 316,
    FINDING_LEVEL_ORDER = 317,
    FINDING_UNKNOWN_SNAPSHOT = 318,
    /* 4xx: bodies */
    FINDING_EMPTY_BODY = 401,
    FINDING_DEAD_LINK = 402,
    FINDING_DEAD_STEP_LINK = 403,
    FINDING_MISSING_IMAGE = 404,
    FINDING_FOREIGN_IMAGE = 405,
    FINDING_IMAGE_FORMAT = 406,
    FINDING_BODY_TOO_SLOW = 407,
    FINDING_UNSAFE_LINK = 408,
    FINDING_UNREADABLE_LINK = 409,
    FINDING_PLUGIN_FAILED = 410,
    FINDING_UNTAKEN_QUESTION = 411,
    FINDING_UNCLOSED_COMMENT = 412,
    FINDING_DEAD_PART = 413,
    /* 5xx: translations and history */
    FINDING_TRANSLATION_BEHIND = 501,
    FINDING_TRANSLATION_AHEAD = 502,
    FINDING_TRANSLATION_OF_NOTHING = 503,
    FINDING_CHANGE_WITHOUT_REVISION = 504,
    /* 6xx: layers */
    FINDING_NOTHING_BELOW = 601,
    FINDING_DRIFT = 602,
    FINDING_BASED_ON_AHEAD = 603,
    FINDING_LAYER_ROLE = 604,
    FINDING_RETIRED_BELOW = 605,
    FINDING_REPLACED_TWICE = 606,
};

enum finding_severity { FINDING_ERROR, FINDING_WARNING };

/* How to read the contents of an example. */
enum example_shape {
    EXAMPLE_TEXT,         /* as written */
    EXAMPLE_BYTES,        /* with \\xNN for a byte */
    EXAMPLE_LARGE,        /* repeated beyond the largest allowed file */
    EXAMPLE_BRACKETS,     /* the last byte repeated 20,000 times */
    EXAMPLE_MANY,         /* as more files than a tree may have; %05d in the path is their number */
    EXAMPLE_LINK,         /* the target of a symbolic link */
    EXAMPLE_SPECIAL,      /* a pipe, a socket or a device */
    EXAMPLE_SUBMODULE,    /* another repository */
    EXAMPLE_NO_STAIRCASE, /* without the file and all that names it or its competences, except signer-level */
    EXAMPLE_REWRITTEN,    /* as written, after an earlier state with another, longer text */
    EXAMPLE_ALONE,        /* as written, and no other file */
    EXAMPLE_UPPER,        /* as written, but in a layer of its own, which extends the step valkommen */
    EXAMPLE_HIGHEST       /* the same, above one more layer, which replaces the step norm */
};

/* An example: one file that changes or joins a small tree without findings (tests/unit/domain/example_tree.c).
 * --explain shows it; a test checks that the bad one gives exactly its code, and the good one nothing. */
struct finding_example {
    const char *path;     /* NULL: the small tree itself is the example */
    const char *contents; /* NULL: the file is removed */
    enum example_shape shape;
};

/* One row of the table of codes. */
struct finding_kind {
    enum finding_code code;
    enum finding_severity severity;
    const char *sentence; /* message id, with %s or %1$s..%4$s for the words */
    const char *hint;     /* message id for the same words; used unless the finding has a suggestion */
    const char *explanation;
    struct finding_example bad, good;
};

/* Line and column count from 1, the column in characters. Zeros, for a whole file, are shown as 1. */
struct place {
    const char *path; /* within the layer */
    int line, column;
};

struct finding {
    struct place place;
    const struct finding_kind *kind;
    const char *words[FINDING_WORDS_MAX];
    const char *suggestion; /* for "did you mean"; NULL if nothing is near */
};

struct findings {
    struct arena arena;
    struct finding *items;
    size_t count, capacity;
    size_t more;             /* number beyond FINDINGS_MAX */
    size_t errors, warnings; /* of all, stored or not */
};

/* The words of a sentence, as many as its format has: FINDING_WORDS(key, "number"). */
#define FINDING_WORDS(...) ((const char *const[FINDING_WORDS_MAX]){__VA_ARGS__})

void findings_finish(struct findings *findings);

/* Adds a finding; copies place and words. `words` may be NULL if the sentence has none. */
void findings_add(struct findings *findings, struct place place, enum finding_code code,
                  const char *const words[FINDING_WORDS_MAX]);

/* The same, with the word that the author probably meant, or NULL. */
struct finding_guess {
    enum finding_code code;
    const char *suggestion;
};
void findings_add_guess(struct findings *findings, struct place place, struct finding_guess guess,
                        const char *const words[FINDING_WORDS_MAX]);

/* Sorts by path, line, column and code; stable. Drops exact duplicates. */
void findings_sort(struct findings *findings);

/* The row of a code, or of "TR101" in any case; NULL if none. */
const struct finding_kind *finding_kind(enum finding_code code);
const struct finding_kind *finding_kind_named(const char *string);

/* The row at an index, in order of codes; NULL past the end. */
const struct finding_kind *finding_kind_at(size_t index);

/* Sets the plugins' rows, named by `names` ("QZ101"); their codes are FINDING_MORE and on, in order. All must live for
 * ever. */
#define FINDING_MORE 10000
void findings_use_kinds(const struct finding_kind *kinds, const char *const *names, size_t count);

/* Translates message ids; a NULL pointer to it means English. */
struct finding_language {
    const char *(*translate)(const char *message_id, void *context);
    void *context;
};

/* Append the sentence and the hint of a finding. */
void finding_add_sentence(struct text *text, const struct finding *finding, const struct finding_language *language);
void finding_add_hint(struct text *text, const struct finding *finding, const struct finding_language *language);

/* Writes "TR101" into `buffer` and returns it. */
const char *finding_code_text(enum finding_code code, char buffer[8]);
