/* Service curriculum/1: reads the newest edition. Results are lent until the call into the plugin returns. */
#ifndef TRAPPA_CURRICULUM_H
#define TRAPPA_CURRICULUM_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_CURRICULUM_1 "curriculum/1"

struct trappa_step_1 {
    const char *id, *title;
    const char *programme, *phase; /* NULL for a step outside all programmes */
    const char *component, *kind;  /* the words of the curriculum format: "profession", "reading" */
    const char *signoff;           /* "none", "self", "mentor", "manager" */
    const char *layer, *blob;      /* of the step's first part */
    int32_t revision;
};

struct trappa_curriculum_1 {
    uint32_t size;
    int (*edition)(const char **ret_edition);
    int (*step)(const char *id, const struct trappa_step_1 **ret_step); /* fails with TRAPPA_NOT_FOUND */
    /* Calls `step` for each step in order. A return other than 0 stops the walk and becomes the result. `programme`
     * NULL: all steps. */
    int (*steps)(const char *programme, int (*step)(void *context, const struct trappa_step_1 *step), void *context);
};

#endif
