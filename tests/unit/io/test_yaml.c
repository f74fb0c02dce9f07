/* Tests of yaml: the tree with its places, and everything that is refused, with where. */
#include "io/yaml.h"

#include "base/fail.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct yaml_place place;

static int parse(const char *bytes, const struct yaml_node **ret_root)
{
    struct yaml_source source = {.bytes = bytes, .length = strlen(bytes), .first_line = 2};
    place = (struct yaml_place){0};
    return yaml_parse(&source, &arena, ret_root, &place);
}

static const struct yaml_node *parsed(const char *bytes)
{
    const struct yaml_node *root = NULL;
    cr_assert_eq(parse(bytes, &root), 0, "%d:%d: %s", place.line, place.column, fail_sentence());
    return root;
}

static void refused(const char *bytes, int line, int column, const char *sentence)
{
    const struct yaml_node *root = NULL;
    int result = parse(bytes, &root);
    cr_assert(result == FAIL_INPUT || result == FAIL_LIMIT, "accepted: %s", bytes);
    cr_assert(strstr(fail_sentence(), sentence), "%s: %s", bytes, fail_sentence());
    cr_assert(place.line == line && place.column == column, "%s: %d:%d", bytes, place.line, place.column);
}

static void finish(void)
{
    arena_finish(&arena);
}

TestSuite(yaml, .fini = finish);

Test(yaml, keeps_keys_values_and_places)
{
    const struct yaml_node *root = parsed("id: riksnormen\nå: \"x: y\"\nlist: [a, {b: 2}]\n");
    cr_assert_eq(root->kind, YAML_MAPPING);
    cr_assert_eq(root->count, 3);
    const struct yaml_node *id = yaml_get(root, "id");
    cr_assert_str_eq(yaml_value(id), "riksnormen");
    cr_assert(id->is_plain && id->line == 2 && id->column == 5 && id->key_line == 2 && id->key_column == 1);
    const struct yaml_node *second = id->next;
    cr_assert_str_eq(second->key, "å");
    cr_assert_str_eq(second->value, "x: y");
    cr_assert(!second->is_plain && second->line == 3 && second->column == 4);
    const struct yaml_node *list = yaml_get(root, "list");
    cr_assert_eq(list->kind, YAML_SEQUENCE);
    cr_assert_eq(list->count, 2);
    cr_assert_str_eq(yaml_value(yaml_get(list->first->next, "b")), "2");
    cr_assert_null(yaml_value(list));
    cr_assert_null(yaml_get(root, "none"));
    cr_assert_null(yaml_get(NULL, "none"));
}

Test(yaml, interprets_nothing)
{
    const struct yaml_node *root = parsed("a: no\nb: 2026-01-01\nc:\nd: ~\ne: \"\"\nf: |\n  rad 1\n  rad 2\n");
    cr_assert_str_eq(yaml_value(yaml_get(root, "a")), "no");
    cr_assert_str_eq(yaml_value(yaml_get(root, "b")), "2026-01-01");
    cr_assert(yaml_is_null(yaml_get(root, "c")));
    cr_assert(yaml_is_null(yaml_get(root, "d")));
    cr_assert_not(yaml_is_null(yaml_get(root, "e")));
    cr_assert_str_eq(yaml_value(yaml_get(root, "f")), "rad 1\nrad 2\n");
}

Test(yaml, an_empty_document_is_an_empty_mapping)
{
    static const char *const empties[] = {"", "\n# bara en kommentar\n", "---\n", "~"};
    for (size_t i = 0; i < COUNT_OF(empties); i++) {
        const struct yaml_node *root = parsed(empties[i]);
        cr_assert(root->kind == YAML_MAPPING && root->is_empty && root->count == 0, "%s", empties[i]);
    }
    cr_assert_not(parsed("{}")->is_empty);
}

Test(yaml, refuses_what_surprises_and_says_where)
{
    refused("a: &x 1\n", 2, 4, "anchors");
    refused("a: *x\n", 2, 4, "references");
    refused("a: 1\nb: !!int 2\n", 3, 4, "tags");
    refused("? [a]\n: b\n", 2, 3, "a key must be a single word");
    refused("<<: {a: 1}\n", 2, 1, "merge keys");
    refused("a: 1\nb: 2\na: 3\n", 4, 1, "key 'a': already given above");
    refused("a: 1\n--- \nb: 2\n", 3, 1, "only one document");
    refused("a: \"x\\0y\"\n", 2, 4, "NUL");
    refused("a: \xff\n", 2, 4, "not UTF-8");
}

Test(yaml, says_mistakes_plainly_with_their_place)
{
    refused("title: Barn: en fråga\n", 2, 12, "put quotes around a value that contains ': '");
    refused("a: 1\n\tb: 2\n", 3, 1, "a tab cannot indent");
    refused("a: 'öppen\n", 3, 1, "a quote that was opened is never closed");
    refused("a: [1, 2\nb: 3\n", 3, 2, "missing");
    refused("a: %x\n", 2, 4, "cannot begin a value");
}

Test(yaml, refuses_depth)
{
    CLEANUP(text_finish) struct text deep = TEXT(100000);
    for (int i = 0; i < 32; i++)
        text_add(&deep, "[");
    for (int i = 0; i < 32; i++)
        text_add(&deep, "]");
    parsed(text_string(&deep));
    text_clear(&deep);
    for (int i = 0; i < 40000; i++)
        text_add(&deep, "[");
    refused(text_string(&deep), 2, 33, "more than 32 levels");
}

Test(yaml, refuses_more_nodes_than_the_ceiling)
{
    struct yaml_source source = {.bytes = "[1, 2, 3]", .length = 9, .nodes_most = 3};
    const struct yaml_node *root;
    cr_assert_eq(yaml_parse(&source, &arena, &root, &place), FAIL_LIMIT);
    source.nodes_most = 4;
    cr_assert_eq(yaml_parse(&source, &arena, &root, &place), 0);
    cr_assert_eq(root->line, 1);
}

Test(yaml, names_a_character_that_looks_like_another)
{
    cr_assert_str_eq(yaml_value(yaml_get(parsed("\xef\xbb\xbfid: a\ntitle: b\n"), "id")), "a");
    cr_assert_str_eq(yaml_value(yaml_get(parsed("id: a\ntitle: 10\xc2\xa0"
                                                "000 kr\nx: c:\xc2\xa0"
                                                "d\n"),
                                         "id")),
                     "a");
    refused("id: a\ntitle:\xc2\xa0"
            "b\nkind: c\n",
            3, 7, "U+00A0 (a no-break space)");
    refused("id:\xc2\xa0"
            "a\n",
            2, 4, "U+00A0");
    refused("id: a\nrequires:\n\xc2\xa0 - b\n", 4, 1, "U+00A0");
    refused("id: a\nrequires:\n  -\xe3\x80\x80"
            "b\nx: y\nz",
            4, 4, "U+3000");
    refused("id: a\ntitle: \"b\xe2\x80\xa8"
            "c\"\nx: [\n",
            3, 10, "U+2028 (a line separator)");
    refused("id: a\r\ntitle: b\xc2\x85\r\n", 3, 9, "U+0085");
    refused("id: a\ntitle: b\x08\n", 3, 9, "U+0008 (a control character)");
    refused("id: a\n\xef\xbb\xbftitle: b\n", 3, 1, "U+FEFF (a byte order mark)");
    refused("id: a\nx:\n  - b\n\ttitle: b\nc: d\n", 5, 1, "a tab cannot indent");
}
