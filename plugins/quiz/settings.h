/* Settings: what an author says of a question in the HTML comment above it. */
#pragma once

#include "words.h"

#include <stdint.h>

#define SETTING_TRIALS_MAX 99

struct settings {
    struct span id;     /* as written; length 0 when there is none */
    struct span trials; /* data-max-trials, as written */
    bool is_required;   /* data-required */
};

/* Reads `id="q-norm-1" data-max-trials="2" data-required` over what is there; words that it does not know are left
 * alone. */
void settings_read(struct settings *settings, struct span words);

/* [a-z0-9-]{1,64} */
bool setting_id_is_good(struct span id);

/* The trials as a number from 1 to SETTING_TRIALS_MAX; 0: none were given, -1: they cannot be read. */
int32_t setting_trials(const struct settings *settings);
