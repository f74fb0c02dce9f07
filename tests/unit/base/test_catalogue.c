/* Catalogues of others are looked over before anything is found in them. */
#include "base/catalogue.h"
#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

/* A catalogue of one text, as msgfmt lays it out; lengths count inner NULs. */
static size_t make(unsigned char *into, const char *id, size_t id_length, const char *text, size_t text_length)
{
    const uint32_t head[] = {
        0x950412de, 0, 1, 28, 36, 3, 44, (uint32_t)id_length, 56, (uint32_t)text_length, (uint32_t)(56 + id_length + 1),
        1,          1, 0};
    memcpy(into, head, sizeof head);
    memcpy(into + 56, id, id_length + 1);
    memcpy(into + 56 + id_length + 1, text, text_length + 1);
    return 56 + id_length + 1 + text_length + 1;
}

static int check(const char *id, const char *text)
{
    unsigned char bytes[500];
    size_t length = make(bytes, id, strlen(id), text, strlen(text));
    return catalogue_inspect(&(struct catalogue){bytes, length});
}

Test(catalogue, translations_take_what_their_ids_take)
{
    cr_expect_eq(check("%s has %d steps", "%s har %d moment"), 0);
    cr_expect_eq(check("%s has %d steps", "%2$d moment har %1$s"), 0);
    cr_expect_eq(check("%s has %d steps", "moment"), 0);
    cr_expect_eq(check("100 % sure", "100 % bra"), 0);
    cr_expect_eq(check("%d %%", "%d %%"), 0);
    cr_expect_eq(check("%zu of %lld", "%zu av %lld"), 0);
}

Test(catalogue, translations_that_take_other_values_are_refused)
{
    cr_expect_eq(check("%d steps", "%s moment"), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(),
                     "its catalogue: the translation of '%d steps' takes other values than the text itself");
    cr_expect_eq(check("%d steps", "%d moment för %s"), FAIL_INPUT);
    cr_expect_eq(check("steps", "%s"), FAIL_INPUT);
    cr_expect_eq(check("%d", "%ld"), FAIL_INPUT);
    cr_expect_eq(check("%s", "%2$s"), FAIL_INPUT);
    cr_expect_eq(check("%d", "%1$s"), FAIL_INPUT);
}

Test(catalogue, plural_forms_are_held_against_the_plural)
{
    unsigned char bytes[500];
    size_t length = make(bytes, "one step\0%d steps", 17, "ett moment\0%d moment", 20);
    cr_expect_eq(catalogue_inspect(&(struct catalogue){bytes, length}), 0, "%s", fail_sentence());
    length = make(bytes, "one step\0%d steps", 17, "ett moment\0%s moment", 20);
    cr_expect_eq(catalogue_inspect(&(struct catalogue){bytes, length}), FAIL_INPUT);
}

Test(catalogue, every_cut_and_every_wrong_number_is_refused_or_harmless)
{
    unsigned char bytes[500];
    size_t length = make(bytes, "%d steps", 8, "%d moment", 9);
    for (size_t cut = 1; cut < length; cut++) {
        unsigned char *copy = memory_zeroed(cut); /* exactly as long, so that a sanitizer sees a step outside */
        memcpy(copy, bytes, cut);
        cr_expect_eq(catalogue_inspect(&(struct catalogue){copy, cut}), FAIL_INPUT, "%zu", cut);
        memory_free(copy);
    }
    for (size_t at = 4; at < 56; at++) {
        size_t found = 0;
        unsigned char was = bytes[at];
        bytes[at] = 0xee;
        struct catalogue catalogue = {bytes, length};
        if (catalogue_inspect(&catalogue) == 0)
            catalogue_find(&catalogue, "%d steps", NULL, &found);
        bytes[at] = was;
    }
}
