/* Fake: a host in memory, so that a plugin runs in a test without Trappa, without files and without a database.
 *
 * Link the plugin's own source with the test, then:
 *
 *     fake_start(&trappa_plugin);                          // checks nothing, calls start
 *     fake.fields[0] = (struct fake_pair){"words", "hej"}; // what a form sent
 *     fake_route("POST", "/quiz/answer");                  // runs the offer
 *     fake.said, fake.events, fake.statements ...          // what it did
 *
 * Rows that select() gives are put in `rows` before. Every run begins with an empty `said`. */
#pragma once

#include <stdbool.h>
#include <trappa/block.h>
#include <trappa/plugin.h>

#define FAKE_MOST 20
#define FAKE_LINES_MOST 200

struct fake_pair {
    const char *name, *value;
};

struct fake_row {
    const char *columns[8]; /* text; a number as its digits */
};

/* A block that the plugin found. */
struct fake_block {
    size_t first, last, column;
    char id[65], words[1000], compiled[4000];
    size_t compiled_length;
};

struct fake {
    /* What the plugin meets. */
    struct fake_pair settings[FAKE_MOST], fields[FAKE_MOST], parameters[FAKE_MOST], options[FAKE_MOST];
    const char *words[FAKE_MOST]; /* of a command line */
    const char *viewer;           /* random id; "operator" unless set */
    const char *step;             /* the id of the only step that the edition has; NULL: none */
    struct fake_row rows[FAKE_MOST];
    size_t row_count;
    int64_t now;

    /* What it did. */
    char said[16384];           /* printed, or written into the page */
    char events[FAKE_MOST][64]; /* kinds, in order */
    size_t event_count;
    char statements[FAKE_MOST][600]; /* SQL that was executed, ?N replaced by its value in quotes */
    size_t statement_count;
    char redirect[200], title[200], problem[200], failure[400]; /* the last of each */
    struct fake_pair problems[FAKE_MOST];                       /* of blocks: "BLOCK.NAME" and the sentence */
    struct fake_block blocks[FAKE_MOST];
    size_t block_count;
    char findings[FAKE_MOST][300]; /* "QZ101 3:1 detail", line and column from 1 */
    size_t finding_count;
};
extern struct fake fake;

/* Empties `fake` and calls the plugin's start. */
int fake_start(const struct trappa_plugin *plugin);

/* Which lines are code (enum trappa_code): fences, and four spaces after an empty line or another such. Lists are not
 * looked at. */
void fake_code_mark(const char *const *lines, size_t count, uint8_t *is_code);

/* Runs an offer of the plugin; -100 if it offers none such. */
int fake_command(const char *name);
int fake_route(const char *method, const char *path);
int fake_job(const char *kind, const char *payload);
int fake_event(const char *kind, const char *about, const char *data);
int fake_report(const char *id);

/* Blocks of the plugin's first block offer. fake_find reads a step's body into `blocks` and `findings`; then show,
 * answer (all of them at once) and is_passed, for step "step" of blob "blob" and the viewer as the person. A field of a
 * block is "BLOCK.NAME" in `fields`, and so it is written by show. */
int fake_find(const char *body);
int fake_show(size_t block);
int fake_answer(void);
int fake_is_passed(size_t block, int32_t *ret_is_passed);
