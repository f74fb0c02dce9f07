/* What white space says nothing, and what does. */
#include "base/memory.h"
#include "domain/curriculum/canonical.h"

#include <criterion/criterion.h>
#include <string.h>

struct pair {
    const char *before, *after;
};

Test(canonical, white_space_that_nobody_sees_is_no_change)
{
    static const struct pair pairs[] = {
        {"Ett.\n\nTvå.\n", "Ett.\r\n\r\nTvå.\r\n"},
        {"Ett.\n\nTvå.\n", "Ett.\r\rTvå."},
        {"Ett.\nTvå.\n", "Ett.\t\nTvå. \n"},
        {"Ett.\n\nTvå.\n", "\n\nEtt.\n \n\t\n\nTvå.\n\n\n"},
        {"Ett två tre.\n", "Ett  två\t tre.\n"},
        {"Ett två\ntre fyra.\n", "Ett två tre\nfyra.\n"},
        {"- Ett två\n  tre\n- fyra\n", "- Ett\n  två tre\n- fyra\n"},
        {"# Ett\n\nTvå.\n", "# Ett  \n\nTvå.\n"},
        {"Ett.\n\n- två\n", "Ett.  \n\n- två\n"},
        {"```\na  b\n```\n", "```\r\na  b  \r\n```"},
        {"Ett  \ntvå.\n", "Ett    \ntvå.\n"},
        {"", "\n\n"},
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        cr_expect(canonical_is_same(pairs[i].before, pairs[i].after), "%zu", i);
}

Test(canonical, white_space_that_means_something_is_a_change)
{
    static const struct pair pairs[] = {
        {"Ett\ntvå.\n", "Ett  \ntvå.\n"},                                  /* a break */
        {"Ett\ntvå.\n", "Ett\n\ntvå.\n"},                                  /* another paragraph */
        {"Ett två.\n", "Etttvå.\n"},                                       /* another word */
        {"Ett\n- två\n", "Ett - två\n"},                                   /* a list */
        {"- Ett\n- två\n", "- Ett\n  - två\n"},                            /* a list in it */
        {"Ett\n# två\n", "Ett # två\n"},                                   /* a heading */
        {"Ett\n---\n", "Ett ---\n"},                                       /* a heading */
        {"| a |\n|---|\n| b |\n", "| a | |---|\n| b |\n"},                 /* a table */
        {"Se `a  b`.\n", "Se `a b`.\n"},                                   /* code */
        {"```\na  b\n```\n", "```\na b\n```\n"},                           /* code */
        {"```\na\n\n\nb\n```\n", "```\na\n\nb\n```\n"},                    /* code */
        {"~~~\na  b\n``` x\nc  d\n~~~\n", "~~~\na  b\n``` x\nc d\n~~~\n"}, /* code */
        {"> ```\n> a  b\n> ```\n", "> ```\n> a b\n> ```\n"},               /* code */
        {"x\n\n    a  b\n", "x\n\n    a b\n"},                             /* code */
        {"    a\n\n\n    b\n", "    a\n\n    b\n"},                        /* code */
        {"Ett två.\n", "Ett\xc2\xa0två.\n"},                               /* stays together */
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        cr_expect_not(canonical_is_same(pairs[i].before, pairs[i].after), "%zu", i);
}

Test(canonical, front_matter_keeps_its_lines)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    static const char step[] = "---\r\nid: a  \r\ntitle: A  b\r\n---\r\n\r\nEtt\r\ntvå.\r\n";
    canonical_add(&text, step, (size_t)(strstr(step, "\r\n\r\n") - step) + 2, CANONICAL_JOINED);
    cr_expect_str_eq(text_string(&text), "---\nid: a\ntitle: A  b\n---\nEtt två.\n");
}
