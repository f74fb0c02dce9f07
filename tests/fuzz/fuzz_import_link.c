/* Fuzzes the rewriting of an imported text's links: what comes out leads nowhere but where something is, or outside. */
#include "domain/curriculum/curriculum.h"
#include "domain/curriculum/import_internal.h"
#include "domain/curriculum/link.h"
#include "io/markdown.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void every_link_leads_somewhere(struct arena *arena, const struct text *body)
{
    struct markdown_facts facts = {0};
    const struct markdown markdown = {.body = text_string(body), .length = body->length};
    assert(markdown_collect(&markdown, arena, &facts) == 0);
    for (size_t i = 0; i < facts.target_count; i++) {
        struct link link = link_read(arena, "a/one.md", facts.targets[i].target);
        if (facts.targets[i].is_image)
            continue; /* the check of the finished layer judges those */
        assert(link.kind == LINK_OUTSIDE || link.kind == LINK_PART || link.kind == LINK_STEP);
        assert(link.kind != LINK_STEP || strcmp(link.to, "one") == 0 || strcmp(link.to, "two") == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(import_report_finish) struct import_report report = {0};
    CLEANUP(text_finish) struct text into = TEXT(CURRICULUM_FILE_BYTES_MAX);
    CLEANUP(memory_free_at) char *body = memory_copy_bytes(data, size);
    struct source_file files[] = {{.path = "a/one.md", .bytes = "", .size = 0},
                                  {.path = "a/two.md", .bytes = "", .size = 0}};
    struct import_phase phase = {.folder = "a", .id = "a", .title = "A", .folder_name = "01-a"};
    struct import_step steps[] = {
        {.file = &files[0], .folder = "a", .id = "one", .title = "One", .body = body, .body_line = 1},
        {.file = &files[1], .folder = "a", .id = "two", .title = "Two", .body = "", .body_line = 1}};
    const struct import_request request = {.from = "x", .programme = "p", .into = "/nonexistent", .language = "sv"};
    struct import import = {.request = &request, .report = &report, .arena = &arena, .steps = steps, .phases = &phase};
    if (size > CURRICULUM_FILE_BYTES_MAX || strlen(body) != size || !text_is_utf8(body, size, NULL))
        return 0; /* import_text.c leaves such files out */
    steps[0].body_length = size;
    import.step_count = 2;
    import.phase_count = 1;
    source_tree_open_memory(&arena, files, 2, &import.tree);
    for (size_t i = 0; i < 2; i++) {
        map_put(&import.step_by_path, steps[i].file->path, &steps[i]);
        map_put(&import.step_ids, steps[i].id, &steps[i]);
    }
    assert(import_links_rewrite(&import, &steps[0], &into) == 0);
    if (!steps[0].reason)
        every_link_leads_somewhere(&arena, &into);
    map_finish(&import.step_by_path);
    map_finish(&import.step_ids);
    map_finish(&import.shown);
    map_finish(&phase.images);
    map_finish(&phase.names);
    return 0;
}
