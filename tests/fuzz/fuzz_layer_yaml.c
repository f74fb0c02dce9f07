/* Fuzzes the YAML files of a layer: the first byte says which one of a small tree the rest replaces. */
#include "domain/curriculum/check.h"
#include "domain/curriculum/finding_format.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const small[][2] = {
    {"curriculum.yaml", "id: x\ntitle: X\nlanguage: sv\n"},
    {"programmes/p/programme.yaml", "id: p\ntitle: P\nphases: [{id: a, title: A, also: [t]}]\n"},
    {"sources.yaml", "- {id: s, title: S, checked: 2026-01-01}\n"},
    {"staircases/t.yaml", "id: t\ntitle: T\ncompetences: {c: {title: C}}\nlevels: [{level: 1, title: L}]\n"},
    {"programmes/p/01-a/01-s.md",
     "---\nid: s\ntitle: S\nsources: [s]\ncompetences: {c: 2}\nsigner-level: 1\n---\nHej [t](step:t)\n"},
    {"cases/t.md", "---\nid: t\ntitle: T\nkind: case\n---\nHej\n"},
};

static void every_format_ends(const struct check *check)
{
    const struct finding_report report = {.findings = &check->findings, .root = "x"};
    for (enum finding_format format = FINDING_TEXT; format <= FINDING_SARIF; format++) {
        CLEANUP(text_finish) struct text text = TEXT(64 * 1024 * 1024);
        finding_report_add(&text, &report, format);
        assert(!text.is_over && text_is_utf8(text_string(&text), text.length, NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(check_finish) struct check check = {0};
    CLEANUP(memory_free_at) char *bytes = memory_copy_bytes(size ? data + 1 : data, size ? size - 1 : 0);
    struct source_tree trees[2] = {0};
    struct source_file files[2][COUNT_OF(small)];
    for (size_t layer = 0; layer < 2; layer++) {
        for (size_t i = 0; i < COUNT_OF(small); i++)
            files[layer][i] =
                (struct source_file){.path = small[i][0], .bytes = small[i][1], .size = strlen(small[i][1])};
        if (size) {
            files[layer][data[0] % 4].bytes = bytes;
            files[layer][data[0] % 4].size = size - 1;
        }
        source_tree_open_memory(&arena, files[layer], layer ? 4 : COUNT_OF(small), &trees[layer]);
    }
    const struct check_request request = {.trees = trees, .tree_count = 2, .is_about_all = true};
    assert(check_run(&request, &check) == 0);
    every_format_ends(&check);
    return 0;
}
