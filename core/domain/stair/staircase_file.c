/* Reads a staircase outside any layer, by laying it into a tree of its own; see staircase_file.h. */
#include "domain/stair/staircase_file.h"

#include "base/fail.h"
#include "domain/curriculum/curriculum.h"
#include "domain/curriculum/finding.h"
#include "domain/curriculum/source_tree.h"
#include "io/file.h"

#define STAIRCASE_PATH "staircases/asked.yaml"

static int fail_found(const char *path, const struct findings *findings)
{
    CLEANUP(text_finish) struct text sentence = TEXT(4096);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->kind->severity != FINDING_ERROR)
            continue;
        finding_add_sentence(&sentence, finding, NULL);
        return fail(FAIL_INPUT, "%s:%d:%d: %s", path, finding->place.line, finding->place.column,
                    text_string(&sentence));
    }
    return fail(FAIL_INPUT, "%s: is no staircase", path);
}

static struct content_rule rule_of(const struct rule *rule)
{
    return (struct content_rule){.kind = rule->kind,
                                 .months = rule->months,
                                 .which = rule->which.value,
                                 .autonomy = rule->autonomy,
                                 .observed = rule->observed};
}

static struct content_level level_of(const struct level *level, struct arena *arena)
{
    struct content_rule *rules = arena_zeroed(arena, (level->rule_count + 1) * sizeof *rules);
    for (size_t i = 0; i < level->rule_count; i++)
        rules[i] = rule_of(&level->rules[i]);
    return (struct content_level){level->number, level->title.value, level->work, rules, level->rule_count};
}

static struct content_staircase *staircase_of(const struct staircase *staircase, struct arena *arena)
{
    struct content_staircase *made = arena_zeroed(arena, sizeof *made);
    made->id = staircase->id.value;
    made->title = staircase->title.value;
    made->level_count = staircase->level_count;
    made->levels = arena_zeroed(arena, (staircase->level_count + 1) * sizeof *made->levels);
    for (size_t i = 0; i < staircase->level_count; i++)
        made->levels[i] = level_of(&staircase->levels[i], arena);
    return made;
}

int staircase_file_read(const char *path, struct arena *arena, struct content_staircase **ret_staircase)
{
    static const char beginning[] = "id: asked\ntitle: Asked\nlanguage: sv\n";
    CLEANUP(findings_finish) struct findings findings = {0};
    CLEANUP(text_finish) struct text bytes = TEXT(128UL * 1024);
    struct source_tree tree = {0};
    struct layer *layer;
    TRY(file_read(path, &bytes));
    struct source_file *files = arena_zeroed(arena, 2 * sizeof *files);
    files[0] = (struct source_file){.path = "curriculum.yaml", .size = sizeof beginning - 1, .bytes = beginning};
    files[1] = (struct source_file){.path = STAIRCASE_PATH,
                                    .size = bytes.length,
                                    .bytes = arena_copy_bytes(arena, text_string(&bytes), bytes.length)};
    source_tree_open_memory(arena, files, 2, &tree);
    tree.name = "asked";
    TRY(layer_read(arena, &tree, &findings, &layer));
    if (findings.errors || !layer->staircase_count || !layer->staircases[0].id.value)
        return fail_found(path, &findings);
    *ret_staircase = staircase_of(&layer->staircases[0], arena);
    return 0;
}
