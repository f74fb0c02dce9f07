/* Reads a staircase outside any layer, by laying it into a tree of its own; and writes one. See staircase_file.h. */
#include "domain/staircase/staircase_file.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/curriculum/curriculum.h"
#include "domain/curriculum/finding.h"
#include "domain/curriculum/source_tree.h"
#include "io/file.h"

#define STAIRCASE_PATH "staircases/asked.yaml"

/* ---- from the files' structs to the edition's ---- */

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
    made->competence_count = staircase->competence_count;
    made->competences = arena_zeroed(arena, (staircase->competence_count + 1) * sizeof *made->competences);
    for (size_t i = 0; i < staircase->competence_count; i++)
        made->competences[i] = (struct content_competence){.id = staircase->competences[i].id.value,
                                                           .title = staircase->competences[i].title.value};
    return made;
}

/* ---- what its rules refer to ---- */

/* Ids that a rule may name. */
struct known {
    const char **items;
    size_t count;
};

static void refer(const struct word *word, const struct known *known, enum finding_code code, struct findings *findings)
{
    for (size_t i = 0; i < known->count; i++)
        if (text_equal(known->items[i], word->value))
            return;
    const struct finding_guess guess = {code, text_nearest(word->value, known->items, known->count)};
    findings_add_guess(findings, (struct place){STAIRCASE_PATH, word->mark.line, word->mark.column}, guess,
                       FINDING_WORDS(word->value));
}

static int competences_known(struct content *content, const struct staircase *draft, struct arena *arena,
                             struct known *known)
{
    struct content_staircase *published = NULL;
    size_t count = 0, most = draft->competence_count;
    int result = content_staircases(content, arena, &published, &count);
    if (result != 0 && !fail_is(result, REASON_NOT_PUBLISHED))
        return result;
    for (size_t i = 0; i < count; i++)
        most += published[i].competence_count;
    known->items = arena_zeroed(arena, (most + 1) * sizeof *known->items);
    for (size_t i = 0; i < draft->competence_count; i++)
        known->items[known->count++] = draft->competences[i].id.value;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < published[i].competence_count && !text_equal(published[i].id, draft->id.value); j++)
            known->items[known->count++] = published[i].competences[j].id;
    return 0;
}

static int programmes_known(struct content *content, struct arena *arena, struct known *known)
{
    struct content_programme *programmes = NULL;
    size_t count = 0;
    int result = content_programmes(content, arena, &programmes, &count);
    if (result != 0 && !fail_is(result, REASON_NOT_PUBLISHED))
        return result;
    known->items = arena_zeroed(arena, (count + 1) * sizeof *known->items);
    for (size_t i = 0; i < count; i++)
        known->items[known->count++] = programmes[i].id;
    return 0;
}

static int references_check(struct content *content, const struct staircase *draft, struct arena *arena,
                            struct findings *findings)
{
    struct known competences = {0}, programmes = {0};
    TRY(competences_known(content, draft, arena, &competences));
    TRY(programmes_known(content, arena, &programmes));
    for (size_t i = 0; i < draft->level_count; i++)
        for (size_t j = 0; j < draft->levels[i].rule_count; j++) {
            const struct rule *rule = &draft->levels[i].rules[j];
            if (rule->competence.value)
                refer(&rule->competence, &competences, FINDING_NO_SUCH_COMPETENCE, findings);
            if (rule->programme.value)
                refer(&rule->programme, &programmes, FINDING_NO_SUCH_PROGRAMME, findings);
        }
    return 0;
}

/* ---- reading ---- */

int staircase_draft_read(struct content *content, const struct staircase_draft *draft, struct arena *arena,
                         struct findings *findings, struct content_staircase **ret_staircase)
{
    static const char beginning[] = "id: asked\ntitle: Asked\nlanguage: sv\n";
    struct source_tree tree = {0};
    struct layer *layer;
    *ret_staircase = NULL;
    struct source_file *files = arena_zeroed(arena, 2 * sizeof *files);
    files[0] = (struct source_file){.path = "curriculum.yaml", .size = sizeof beginning - 1, .bytes = beginning};
    files[1] = (struct source_file){
        .path = STAIRCASE_PATH, .size = draft->length, .bytes = arena_copy_bytes(arena, draft->bytes, draft->length)};
    source_tree_open_memory(arena, files, 2, &tree);
    tree.name = "asked";
    TRY(layer_read(arena, &tree, findings, &layer));
    if (!findings->errors && layer->staircase_count)
        TRY(references_check(content, &layer->staircases[0], arena, findings));
    if (!findings->errors && layer->staircase_count && layer->staircases[0].id.value)
        *ret_staircase = staircase_of(&layer->staircases[0], arena);
    return 0;
}

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

int staircase_file_read(struct content *content, const char *path, struct arena *arena,
                        struct content_staircase **ret_staircase)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    CLEANUP(text_finish) struct text bytes = TEXT(CURRICULUM_FILE_BYTES_MAX);
    TRY(file_read(path, &bytes));
    const struct staircase_draft draft = {text_string(&bytes), bytes.length};
    TRY(staircase_draft_read(content, &draft, arena, &findings, ret_staircase));
    return *ret_staircase ? 0 : fail_found(path, &findings);
}

/* ---- writing ---- */

/* A string of JSON is one of YAML too. */
static void quoted_add(struct text *into, const char *words)
{
    struct json json = JSON(into);
    json_string(&json, words);
}

static void rule_write(const struct content_rule *rule, struct text *into)
{
    text_add(into, "      - {");
    if (rule->kind == RULE_MONTHS)
        text_addf(into, "months: %d", rule->months);
    else if (rule->kind == RULE_PROGRAMME)
        text_addf(into, "programme: %s", rule->which);
    else if (rule->kind == RULE_COMPETENCE)
        text_addf(into, "competence: %s, autonomy: %d", rule->which, rule->autonomy);
    else {
        text_add(into, "responsibility: ");
        quoted_add(into, rule->which);
    }
    if (rule->observed)
        text_addf(into, ", observed: %d", rule->observed);
    text_add(into, "}\n");
}

static void level_write(const struct content_level *level, struct text *into)
{
    text_addf(into, "  - level: %d\n    title: ", level->number);
    quoted_add(into, level->title);
    text_add(into, level->rule_count ? "\n    rules:\n" : "\n    rules: []\n");
    for (size_t i = 0; i < level->rule_count; i++)
        rule_write(&level->rules[i], into);
}

void staircase_write(const struct content_staircase *staircase, struct text *into)
{
    text_addf(into, "id: %s\ntitle: ", staircase->id);
    quoted_add(into, staircase->title);
    text_add(into, "\nlevels:\n");
    for (size_t i = 0; i < staircase->level_count; i++)
        level_write(&staircase->levels[i], into);
    text_add(into, staircase->competence_count ? "competences:\n" : "");
    for (size_t i = 0; i < staircase->competence_count; i++) {
        text_addf(into, "  %s: {title: ", staircase->competences[i].id);
        quoted_add(into, staircase->competences[i].title);
        text_add(into, "}\n");
    }
}
