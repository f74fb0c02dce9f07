/* Tests of writing a revision into a file: its number, its place, and that nothing else is touched. */
#include "domain/curriculum/revision_edit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *added(const char *file, enum change_class change, const char *note, struct arena *arena)
{
    CLEANUP(text_finish) struct text text = TEXT(10000);
    const struct revision_new revision = {change, day_from_date(2026, 3, 2), note};
    cr_assert_eq(revision_add(file, &revision, day_from_date(2025, 1, 7), &text), 0, "%s", fail_sentence());
    return arena_copy_string(arena, text_string(&text));
}

Test(revision_edit, is_one_above_the_newest_and_leaves_the_rest)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(
        added("---\nid: x # märkt\nrevisions:\n  - {n: 7, date: 2025-01-01, class: legal}\n  - {n: 3, date: "
              "2024-01-01, class: legal}\ntitle: 'A'\n---\n\nrevisions:\n",
              CHANGE_LEGAL, "Ny \"lag\"", &arena),
        "---\nid: x # märkt\nrevisions:\n  - {n: 8, date: 2026-03-02, class: legal, note: \"Ny "
        "\\\"lag\\\"\"}\n  - {n: 7, date: 2025-01-01, class: legal}\n  - {n: 3, date: 2024-01-01, class: "
        "legal}\ntitle: 'A'\n---\n\nrevisions:\n");
}

Test(revision_edit, gives_a_file_without_revisions_its_first_one_too)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(added("---\nid: x\n---\nHej", CHANGE_SUBSTANTIVE, NULL, &arena),
                     "---\nid: x\nrevisions:\n  - {n: 2, date: 2026-03-02, class: substantive}\n  - {n: 1, date: "
                     "2025-01-07, class: substantive}\n---\nHej");
}

Test(revision_edit, refuses_a_shape_that_it_does_not_know)
{
    static const char *const files[] = {"Hej",
                                        "---\nid: x\n",
                                        "---\nrevisions: [{n: 1}]\n---\n",
                                        "---\nrevisions:\n  - n: 1\n---\n",
                                        "---\nrevisions:\n---\n",
                                        ""};
    const struct revision_new revision = {CHANGE_LEGAL, 0, NULL};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(text_finish) struct text text = TEXT(10000);
        cr_expect_eq(revision_add(files[i], &revision, 0, &text), FAIL_INPUT, "%s", files[i]);
    }
}
