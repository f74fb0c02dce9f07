/* Site fixture: the small municipality of fixture.h with a curriculum of a few steps, published.
 *
 *     programme introduktion, leads to level 2 of staircase trappa (levels 1 to 3)
 *     start: valkommen  none, day 1          sekretess  manager, day 2     sjalv  self, week 1
 *     grund: normen     mentor, week 2, competence norm; revision 1        besok  mentor, week 3, signer-level 2,
 *            fritt      none, due never      bara-socionom  none, for socionom     sent  none, requires normen
 *
 * bo mentors anna from the first day; britt is nobody's mentor. */
#pragma once

#include "fixture.h"

#include "domain/content/content.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "domain/staircase/staircase.h"

struct site_fixture {
    struct fixture town;
    char layer[FILE_TEMPORARY_BYTES]; /* the folder of layer `base` */
    struct site site;
};

void site_fixture_begin(struct site_fixture *fixture);
void site_fixture_end(struct site_fixture *fixture);

/* Writes a file of the layer, or of any folder when `path` is absolute. */
void site_fixture_write(struct site_fixture *fixture, const char *path, const char *words);

/* A step file in phase `grund`: `front` is lines of front matter besides id and title. */
void site_fixture_step(struct site_fixture *fixture, const char *id, const char *front, const char *body);
void site_fixture_remove(struct site_fixture *fixture, const char *id);
void site_fixture_publish(struct site_fixture *fixture);

/* One step of a person, and a plan, as the operator sees them. */
struct plan_item site_fixture_item(struct site_fixture *fixture, const char *person, const char *step);
struct plan site_fixture_plan(struct site_fixture *fixture, const char *person);
const struct plan_item *site_fixture_find(const struct plan *plan, const char *step); /* NULL if it is not in it */

/* `by` signs: observed, autonomy 3. */
int site_fixture_sign(struct site_fixture *fixture, const char *by, const char *person, const char *step);

/* `by` decides on a level, without words. */
int site_fixture_decide(struct site_fixture *fixture, const char *by, const char *person, int level);

/* The log is whole and says what the tables say. */
void site_fixture_verify(struct site_fixture *fixture);
