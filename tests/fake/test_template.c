/* The template plugin in a fake host: a command says hello. */
#include "fake.h"

#include <criterion/criterion.h>

extern const struct trappa_plugin trappa_plugin;

Test(fake_template, says_hello)
{
    cr_assert_eq(fake_start(&trappa_plugin), 0);
    fake.words[0] = "Anna";
    cr_expect_eq(fake_command("template"), 0);
    cr_expect_str_eq(fake.said, "Hello, Anna\n");
}

Test(fake_template, refuses_a_name_that_is_an_option)
{
    cr_assert_eq(fake_start(&trappa_plugin), 0);
    fake.words[0] = "-x";
    cr_expect_eq(fake_command("template"), TRAPPA_INPUT);
    cr_expect_str_eq(fake.failure, "'-x' is no name");
}
