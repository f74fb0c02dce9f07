/* Evidence: the kinds of evidence that a sign-off rests on, and their words in records, commands and forms. Translated
 * words are in ui/web/labels.c. */
#pragma once

#include <stdbool.h>

enum evidence {
    EVIDENCE_OBSERVED,
    EVIDENCE_SIMULATED,
    EVIDENCE_REPORTED,
    EVIDENCE_SELF, /* a `self` step, which nobody else signs; cannot be chosen */
    EVIDENCE_COUNT
};

const char *evidence_word(enum evidence evidence); /* "observed", "simulated", "reported", "self" */
bool evidence_parse(const char *word, enum evidence *ret_evidence);
bool evidence_is(const char *word, enum evidence evidence); /* false for NULL */
