/* Words about students' hours and commitments; see aspirant_labels.h. */
#include "ui/web/aspirant_labels.h"

#include "base/memory.h"
#include "base/text.h"

struct said {
    const char *id, *words;
};

static const char *word_of(enum language language, const struct said *words, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(words[i].id, id))
            return translate(language, words[i].words);
    return id;
}

const char *aspirant_write_hours(const struct page *page, int seconds)
{
    char text[HOURS_TEXT_BYTES];
    return page_format(page, "%s", hours_format(seconds, page->language == LANGUAGE_SV ? ',' : '.', text));
}

const char *aspirant_write_stage(enum language language, enum aspirant_stage stage)
{
    static const struct said words[] = {{"ahead", N_("begins later")},
                                        {"placement", N_("on placement")},
                                        {"aspirant", N_("employed beside the studies")},
                                        {"hired", N_("employed")},
                                        {"left", N_("has left")}};
    return word_of(language, words, COUNT_OF(words), aspirant_stage_word(stage));
}

const char *aspirant_write_state(enum language language, enum commitment_state state)
{
    static const struct said words[] = {{"promised", N_("promised")},  {"offered", N_("offered")},
                                        {"accepted", N_("accepted")},  {"declined", N_("declined by the student")},
                                        {"kept", N_("kept")},          {"broken", N_("broken")},
                                        {"withdrawn", N_("withdrawn")}};
    return word_of(language, words, COUNT_OF(words), commitment_state_word(state));
}

const char *aspirant_write_kind(enum language language, const char *kind)
{
    static const struct said words[] = {
        {"summer-job", N_("Summer job")}, {"employment", N_("Employment")}, {"other", N_("A promise")}};
    return word_of(language, words, COUNT_OF(words), kind);
}

const char *aspirant_write_pause(enum language language, const char *kind)
{
    static const struct said words[] = {{"exams", N_("exams")},
                                        {"placement", N_("placement elsewhere")},
                                        {"holiday", N_("holiday")},
                                        {"other", N_("pause")}};
    return word_of(language, words, COUNT_OF(words), kind);
}

const char *aspirant_write_left(enum language language, const char *why)
{
    static const struct said words[] = {{"other-job", N_("another job")},
                                        {"moved", N_("moved away")},
                                        {"studies", N_("other studies")},
                                        {"no-post", N_("no post was free")},
                                        {"other", N_("another reason")}};
    return word_of(language, words, COUNT_OF(words), why);
}

const char *aspirant_write_commitment(const struct page *page, const struct commitment *commitment)
{
    return commitment->what ? commitment->what : aspirant_write_kind(page->language, commitment->kind);
}

const struct hours_month *aspirant_month_now(const struct aspirant *aspirant)
{
    const struct hours_month *last = aspirant->month_count ? &aspirant->months[aspirant->month_count - 1] : NULL;
    return last && last->is_under_way ? last : NULL;
}

bool aspirant_has_open_commitment(const struct aspirant *aspirant)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].outcome != COMMITMENT_IS_KEPT)
            return true;
    return false;
}
