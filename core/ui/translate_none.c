/* Stands in until the catalogues in po/ are compiled in: everything is said in English. translate.c replaces it. */
#include "ui/translate.h"

#include "base/fail.h"
#include "base/text.h"

const char *translate(enum language language, const char *message_id)
{
    (void)language;
    return message_id;
}

const char *translate_plural(enum language language, const char *one, const char *many, long number)
{
    (void)language;
    return number == 1 ? one : many;
}

const char *translate_failure(enum language language)
{
    (void)language;
    return fail_sentence();
}

const char *language_code(enum language language)
{
    return language == LANGUAGE_SV ? "sv" : "en";
}

bool language_from_code(const char *code, enum language *ret)
{
    if (!text_starts(code, "sv") && !text_starts(code, "en"))
        return false;
    *ret = text_starts(code, "sv") ? LANGUAGE_SV : LANGUAGE_EN;
    return true;
}
