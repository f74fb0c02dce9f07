/* The words for ids of the domain; see ui/web/labels.h. */
#include "ui/web/labels.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/progress/evidence.h"
#include "host/host.h"

struct word {
    const char *id, *text;
};

static const char *find_word(enum language language, const struct word *words, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(words[i].id, id))
            return translate(language, words[i].text);
    return id ? id : "";
}

const char *labels_word_component(enum language language, const char *component)
{
    static const struct word words[] = {{"workplace", N_("The workplace")},
                                        {"profession", N_("The profession")},
                                        {"informal", N_("The informal side")}};
    return find_word(language, words, COUNT_OF(words), component);
}

const char *labels_word_state(enum language language, const char *state)
{
    static const struct word words[] = {
        {"todo", N_("to do")},           {"done", N_("done")},     {"requested", N_("waits for sign-off")},
        {"returned", N_("sent back")},   {"signed", N_("signed")}, {"skipped", N_("skipped")},
        {"recognised", N_("recognised")}};
    return find_word(language, words, COUNT_OF(words), state);
}

const char *labels_word_evidence(enum language language, const char *word)
{
    static const char *const words[EVIDENCE_COUNT] = {[EVIDENCE_OBSERVED] = N_("seen"),
                                                      [EVIDENCE_SIMULATED] = N_("practised"),
                                                      [EVIDENCE_REPORTED] = N_("told"),
                                                      [EVIDENCE_SELF] = N_("by oneself")};
    enum evidence evidence;
    return evidence_parse(word, &evidence) ? translate(language, words[evidence]) : "";
}

const char *labels_word_autonomy(enum language language, int autonomy)
{
    static const char *const words[] = {N_("has seen it"), N_("with support"), N_("under supervision"),
                                        N_("independently"), N_("can teach it")};
    return autonomy >= 1 && autonomy <= 5 ? translate(language, words[autonomy - 1]) : "";
}

const char *labels_word_kind(enum language language, const char *kind)
{
    static const struct word words[] = {{"reading", N_("read")},        {"task", N_("do")},
                                        {"visit", N_("visit")},         {"talk", N_("talk")},
                                        {"observation", N_("observe")}, {"quiz", N_("questions")},
                                        {"case", N_("practice case")},  {"circular", N_("circular")}};
    const char *title = host_step_kind_title(kind);
    if (title)
        return translate(language, title);
    return find_word(language, words, COUNT_OF(words), kind);
}

const char *labels_word_difference(enum language language, const char *kind)
{
    static const struct word words[] = {{"added", N_("new step")},
                                        {"removed", N_("step that goes")},
                                        {"moved", N_("step that moves")},
                                        {"changed", N_("changed step")}};
    return find_word(language, words, COUNT_OF(words), kind);
}

const char *labels_word_change(enum language language, const char *change)
{
    static const struct word words[] = {{"editorial", N_("only the wording, nobody need do anything")},
                                        {"substantive", N_("new content, to be read")},
                                        {"legal", N_("new law, to be done again")}};
    return find_word(language, words, COUNT_OF(words), change);
}

const char *labels_word_role(enum language language, const char *role)
{
    static const struct word words[] = {{"learner", N_("learner")},    {"mentor", N_("mentor")},
                                        {"manager", N_("manager")},    {"hr", N_("HR")},
                                        {"author", N_("author")},      {"contact", N_("university contact")},
                                        {"admin", N_("administrator")}};
    return find_word(language, words, COUNT_OF(words), role);
}
