/* Importing plain Markdown: whatever the tree holds, the layer has no errors. */
#include "../io/scratch.h"
#include "fixture.h"

#include "base/fail.h"
#include "domain/curriculum/check.h"
#include "domain/curriculum/import.h"

#define PNG "\x89PNG\r\n\x1a\n rest"

static void import_good(struct scratch *scratch, const char *into, struct import_report *report)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(check_finish) struct check check = {0};
    struct source_tree tree;
    const struct import_request request = {.from = scratch_path(scratch, "tree"),
                                           .programme = "kurs",
                                           .into = scratch_path(scratch, into),
                                           .language = "sv"};
    fixture_ok(import_run(&request, report));
    fixture_ok(source_tree_open_folder(&arena, request.into, &tree));
    fixture_ok(check_run(&(struct check_request){.trees = &tree, .tree_count = 1}, &check));
    for (size_t i = 0; i < check.findings.count; i++) {
        CLEANUP(text_finish) struct text sentence = TEXT(4096);
        finding_add_sentence(&sentence, &check.findings.items[i], NULL);
        cr_expect(check.findings.items[i].kind->severity == FINDING_WARNING, "%s: %s",
                  check.findings.items[i].place.path, text_string(&sentence));
    }
}

static const char *read_all(struct scratch *scratch, const char *path)
{
    CLEANUP(text_finish) struct text text = TEXT(1024 * 1024);
    cr_assert_eq(file_read(scratch_path(scratch, path), &text), 0, "%s", fail_sentence());
    return arena_copy_string(&scratch->arena, text_string(&text));
}

static void expect_holds(struct scratch *scratch, const char *path, const char *words)
{
    const char *text = read_all(scratch, path);
    cr_expect(strstr(text, words), "%s lacks '%s': %s", path, words, text);
}

static const struct import_note *note_of(const struct import_report *report, const char *path)
{
    for (size_t i = 0; i < report->note_count; i++)
        if (text_equal(report->notes[i].path, path))
            return &report->notes[i];
    cr_assert_fail("no note about %s", path);
    return &report->notes[0];
}

Test(import, takes_titles_from_front_matter_headings_and_names)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(&scratch, "tree/1-a.md", "---\ntitle: \"Från: huvudet\"\nlayout: page\n---\n# Annat\n\nText.\n");
    scratch_put(&scratch, "tree/2-b.md", "\n### *Från* rubriken `x`\n\nText.\n");
    scratch_put(&scratch, "tree/10-fran_namnet.md", "Bara text.\n");
    import_good(&scratch, "into", &report);
    cr_assert_eq(report.steps, 3);
    expect_holds(&scratch, "into/programmes/kurs/01-start/01-a.md", "title: \"Från: huvudet\"\n---\n\n# Annat");
    expect_holds(&scratch, "into/programmes/kurs/01-start/02-b.md", "title: \"Från rubriken x\"\n---\n\n\nText.");
    expect_holds(&scratch, "into/programmes/kurs/01-start/03-fran-namnet.md", "title: \"Fran namnet\"");
}

Test(import, makes_a_phase_of_each_folder_and_ids_of_paths)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(&scratch, "tree/README.md", "# Kursen\n\nText.\n");
    scratch_put(&scratch, "tree/02-grund/10-sist.md", "Text.\n");
    scratch_put(&scratch, "tree/02-grund/9-forst.md", "Text.\n");
    scratch_put(&scratch, "tree/02-grund/README.md", "Text.\n");
    scratch_put(&scratch, "tree/02-grund/mer/Åäö x.md", "Text.\n");
    import_good(&scratch, "into", &report);
    cr_assert_eq(report.phases, 3);
    expect_holds(&scratch, "into/programmes/kurs/01-start/01-readme.md", "id: \"readme\"");
    expect_holds(&scratch, "into/programmes/kurs/02-grund/01-readme.md", "id: \"grund-readme\"");
    expect_holds(&scratch, "into/programmes/kurs/02-grund/02-forst.md", "id: \"grund-forst\"");
    expect_holds(&scratch, "into/programmes/kurs/02-grund/03-sist.md", "id: \"grund-sist\"");
    expect_holds(&scratch, "into/programmes/kurs/03-grund-mer/01-aao-x.md", "id: \"grund-mer-aao-x\"");
}

Test(import, leads_links_and_keeps_the_words_of_dead_ones)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(
        &scratch, "tree/a/x.md",
        "[y](../b/y.md#del \"Titel\") [mapp](../b/) [utan](../b/y) [ref][r] [r] [bort](../c/z.md) "
        "[ut](https://example.org/a_(b)) [tom]() [js](javascript:alert(1)) [bort med [hakar]](z.md) `[k](z.md)`\n"
        "> [citat](z.md)\n\n| a | b |\n|---|---|\n| [cell](z.md) | [y](../b/y.md) |\n\n"
        "![bild](i.png) ![borta](j.png) ![ute](https://example.org/k.png) "
        "[![märke](https://example.org/m.png)](https://example.org/)\n\n[r]: ../b/y.md\n");
    scratch_put(&scratch, "tree/a/i.png", PNG);
    scratch_put(&scratch, "tree/b/y.md", "# Y\n\nText.\n");
    scratch_put(&scratch, "tree/b/README.md", "# B\n\nText.\n");
    import_good(&scratch, "into", &report);
    const char *path = "into/programmes/kurs/01-a/01-x.md";
    expect_holds(&scratch, path, "[y](step:b-y#del \"Titel\") [mapp](step:b-readme) [utan](step:b-y) ");
    expect_holds(&scratch, path, "[ref](step:b-y) [r](step:b-y) bort [ut](https://example.org/a_(b)) tom js");
    expect_holds(&scratch, path, "bort med [hakar] `[k](z.md)`\n> citat");
    expect_holds(&scratch, path, "| cell | [y](step:b-y) |");
    expect_holds(&scratch, path, "![bild](i.png) borta [ute](https://example.org/k.png) [märke](https://example.org/)");
    cr_assert_eq(report.images, 1);
    const struct import_note *note = note_of(&report, "a/x.md");
    cr_assert_eq(note->line, 1);
    cr_assert_not(note->is_left_out);
}

Test(import, lists_what_it_leaves_out)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    char *large = memory_zeroed(200 * 1024);
    memset(large, 'a', 200 * 1024 - 1);
    scratch_put(&scratch, "tree/a.md", "Se [stor](large.md) och [fel](latin.md).\n");
    scratch_put(&scratch, "tree/large.md", large);
    scratch_put(&scratch, "tree/latin.md", "Bist\xe5nd\n");
    scratch_put(&scratch, "tree/data.csv", "a,b\n");
    scratch_put(&scratch, "tree/.github/x.md", "Text.\n");
    memory_free(large);
    import_good(&scratch, "into", &report);
    cr_assert_eq(report.steps, 1);
    cr_assert_eq(report.left_out, 4);
    cr_assert_str_eq(note_of(&report, "large.md")->reason, "larger than 128 KiB");
    cr_assert_str_eq(note_of(&report, "latin.md")->reason, "not UTF-8");
    cr_assert_str_eq(note_of(&report, "data.csv")->reason, "no Markdown");
    expect_holds(&scratch, "into/programmes/kurs/01-start/01-a.md", "Se stor och fel.");
}

Test(import, survives_odd_texts_and_names)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    static const char *const texts[] = {
        "",
        "\n\n",
        "---\n",
        "---\ntitle: [\n---\nText\n",
        "---\ntitle: x\n",
        "\xef\xbb\xbf# BOM\n\nText\n",
        "[[a](b.md)](c.md)\n",
        "[a\n](b.md\n)\n",
        "![](x.png)\n",
        "[](<a b.md>)\n",
        "\\[a](b.md) [a\\](b.md)](c.md)\n",
        "[a](b.md 'x\\'y') ![a](//host/x.png) [a](///)\n",
        "<a@example.org> <step:nothing> <foo:bar>\n",
        "[a]: b.md\n[a] ![a] [a][] ![b][a]\n",
        "# \n\n## \xc2\xad\n",
        "\xc2\xa0\n\n\xe2\x80\x8b\n",
        "- [x](y.md)\n  1. [x](y.md)\n     > [x](y.md)\n",
        "[a](%2e%2e/%2e%2e/b.md) [a](b%00.md) [a](?q) [a](#) [a](..)\n",
        "Text\r\n[a](b.md)\r\n",
        "[`](b.md`)](c.md) [<b](d.md)>](e.md)\n",
        "---\n---\n---\nid: x\n---\n",
        "\t[a](b.md)\n\n    [a](b.md)\n",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        scratch_put(&scratch, arena_format(&scratch.arena, "tree/odd-%zu.md", i), texts[i]);
    scratch_put(&scratch, "tree/日本/語.md", "Text\n");
    scratch_put(&scratch, "tree/日本語/語.md", "Text\n");
    scratch_put(&scratch, "tree/a b/A-B.md", "Text\n");
    scratch_put(&scratch, "tree/a-b/a_b.md", "Text\n");
    scratch_put(&scratch, "tree/a-b/a.b.en.md", "Text\n");
    scratch_put(&scratch,
                "tree/a-very-long-name-that-goes-on-and-on-for-ever/another-very-long-name-that-goes-on/and-on.md",
                "Text\n");
    scratch_put(&scratch,
                "tree/a-very-long-name-that-goes-on-and-on-for-ever/another-very-long-name-that-goes-on/and-off.md",
                "Text\n");
    import_good(&scratch, "into", &report);
    for (size_t i = 0; i < report.note_count; i++)
        cr_expect(!report.notes[i].is_left_out, "%s: %s", report.notes[i].path, report.notes[i].reason);
    cr_assert_eq(report.steps, COUNT_OF(texts) + 7);
}

Test(import, gives_the_same_layer_twice)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report first = {0};
    CLEANUP(import_report_finish) struct import_report second = {0};
    struct file_list list;
    scratch_put(&scratch, "tree/b/y.md", "# Y\n\n[x](../a/x.md) ![](../i.png)\n");
    scratch_put(&scratch, "tree/a/x.md", "# X\n\n[y](../b/y.md)\n");
    scratch_put(&scratch, "tree/i.png", PNG);
    import_good(&scratch, "one", &first);
    import_good(&scratch, "two", &second);
    cr_assert_eq(file_list(&scratch.arena, scratch_path(&scratch, "one"), 100, &list), 0);
    cr_assert_eq(list.count, 5);
    for (size_t i = 0; i < list.count; i++)
        cr_assert_str_eq(read_all(&scratch, arena_format(&scratch.arena, "one/%s", list.entries[i].path)),
                         read_all(&scratch, arena_format(&scratch.arena, "two/%s", list.entries[i].path)));
}

Test(import, refuses_a_folder_that_holds_something_and_a_tree_without_markdown)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    struct import_request request = {.from = scratch_path(&scratch, "tree"),
                                     .programme = "kurs",
                                     .into = scratch_path(&scratch, "into"),
                                     .language = "sv"};
    scratch_put(&scratch, "tree/a.txt", "Text.\n");
    cr_assert_eq(import_run(&request, &report), FAIL_NOT_FOUND);
    import_report_finish(&report);
    scratch_put(&scratch, "tree/a.md", "Text.\n");
    scratch_put(&scratch, "full/a.md", "Text.\n");
    request.into = scratch_path(&scratch, "full");
    cr_assert_eq(import_run(&request, &report), FAIL_RULE);
    import_report_finish(&report);
    request.programme = "Å";
    cr_assert_eq(import_run(&request, &report), FAIL_INPUT);
}

Test(import, ends_lines_as_commonmark_does)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    const char *path = "into/programmes/kurs/01-start/01-a.md";
    scratch_put(&scratch, "tree/a.md", "# Titel\rStycke.\r\n\r\nMer.\r\n");
    scratch_put(&scratch, "tree/b.md", "---\rtitle: Huvud\r---\r# B\r[x](borta.md)\r\rSe [a](a.md).\r");
    import_good(&scratch, "into", &report);
    expect_holds(&scratch, path, "title: \"Titel\"\n---\n\nStycke.\r\n\r\nMer.");
    expect_holds(&scratch, "into/programmes/kurs/01-start/02-b.md",
                 "title: \"Huvud\"\n---\n\n# B\rx\r\rSe [a](step:a).");
    cr_assert_eq(note_of(&report, "b.md")->line, 5);
}

Test(import, says_why_when_nothing_is_left_and_leaves_the_target_as_it_was)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    struct file_list list;
    struct import_request request = {.from = scratch_path(&scratch, "tree"),
                                     .programme = "kurs",
                                     .into = scratch_path(&scratch, "into"),
                                     .language = "sv"};
    scratch_put(&scratch, "tree/a.md", "Bist\xe5nd\n");
    cr_assert_eq(import_run(&request, &report), FAIL_NOT_FOUND);
    cr_assert_str_eq(note_of(&report, "a.md")->reason, "not UTF-8");
    cr_assert_not(file_exists(request.into));
    import_report_finish(&report);
    scratch_put(&scratch, "tree/a.md", "- [(X)] ja\n\n[[[[[[ [a](b.md \x01\n");
    cr_assert_eq(file_make_folders(request.into, 0755), 0);
    scratch_put(&scratch, "tree/a.md", "Bist\xe5nd\n");
    cr_assert_eq(import_run(&request, &report), FAIL_NOT_FOUND);
    cr_assert_eq(file_list(&scratch.arena, request.into, 10, &list), 0);
    cr_assert_eq(list.count, 0);
}

Test(import, gives_each_picture_and_link_its_own_target)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(&scratch, "tree/a.md",
                "![f\xc3\xb6rr](gammal/blankett.png)\n![nu](blankett.png)\n![igen](blankett.png) trappa-0-1.\n");
    scratch_put(&scratch, "tree/gammal/blankett.png", PNG "old");
    scratch_put(&scratch, "tree/blankett.png", PNG "new");
    import_good(&scratch, "into", &report);
    expect_holds(&scratch, "into/programmes/kurs/01-start/01-a.md",
                 "![f\xc3\xb6rr](blankett.png)\n![nu](blankett-2.png)\n![igen](blankett-2.png) trappa-0-1.");
    expect_holds(&scratch, "into/programmes/kurs/01-start/blankett.png", "old");
    expect_holds(&scratch, "into/programmes/kurs/01-start/blankett-2.png", "new");
    cr_assert_eq(report.images, 2);
    cr_assert_eq(report.note_count, 0);
}

static bool has_note(const struct import_report *report, const char *path, const char *reason)
{
    for (size_t i = 0; i < report->note_count; i++)
        if (text_equal(report->notes[i].path, path) && strstr(report->notes[i].reason, reason))
            return true;
    return false;
}

Test(import, keeps_what_stands_between_two_rules)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    static const char *const texts[] = {"---\n\nViktigt.\n\n---\n\nResten\n",
                                        "---\n\nViktigt: text\n\n---\n\nResten\n",
                                        "---\n- a\n---\nResten\n",
                                        "---\nViktigt: [a\nb\n---\nResten\n",
                                        "---\n# Rubrik\n---\nResten\n",
                                        "---\n*a* [b\n...\nResten\n"};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        scratch_put(&scratch, arena_format(&scratch.arena, "tree/%zu.md", i), texts[i]);
    import_good(&scratch, "into", &report);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        expect_holds(&scratch, arena_format(&scratch.arena, "into/programmes/kurs/01-start/%02zu-%zu.md", i + 1, i),
                     texts[i]);
}

Test(import, notes_what_it_does_not_take_of_front_matter)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(&scratch, "tree/a.md", "---\ntitle: A\nlayout: page\ntags: [x]\n---\nText\n");
    scratch_put(&scratch, "tree/b.md", "---\ntitle: B: b\nlayout: x\n---\nText\n");
    scratch_put(&scratch, "tree/c.md", "+++\ntitle = \"C c\"\nweight = 3\n+++\nText\n");
    scratch_put(&scratch, "tree/d.md", "---\ntitle: D\ndraft: true\n---\nText\n");
    scratch_put(&scratch, "tree/e.md", "+++\ndraft = true\n+++\nText\n");
    scratch_put(&scratch, "tree/f.md", "---\npublished: false\n---\nText\n");
    import_good(&scratch, "into", &report);
    cr_assert_eq(report.steps, 3);
    cr_assert_str_eq(note_of(&report, "a.md")->what, "layout, tags");
    cr_assert_eq(note_of(&report, "a.md")->line, 3);
    cr_assert(has_note(&report, "b.md", "cannot be read"));
    cr_assert(has_note(&report, "c.md", "TOML"));
    expect_holds(&scratch, "into/programmes/kurs/01-start/03-c.md", "title: \"C c\"\n---\n\nText");
    for (const char *path = "d.md"; *path; path = *path == 'd' ? "e.md" : *path == 'e' ? "f.md" : "")
        cr_expect(has_note(&report, path, "draft") && note_of(&report, path)->is_left_out, "%s", path);
}

Test(import, reads_wiki_links_and_leaves_questions)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(
        &scratch, "tree/a.md",
        "- [[Riksnormen]]\n- [[borta]]\n\n[[b/c|ord]] ![[bild.png]] `[[kod]]` \\[[x]] [[c#Del ett]] [[#Här]]\n\n"
        "```\n[[kod]]\n```\n\n| [[C\\|cell]] |\n|---|\n\n[[y]](c.md)\n");
    scratch_put(&scratch, "tree/b/c.md", "# Riksnormen\n\n## Del ett\n\nText\n");
    scratch_put(&scratch, "tree/b/bild.png", PNG);
    scratch_put(&scratch, "tree/q.md", "Vad?\n\n- [( )] a\n- [(X)] b\n\n[[svar]]\n");
    import_good(&scratch, "into", &report);
    const char *path = "into/programmes/kurs/01-start/01-a.md";
    expect_holds(&scratch, path,
                 "- [Riksnormen](step:b-c)\n- borta\n\n[ord](step:b-c) ![bild.png](bild.png) `[[kod]]`");
    expect_holds(&scratch, path, "\\[[x]] [c#Del ett](step:b-c#del-ett) [#Här](#har)");
    expect_holds(&scratch, path, "```\n[[kod]]\n```\n\n| [cell](step:b-c) |");
    expect_holds(&scratch, "into/programmes/kurs/01-start/02-q.md", "- [(X)] b\n\n[[svar]]");
    cr_assert(has_note(&report, "a.md", "leads to nothing"));
}

Test(import, keeps_footnotes_and_notes_other_dialects)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(import_report_finish) struct import_report report = {0};
    scratch_put(&scratch, "tree/a.md",
                "Se[^1] ![x](i.png){width=5}\n\n{{< youtube x >}}\n\n[^1]: Ordet\n[^2]: https://e.se\n");
    scratch_put(&scratch, "tree/i.png", PNG);
    import_good(&scratch, "into", &report);
    expect_holds(&scratch, "into/programmes/kurs/01-start/01-a.md", "\n\\[^1]: Ordet\n\\[^2]: https://e.se\n");
    cr_assert(has_note(&report, "a.md", "footnote") && has_note(&report, "a.md", "braces") &&
              has_note(&report, "a.md", "template"));
}
