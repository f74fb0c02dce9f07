/* Evidence: what a signature rests on. The words are those of records, commands and forms; what people read is in
 * ui/web/labels.c. */
#pragma once

#include <stdbool.h>

enum evidence {
    EVIDENCE_OBSERVED,
    EVIDENCE_SIMULATED,
    EVIDENCE_REPORTED,
    EVIDENCE_SELF, /* by oneself, of a step that asks for no other's signature; nobody chooses it */
    EVIDENCE_COUNT
};

const char *evidence_word(enum evidence evidence); /* "observed", "simulated", "reported", "self" */
bool evidence_parse(const char *word, enum evidence *ret_evidence);
bool evidence_is(const char *word, enum evidence evidence); /* false for NULL */
