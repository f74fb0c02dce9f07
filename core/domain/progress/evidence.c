/* The words of evidence; see evidence.h. */
#include "domain/progress/evidence.h"

#include "base/text.h"

static const char *const words[EVIDENCE_COUNT] = {[EVIDENCE_OBSERVED] = "observed",
                                                  [EVIDENCE_SIMULATED] = "simulated",
                                                  [EVIDENCE_REPORTED] = "reported",
                                                  [EVIDENCE_SELF] = "self"};

const char *evidence_word(enum evidence evidence)
{
    return words[evidence];
}

bool evidence_parse(const char *word, enum evidence *ret_evidence)
{
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        if (text_equal(word, words[i])) {
            *ret_evidence = (enum evidence)i;
            return true;
        }
    return false;
}

bool evidence_is(const char *word, enum evidence evidence)
{
    return text_equal(word, words[evidence]);
}
