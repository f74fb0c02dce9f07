/* Makes the trees that examples of findings are tried on; see example_tree.h. */
#include "example_tree.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PNG "\x89PNG\r\n\x1a\n"
#define STEP_PATH "programmes/introduktion/02-grund/01-norm.md"

struct example_file {
    const char *path, *contents;
};

static const struct example_file small[] = {
    {"curriculum.yaml", "id: prov\ntitle: Prov\nlanguage: sv\nretired: [gammal]\n"},
    {"programmes/introduktion/01-start/01-valkommen.md",
     "---\nid: valkommen\ntitle: Välkommen\nsources: [lag]\n---\n\nHej!\n\n![Huset](hus.png)\n"},
    {"programmes/introduktion/01-start/hus.png", PNG},
    {STEP_PATH, "---\nid: norm\ntitle: Riksnormen\ndue: week 2\nrequires: [valkommen]\nsources: [lag]\n"
                "competences: {rakna: 2}\nsignoff: mentor\nrevisions:\n"
                "  - {n: 2, date: 2026-01-01, class: legal, note: Nya belopp}\n"
                "  - {n: 1, date: 2025-09-01, class: substantive}\n---\n\nLäs om riksnormen.\n"},
    {"programmes/introduktion/programme.yaml",
     "id: introduktion\ntitle: Introduktion\nphases:\n  - {id: start, title: Första veckan}\n"
     "  - {id: grund, title: Första månaden}\nleads-to: {staircase: trappa, level: 2}\n"},
    {"sources.yaml", "- {id: lag, title: Lagen, checked: 2026-01-05}\n"},
    {"staircases/trappa.yaml", "id: trappa\ntitle: Trappa\ncompetences:\n  rakna: {title: Räkna}\nlevels:\n"
                               "  - {level: 1, title: Ny}\n  - {level: 2, title: Van}\n"},
};

static const struct example_file upper[] = {
    {"curriculum.yaml", "id: kommun\ntitle: Kommunen\nlanguage: sv\n"},
    {"programmes/introduktion/01-start/01-valkommen.md", "---\nextends: valkommen\n---\n\nSå gör vi.\n"},
};

static const struct example_file between[] = {
    {"curriculum.yaml", "id: region\ntitle: Regionen\nlanguage: sv\n"},
    {STEP_PATH, "---\nreplaces: norm\nbased-on: 2\n---\n\nSå gör vi i regionen.\n"},
};

static const struct example_file without_staircase[] = {
    {"programmes/introduktion/programme.yaml",
     "id: introduktion\ntitle: Introduktion\nphases:\n  - {id: start, title: Första veckan}\n"
     "  - {id: grund, title: Första månaden}\n"},
    {STEP_PATH, "---\nid: norm\ntitle: Riksnormen\nsigner-level: 2\n---\n\nLäs om riksnormen.\n"},
};

/* Files on the way to becoming a tree. */
struct files {
    struct arena *arena;
    struct source_file *items;
    size_t count;
};

static struct source_file *file_at(struct files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].path, path))
            return &files->items[i];
    return &files->items[files->count++];
}

static void put(struct files *files, const char *path, const char *contents, size_t length)
{
    *file_at(files, path) = (struct source_file){.path = path, .bytes = contents, .size = length};
}

static void take_away(struct files *files, const char *path)
{
    *file_at(files, path) = files->items[files->count - 1];
    files->count--;
}

static void put_all(struct files *files, const struct example_file *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(files, all[i].path, all[i].contents, strlen(all[i].contents));
}

static void put_bytes(struct files *files, const struct finding_example *example)
{
    char *bytes = arena_copy_string(files->arena, example->contents), *to = bytes;
    for (const char *at = example->contents; *at; to++) {
        bool is_escape = at[0] == '\\' && at[1] == 'x';
        const char digits[] = {is_escape ? at[2] : '0', is_escape ? at[3] : '0', '\0'};
        *to = is_escape ? (char)strtol(digits, NULL, 16) : *at;
        at += is_escape ? 4 : 1;
    }
    put(files, example->path, bytes, (size_t)(to - bytes));
}

static void put_repeated(struct files *files, const struct finding_example *example)
{
    CLEANUP(text_finish) struct text text = TEXT(1024 * 1024);
    size_t length = strlen(example->contents);
    text_add(&text, example->contents);
    if (example->shape == EXAMPLE_BRACKETS)
        for (int i = 0; i < 20000; i++)
            text_add_char(&text, example->contents[length - 1]);
    else
        while (text.length <= CURRICULUM_FILE_BYTES_MAX)
            text_add(&text, example->contents);
    put(files, example->path, arena_copy_bytes(files->arena, text_string(&text), text.length), text.length);
}

static void put_many(struct files *files, const struct finding_example *example)
{
    const char *number = strchr(example->path, '%');
    for (int i = 0; i <= SOURCE_TREE_FILES_MAX; i++)
        files->items[files->count++] = (struct source_file){
            .path = arena_format(files->arena, "%.*s%05d.txt", (int)(number - example->path), example->path, i)};
}

static void put_example(struct files *files, const struct finding_example *example)
{
    switch (example->shape) {
    case EXAMPLE_TEXT:
    case EXAMPLE_UPPER:
    case EXAMPLE_HIGHEST:
    case EXAMPLE_ALONE:
    case EXAMPLE_REWRITTEN:
        if (example->contents)
            put(files, example->path, example->contents, strlen(example->contents));
        else
            take_away(files, example->path);
        break;
    case EXAMPLE_BYTES:
        put_bytes(files, example);
        break;
    case EXAMPLE_LARGE:
    case EXAMPLE_BRACKETS:
        put_repeated(files, example);
        break;
    case EXAMPLE_MANY:
        put_many(files, example);
        break;
    case EXAMPLE_LINK:
    case EXAMPLE_SPECIAL:
    case EXAMPLE_SUBMODULE:
        put(files, example->path, "", 0);
        file_at(files, example->path)->kind = example->shape == EXAMPLE_LINK      ? SOURCE_LINK
                                              : example->shape == EXAMPLE_SPECIAL ? SOURCE_SPECIAL
                                                                                  : SOURCE_SUBMODULE;
        break;
    case EXAMPLE_NO_STAIRCASE:
        take_away(files, example->path);
        put_all(files, without_staircase, COUNT_OF(without_staircase));
        break;
    }
}

static struct files files_new(struct example_trees *trees, const struct example_file *all, size_t count)
{
    struct files files = {.arena = &trees->arena};
    files.items = arena_zeroed(&trees->arena, (SOURCE_TREE_FILES_MAX + 20) * sizeof *files.items);
    put_all(&files, all, count);
    return files;
}

void example_trees_make(struct example_trees *trees, const struct finding_example *example)
{
    *trees = (struct example_trees){.count = 1};
    bool is_highest = example && example->shape == EXAMPLE_HIGHEST;
    bool is_upper = is_highest || (example && example->shape == EXAMPLE_UPPER);
    bool is_alone = example && example->shape == EXAMPLE_ALONE;
    struct files base = files_new(trees, small, is_alone ? 0 : COUNT_OF(small));
    if (example && example->path && !is_upper)
        put_example(&base, example);
    source_tree_open_memory(&trees->arena, base.items, base.count, &trees->trees[0]);
    if (is_highest) {
        struct files middle = files_new(trees, between, COUNT_OF(between));
        source_tree_open_memory(&trees->arena, middle.items, middle.count, &trees->trees[trees->count++]);
        trees->trees[1].name = "region";
    }
    if (is_upper) {
        struct files above = files_new(trees, upper, COUNT_OF(upper));
        put_example(&above, example);
        source_tree_open_memory(&trees->arena, above.items, above.count, &trees->trees[trees->count++]);
        trees->trees[trees->count - 1].name = "upper";
    }
    if (example && example->shape == EXAMPLE_REWRITTEN) {
        static const char before[] =
            "---\nid: norm\ntitle: Riksnormen\nrevisions: [{n: 2, date: 2026-01-01, class: legal}]\n---\n\n"
            "Riksnormen är vad ett hushåll behöver för mat, kläder, lek och fritid, hygien och annat som hör\n"
            "till varje dag. Beloppen är lika i hela landet och ändras vid årsskiftet. Räkna först ut vilka\n"
            "som hör till hushållet, och gå sedan igenom posterna en i taget tillsammans med din mentor.\n";
        struct files then = files_new(trees, small, COUNT_OF(small));
        put(&then, STEP_PATH, before, strlen(before));
        source_tree_open_memory(&trees->arena, then.items, then.count, &trees->previous);
        trees->has_previous = true;
    }
}

void example_trees_finish(struct example_trees *trees)
{
    arena_finish(&trees->arena);
}

void example_check(struct example_trees *trees, struct check *ret_check)
{
    clock_set(instant_at(day_from_date(2026, 3, 2), 9, 0));
    const struct source_tree *previous[3] = {NULL};
    if (trees->has_previous)
        previous[trees->count - 1] = &trees->previous;
    const struct check_request request = {.trees = trees->trees, .tree_count = trees->count, .previous = previous};
    cr_assert_eq(check_run(&request, ret_check), 0);
}

void example_check_with(const char *path, const char *contents, struct check *ret_check)
{
    struct example_trees trees = {0};
    example_trees_make(&trees, &(struct finding_example){path, contents, EXAMPLE_TEXT});
    example_check(&trees, ret_check);
    /* findings hold copies; the stack may not be looked at any more */
    example_trees_finish(&trees);
}

size_t example_count(const struct check *check, enum finding_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < check->findings.count; i++)
        count += check->findings.items[i].kind->code == code;
    return count;
}

const struct finding *example_find(const struct check *check, enum finding_code code)
{
    for (size_t i = 0; i < check->findings.count; i++)
        if (check->findings.items[i].kind->code == code)
            return &check->findings.items[i];
    return NULL;
}

const char *example_codes(const struct check *check)
{
    static char codes[400];
    char code[8];
    codes[0] = '\0';
    for (size_t i = 0; i < check->findings.count && strlen(codes) < sizeof codes - 100; i++) {
        size_t length = strlen(codes);
        const struct finding *finding = &check->findings.items[i];
        snprintf(codes + length, sizeof codes - length, "%s at %.40s:%d:%d; ",
                 finding_code_text(finding->kind->code, code), finding->place.path, finding->place.line,
                 finding->place.column);
    }
    return codes;
}
