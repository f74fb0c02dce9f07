/* Right or wrong; see grade.h. */
#include "grade.h"

bool grade(const struct form *form, const struct answer *answer)
{
    if (!answer->is_there || form->kind == QUESTION_NOT_GRADABLE)
        return false;
    if (form->kind == QUESTION_TEXT)
        return span_same(span_of(form->answer), span_of(answer->words));
    for (size_t i = 0; i < form->option_count; i++)
        if (answer->chosen[i] != form->options[i].is_right)
            return false;
    return true;
}
