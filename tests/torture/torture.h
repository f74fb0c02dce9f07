/* Torture: what the programs here have in common. A site with many learners, writers in processes of their own that
 * sign for them, and a file outside the site in which each writer notes what it got an answer for. */
#pragma once

#include "domain/signoff/signoff.h"
#include "domain/site/site.h"

#define TORTURE_LEARNERS 200
#define TORTURE_STEPS 5
#define TORTURE_SIGNOFFS (TORTURE_LEARNERS * TORTURE_STEPS)
#define TORTURE_WRITERS 4

/* Prints the last failure and ends the program with 1, if `result` is one. */
void must(int result, const char *doing);

/* One line "ok - WHAT" or "not ok - WHAT"; counted. */
void claim(bool holds, const char *what);
int claims_end(void); /* prints "N passed, M failed"; the exit status */

/* A new site in `folder` with the curriculum published, a manager and the learners. */
void torture_make(const char *folder, const char *curriculum);

/* In a child of its own: signs every step of every learner of this writer's share, from wherever it stands, and notes
 * "LEARNER STEP" in `answers` after each that was answered with success. Never returns. Refused writes are tried again
 * after the site is refreshed. */
int torture_fork_writer(const char *folder, const char *answers, int writer);

/* A random number in [least, most]. */
int torture_random(int least, int most);

/* Kills these processes as hard as it goes, and reaps them; true if all of them had ended by themselves with 0. */
bool torture_kill(const int *processes, int count);
bool torture_are_done(const int *processes, int count); /* all have ended; reaps none */

/* What the records of a folder hold: sign-offs in force, pairs that have more than one, and whether the audit holds
 * (with `head`, if not NULL). */
struct torture_truth {
    int64_t signoffs, doubles;
    bool is_audit_ok;
};
void torture_look(const char *folder, const char *head, struct torture_truth *ret_truth);

/* How many lines of `answers` no sign-off of any of the folders (NULL ends) stands for; *ret_lines: how many lines. */
int torture_lost(const char *answers, const char *const *folders, int *ret_lines);
