/* Staircase SVG: a drawing of the staircase with the person on it, wide and narrow, with its description. */
#pragma once

#include "ui/web/kernel/template.h"

struct staircase_svg_step {
    int level;
    const char *title; /* "Ny i yrket" */
};

struct staircase_svg {
    const struct staircase_svg_step *steps; /* lowest first */
    size_t count;                           /* 1 to 9 */
    int level;                              /* the person's level */
    int share_percent;                      /* of the way to the next level, 0 to 100 */
    const char *description;                /* for screen readers; NULL: level and count */
};

/* Writes both drawings, of which the style sheet shows one: stairs side by side, and below 40rem a column. The caller
 * writes the text of the figure. */
void staircase_svg_draw(struct template *into, const struct staircase_svg *staircase_svg);
