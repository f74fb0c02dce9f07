/* Stairs: the staircase drawn as stairs with the person on it, as SVG with its words, wide and narrow. */
#pragma once

#include "ui/web/kernel/template.h"

struct staircase_svg_step {
    int level;
    const char *title; /* "Ny i yrket" */
};

struct staircase_svg {
    const struct staircase_svg_step *steps; /* lowest first */
    size_t count;                           /* 1 to 9 */
    int level;                              /* where the person stands */
    int share_percent;                      /* of the way to the next, 0 to 100 */
    const char *description;                /* what a person who does not see it is told; NULL: level and count */
};

/* Two drawings, of which the style sheet shows one: side by side stairs, and below 40rem a column. The figure's text is
 * the caller's. */
void staircase_svg_draw(struct template *into, const struct staircase_svg *staircase_svg);
