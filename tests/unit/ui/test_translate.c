/* Looking texts up in the compiled-in catalogue. */
#include "ui/text/translate.h"

#include "base/fail.h"

#include <criterion/criterion.h>

Test(translate, finds_swedish_and_falls_back_on_english)
{
    cr_expect_str_eq(translate(LANGUAGE_SV, "Sign in"), "Logga in");
    cr_expect_str_eq(translate(LANGUAGE_EN, "Sign in"), "Sign in");
    cr_expect_str_eq(translate(LANGUAGE_SV, "no such text"), "no such text");
    cr_expect_str_eq(translate(LANGUAGE_SV, ""), "", "the catalogue's header is nobody's text");
    cr_expect_str_eq(translate_plural(LANGUAGE_EN, "%d no such", "%d no suchs", 1), "%d no such");
    cr_expect_str_eq(translate_plural(LANGUAGE_SV, "%d no such", "%d no suchs", 0), "%d no suchs");
}

Test(translate, finds_every_text_of_the_catalogue)
{
    static const char *const some[] = {"Sign out", "To the content", "to do", "done", "Cookies", "Privacy", "%s: more"};
    size_t found = 0;
    for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
        found += translate(LANGUAGE_SV, some[i]) != some[i];
    cr_expect_eq(found, 6);
}

Test(translate, says_a_failure_in_the_readers_language)
{
    fail(FAIL_NOT_FOUND, "there is no page at this address");
    cr_expect_str_eq(translate_failure(LANGUAGE_SV), "det finns ingen sida på den här adressen");
    cr_expect_str_eq(translate_failure(LANGUAGE_EN), "there is no page at this address");
}

Test(translate, reads_language_codes)
{
    enum language language = LANGUAGE_SV;
    cr_expect(language_from_code("en-GB,en;q=0.9", &language) && language == LANGUAGE_EN);
    cr_expect(language_from_code("sv_SE.UTF-8", &language) && language == LANGUAGE_SV);
    cr_expect(!language_from_code("svan", &language) && !language_from_code("", &language));
    cr_expect(!language_from_code(NULL, &language) && language == LANGUAGE_SV);
}
