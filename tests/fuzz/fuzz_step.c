/* Fuzzes a whole step file: read by itself, then checked in a small tree with a step before it. */
#include "domain/curriculum/check.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct source_file file_of(const char *path, const char *bytes, size_t size)
{
    return (struct source_file){.path = path, .bytes = bytes, .size = size};
}

static void findings_stand_in_the_file(const struct findings *findings, const char *bytes, size_t size)
{
    int lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == size || bytes[i + 1] != '\n'));
    for (size_t i = 0; i < findings->count; i++) {
        const struct place *place = &findings->items[i].place;
        assert(place->line >= 1 && place->column >= 1 && place->line <= lines + 1);
        assert(text_is_utf8(findings->items[i].place.path, strlen(place->path), NULL));
    }
}

static void read_alone(const char *bytes, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(findings_finish) struct findings findings = {0};
    struct source_file file = file_of("cases/a.md", bytes, size);
    const struct step *step = step_read_bytes(&arena, &file, bytes, size, &findings);
    assert(step || findings.errors);
    assert(!step || (step->revision_count && step->body_length <= size));
    findings_stand_in_the_file(&findings, bytes, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char other[] = "---\nid: b\ntitle: B\nrequires: [a]\n---\nSe [a](step:a) och [b](a.md).\n";
    static const char name[] = "id: x\ntitle: X\nlanguage: sv\n";
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(check_finish) struct check check = {0};
    CLEANUP(memory_free_at) char *bytes = memory_copy_bytes(data, size);
    struct source_tree tree = {0};
    struct source_file files[] = {file_of("curriculum.yaml", name, strlen(name)), file_of("cases/a.md", bytes, size),
                                  file_of("cases/a.en.md", bytes, size), file_of("cases/b.md", other, strlen(other))};
    read_alone(bytes, size);
    source_tree_open_memory(&arena, files, COUNT_OF(files), &tree);
    const struct check_request request = {.trees = &tree, .tree_count = 1};
    assert(check_run(&request, &check) == 0);
    return 0;
}
