/* What links lead to, and what pictures are. */
#include "domain/curriculum/image.h"
#include "domain/curriculum/link.h"

#include <criterion/criterion.h>

Test(link, is_told_by_scheme_and_path)
{
    const struct {
        const char *target;
        enum link_kind kind;
        const char *to, *part;
    } rows[] = {
        {"https://x.se/a", LINK_OUTSIDE, "https://x.se/a", NULL},
        {"MAILTO:a@x.se", LINK_OUTSIDE, "MAILTO:a@x.se", NULL},
        {"#rubrik", LINK_PART, "#rubrik", "rubrik"},
        {"step:norm", LINK_STEP, "norm", NULL},
        {"step:norm#del", LINK_STEP, "norm", "del"},
        {"02-b.md", LINK_FILE, "p/a/02-b.md", NULL},
        {"../c/01-d.md#del", LINK_FILE, "p/c/01-d.md", "del"},
        {"../c/01-d.md?x#del", LINK_FILE, "p/c/01-d.md", "del"},
        {"/q.md", LINK_FILE, "q.md", NULL},
        {"hus%20vid%20%C3%A5.png", LINK_FILE, "p/a/hus vid å.png", NULL},
        {"100%25.png", LINK_FILE, "p/a/100%.png", NULL},
        {"../../../etc/passwd", LINK_LEAVES, "../../../etc/passwd", NULL},
        {"%2e%2e/%2e%2e/%2e%2e/x", LINK_LEAVES, "%2e%2e/%2e%2e/%2e%2e/x", NULL},
        {"//x.se/a", LINK_LEAVES, "//x.se/a", NULL},
        {"javascript:alert(1)", LINK_REFUSED, "javascript:alert(1)", NULL},
        {"data:image/png;base64,AAAA", LINK_REFUSED, "data:image/png;base64,AAAA", NULL},
        {"C:/x.md", LINK_REFUSED, "C:/x.md", NULL},
        {"", LINK_EMPTY, "", NULL},
    };
    CLEANUP(arena_finish) struct arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct link link = link_read(&arena, "p/a/01-b.md", rows[i].target);
        cr_expect_eq(link.kind, rows[i].kind, "%s", rows[i].target);
        cr_expect(text_equal(link.to, rows[i].to), "%s: %s", rows[i].target, link.to);
        cr_expect(text_equal(link.part, rows[i].part), "%s", rows[i].target);
    }
}

Test(image, is_told_by_its_first_bytes_and_its_ending)
{
    cr_expect_str_eq(image_type_of_bytes("\x89PNG\r\n\x1a\n", 8), "image/png");
    cr_expect_str_eq(image_type_of_bytes("\xff\xd8\xff\xe0", 4), "image/jpeg");
    cr_expect_str_eq(image_type_of_bytes("RIFF\1\2\3\4WEBP", 12), "image/webp");
    cr_expect_null(image_type_of_bytes("RIFF\1\2\3\4WAVE", 12));
    cr_expect_null(image_type_of_bytes("<svg>", 5));
    cr_expect_null(image_type_of_bytes("", 0));
    cr_expect_str_eq(image_type_of_path("a/B.JPG"), "image/jpeg");
    cr_expect_null(image_type_of_path("a.svg"));
    cr_expect_null(image_type_of_path(".png"));
}
