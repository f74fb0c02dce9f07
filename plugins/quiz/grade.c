/* Right or wrong; see grade.h. */
#include "grade.h"

bool grade(const struct form *form, const struct given *given)
{
    if (!given->is_there || form->kind == QUESTION_NOT_GRADABLE)
        return false;
    if (form->kind == QUESTION_TEXT)
        return span_same(span_of(form->answer), span_of(given->words));
    for (size_t i = 0; i < form->option_count; i++)
        if (given->chosen[i] != form->options[i].is_right)
            return false;
    return true;
}
