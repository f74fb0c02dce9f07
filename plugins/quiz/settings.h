/* Settings: parses a question's settings, in the HTML comment above it. */
#pragma once

#include "words.h"

#include <stdint.h>

#define SETTING_TRIALS_MAX 99

struct settings {
    struct span id;     /* as written; length 0 if absent */
    struct span trials; /* data-max-trials, as written */
    bool is_required;   /* data-required */
};

/* Parses `id="q-norm-1" data-max-trials="2" data-required`, replacing earlier values; ignores unknown words. */
void settings_read(struct settings *settings, struct span words);

/* Whether it is [a-z0-9-]{1,64}. */
bool setting_id_is_good(struct span id);

/* The trials, from 1 to SETTING_TRIALS_MAX; 0: absent, -1: malformed. */
int32_t setting_trials(const struct settings *settings);
