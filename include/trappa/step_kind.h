/* Offer step-kind/1: an additional word for `kind:` in a step's front matter. */
#ifndef TRAPPA_STEP_KIND_H
#define TRAPPA_STEP_KIND_H

#include <stdint.h>

#define TRAPPA_STEP_KIND_1 "step-kind/1"

struct trappa_step_kind_1 {
    uint32_t size;
    const char *word;  /* [a-z-]{1,32} */
    const char *title; /* what people read, English message id */
};

#endif
