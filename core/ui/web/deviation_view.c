/* The words for leave, and what rows share; see ui/web/deviation_view.h. */
#include "ui/web/deviation_view.h"

#include "base/memory.h"

const char *deviation_view_word_leave(enum language language, enum leave_kind kind)
{
    static const char *const words[LEAVE_KINDS] = {[LEAVE_PLAIN] = N_("Leave"),
                                                   [LEAVE_PARENTAL] = N_("Parental leave"),
                                                   [LEAVE_STUDIES] = N_("Leave for studies"),
                                                   [LEAVE_VACATION] = N_("Vacation")};
    return translate(language, words[kind]);
}

size_t deviation_view_background_count(const struct deviations *deviations)
{
    size_t count = 0;
    for (size_t i = 0; i < deviations->count; i++)
        count += deviations->items[i].kind == DEVIATION_BACKGROUND;
    return count;
}

bool deviation_view_is_first_background(const struct deviations *deviations, size_t index)
{
    return deviations->items[index].kind == DEVIATION_BACKGROUND &&
           (index == 0 || deviations->items[index - 1].kind != DEVIATION_BACKGROUND);
}
