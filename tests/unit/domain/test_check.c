/* What the check says beyond the examples of its table: places, suggestions, layers and the resolved stack. */
#include "domain/curriculum/drift.h"
#include "example_tree.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NORM "programmes/introduktion/02-grund/01-norm.md"

static const char *sentence_of(const struct finding *finding, struct text *text)
{
    finding_add_sentence(text, finding, NULL);
    return text_string(text);
}

Test(check, says_everything_that_is_wrong_with_a_file_and_where)
{
    struct check check = {0};
    example_check_with(NORM,
                       "---\nid: norm\ntitle: Riksnormen\nminuts: 45\ndue: fredag\nsignoff: boss\n"
                       "competences: {rakna: 9}\nrequires: [valkomen]\n---\n\nSe [x](y.md).\n",
                       &check);
    const struct {
        enum finding_code code;
        int line, column;
    } expected[] = {{FINDING_UNKNOWN_KEY, 4, 1},   {FINDING_BAD_DUE, 5, 6},       {FINDING_NOT_ALLOWED, 6, 10},
                    {FINDING_OUT_OF_RANGE, 7, 22}, {FINDING_NO_SUCH_STEP, 8, 12}, {FINDING_DEAD_LINK, 11, 4}};
    cr_assert_eq(check.findings.count, COUNT_OF(expected), "%s", example_codes(&check));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        const struct finding *finding = &check.findings.items[i];
        cr_expect(finding->kind->code == expected[i].code && finding->place.line == expected[i].line &&
                      finding->place.column == expected[i].column,
                  "%s", example_codes(&check));
    }
    cr_expect_str_eq(check.findings.items[0].suggestion, "minutes");
    cr_expect_str_eq(check.findings.items[4].suggestion, "valkommen");
    check_finish(&check);
}

Test(check, duplicate_names_both_places)
{
    struct check check = {0};
    CLEANUP(text_finish) struct text text = TEXT(1000);
    example_check_with("cases/norm.md", "---\nid: norm\ntitle: Ett fall\nkind: case\n---\n\nHej.\n", &check);
    const struct finding *finding = example_find(&check, FINDING_DUPLICATE_ID);
    cr_assert_not_null(finding);
    cr_expect_str_eq(finding->place.path, NORM);
    cr_expect_str_eq(sentence_of(finding, &text), "the id 'norm' is used already, in cases/norm.md:2");
    check_finish(&check);
}

Test(check, cycle_is_printed)
{
    struct check check = {0};
    CLEANUP(text_finish) struct text text = TEXT(1000);
    example_check_with("programmes/introduktion/01-start/01-valkommen.md",
                       "---\nid: valkommen\ntitle: Välkommen\nrequires: [norm]\nsources: [lag]\n---\n\nHej!\n", &check);
    cr_assert_eq(example_count(&check, FINDING_REQUIRES_CYCLE), 1);
    cr_expect_str_eq(sentence_of(example_find(&check, FINDING_REQUIRES_CYCLE), &text),
                     "steps require each other in a circle: norm -> valkommen -> norm");
    check_finish(&check);
}

Test(check, first_bad_byte_has_line_and_character_column)
{
    struct check check = {0};
    example_check_with("programmes/introduktion/02-grund/02-x.md", "---\nid: x\ntitle: X\n---\nåäö\xe5\n", &check);
    const struct finding *finding = example_find(&check, FINDING_NOT_UTF8);
    cr_assert_not_null(finding);
    cr_expect(finding->place.line == 5 && finding->place.column == 4, "%s", example_codes(&check));
    check_finish(&check);
}

Test(check, what_another_step_continues_may_be_retired)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, &(struct finding_example){"curriculum.yaml",
                                                         "id: prov\ntitle: Prov\nlanguage: sv\nretired: [gammal]\n",
                                                         EXAMPLE_TEXT});
    struct source_file *file = source_tree_find(&trees.trees[0], NORM);
    file->bytes = "---\nid: norm\ntitle: N\ncontinues: [gammal]\nrequires: [gammal]\n---\n\nHej.\n";
    file->size = strlen(file->bytes);
    example_check(&trees, &check);
    cr_expect_eq(check.findings.count, 1, "%s", example_codes(&check));
    cr_expect_eq(example_count(&check, FINDING_NO_SUCH_STEP), 1);
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(check, drift_says_the_highest_class_since)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, &(struct finding_example){NORM, "---\nreplaces: norm\nbased-on: 1\n---\n\nSå gör vi.\n",
                                                         EXAMPLE_UPPER});
    example_check(&trees, &check);
    const struct finding *finding = example_find(&check, FINDING_DRIFT);
    cr_assert_not_null(finding);
    cr_expect_str_eq(finding->words[3], "legal");
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(check, about_all_layers_paths_begin_with_the_layer)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, &(struct finding_example){NORM, "---\nextends: normen\n---\n\nHej.\n", EXAMPLE_UPPER});
    const struct check_request request = {.trees = trees.trees, .tree_count = 2, .is_about_all = true};
    cr_assert_eq(check_run(&request, &check), 0);
    cr_expect_str_eq(check.findings.items[0].place.path, "upper/" NORM);
    check_finish(&check);
    example_trees_finish(&trees);
}

/* Whatever an upper layer says of a step that the base retired: it is warned of, and stops nothing. */
Test(check, what_the_base_retired_is_a_warning_above_it)
{
    static const char *const contents[] = {
        "---\nextends: gammal\n---\n\nHej.\n",
        "---\nreplaces: gammal\nbased-on: 2\n---\n\nHej.\n",
        "---\nhides: gammal\nbecause: Görs av andra\n---\n",
        "---\nid: egen\ntitle: Egen\nrequires: [gammal]\n---\n\nHej.\n",
        "---\nid: egen\ntitle: Egen\n---\n\nSe [den gamla](step:gammal).\n",
    };
    for (size_t i = 0; i < COUNT_OF(contents); i++) {
        struct example_trees trees = {0};
        struct check check = {0};
        example_trees_make(
            &trees, &(struct finding_example){"programmes/introduktion/02-grund/07-x.md", contents[i], EXAMPLE_UPPER});
        example_check(&trees, &check);
        cr_expect_eq(check.findings.errors, 0, "%zu: %s", i, example_codes(&check));
        cr_expect_eq(example_count(&check, FINDING_RETIRED_BELOW), 1, "%zu: %s", i, example_codes(&check));
        check_finish(&check);
        example_trees_finish(&trees);
    }
}

Test(check, what_a_layer_retired_itself_is_an_error_where_it_is_named)
{
    struct check check = {0};
    example_check_with(NORM, "---\nid: norm\ntitle: Norm\nrequires: [gammal]\n---\n\nHej.\n", &check);
    cr_expect_eq(example_count(&check, FINDING_NO_SUCH_STEP), 1, "%s", example_codes(&check));
    check_finish(&check);
}

Test(stack, extension_comes_after_the_base_and_keeps_its_place)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees,
                       &(struct finding_example){NORM, "---\nextends: norm\n---\n\nSå gör vi.\n", EXAMPLE_UPPER});
    example_check(&trees, &check);
    const struct stack_step *norm = stack_step(&check.stack, "norm");
    cr_assert_eq(norm->part_count, 2);
    cr_expect_eq(norm->parts[0].layer_index, 0);
    cr_expect_eq(norm->parts[1].layer_index, 1);
    cr_expect_str_eq(norm->phase, "grund");
    cr_expect_eq(norm->order, 2);
    cr_expect_str_eq(norm->title, "Riksnormen");
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(stack, replacement_takes_id_place_and_title)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, &(struct finding_example){"programmes/introduktion/01-start/07-x.md",
                                                         "---\nreplaces: norm\nbased-on: 2\n---\n\nVår text.\n",
                                                         EXAMPLE_UPPER});
    example_check(&trees, &check);
    const struct stack_step *norm = stack_step(&check.stack, "norm");
    cr_assert_eq(norm->part_count, 1);
    cr_expect_eq(norm->parts[0].layer_index, 1);
    cr_expect_eq(norm->parts[0].replaces->layer_index, 0);
    cr_expect_str_eq(norm->phase, "grund");
    cr_expect_str_eq(norm->title, "Riksnormen");
    check_finish(&check);
    example_trees_finish(&trees);
}

/* The stack of these trees, and its drift, as "STEP LAYER BASED-ON BASE CLASS;". */
static const char *drift_of(const char *replacement, enum example_shape shape)
{
    static char said[200];
    struct example_trees trees = {0};
    struct check check = {0};
    struct drift *items = NULL;
    size_t count = 0;
    example_trees_make(&trees, &(struct finding_example){NORM, replacement, shape});
    example_check(&trees, &check);
    drift_list(&check.stack, &check.arena, &items, &count);
    said[0] = '\0';
    for (size_t i = 0; i < count; i++)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s %zu %d %d %s;", items[i].step,
                 items[i].replacement->layer_index, items[i].based_on, items[i].base_revision,
                 change_class_word(items[i].change));
    check_finish(&check);
    example_trees_finish(&trees);
    return said;
}

Test(drift, says_the_highest_class_of_what_the_base_changed_since)
{
    cr_expect_str_eq(drift_of("---\nreplaces: norm\nbased-on: 1\n---\n\nVår.\n", EXAMPLE_UPPER), "norm 1 1 2 legal;");
    cr_expect_str_eq(drift_of("---\nreplaces: norm\nbased-on: 2\n---\n\nVår.\n", EXAMPLE_UPPER), "");
    cr_expect_str_eq(drift_of("---\nextends: norm\n---\n\nVår.\n", EXAMPLE_UPPER), "");
}

Test(drift, holds_a_replacement_against_what_it_took_the_place_of)
{
    const char *behind = "---\nreplaces: norm\nbased-on: 1\n---\n\nVår.\n";
    cr_expect_str_eq(drift_of(behind, EXAMPLE_HIGHEST), "", "the layer between is at its first revision");
}

Test(stack, hidden_step_is_in_no_phase)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(
        &trees, &(struct finding_example){NORM, "---\nhides: norm\nbecause: Görs av andra\n---\n", EXAMPLE_UPPER});
    example_check(&trees, &check);
    const struct stack_programme *programme = map_get(&check.stack.programme_by_id, "introduktion");
    cr_expect_eq(check.findings.count, 0, "%s", example_codes(&check));
    cr_expect_not_null(stack_step(&check.stack, "norm")->hidden_by);
    cr_expect_eq(stack_phase(programme, "grund")->step_count, 0);
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(stack, upper_layer_adds_steps_and_phases_to_a_programme)
{
    struct example_trees trees = {0};
    struct check check = {0};
    example_trees_make(&trees, &(struct finding_example){"programmes/introduktion/programme.yaml",
                                                         "id: introduktion\ntitle: Vår introduktion\nphases:\n"
                                                         "  - {id: egen, title: Eget, also: [norm, valkommen]}\n",
                                                         EXAMPLE_UPPER});
    struct source_file *file = source_tree_find(&trees.trees[1], "programmes/introduktion/01-start/01-valkommen.md");
    file->path = "programmes/introduktion/01-start/00-forst.md";
    file->bytes = "---\nid: forst\ntitle: Först\n---\n\nHej.\n";
    file->size = strlen(file->bytes);
    example_check(&trees, &check);
    const struct stack_programme *programme = map_get(&check.stack.programme_by_id, "introduktion");
    cr_assert_eq(programme->phase_count, 3);
    cr_expect_str_eq(programme->title, "Vår introduktion");
    cr_assert_eq(programme->phases[0].step_count, 2);
    cr_expect_str_eq(programme->phases[0].steps[0]->id, "forst");
    cr_expect_eq(programme->phases[2].step_count, 0, "a step is in a programme once");
    check_finish(&check);
    example_trees_finish(&trees);
}

Test(curriculum, due_times_are_read_and_written)
{
    struct due due = {0};
    char buffer[16];
    cr_expect_eq(due_parse("week 12", &due), 0);
    cr_expect(due.unit == DUE_WEEK && due.number == 12);
    cr_expect_str_eq(due_format(due, buffer), "week 12");
    cr_expect_eq(due_parse("none", &due), 0);
    cr_expect_str_eq(due_format(due, buffer), "none");
    const char *const wrong[] = {"", "week", "week 0", "week  2", "week 2 ", "weeks 2", "day -1", "day 1000", "2 days"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        cr_expect_lt(due_parse(wrong[i], &due), 0, "'%s'", wrong[i]);
}

Test(curriculum, words_of_choices_are_read_back)
{
    enum step_kind kind = STEP_READING;
    enum change_class change = CHANGE_LEGAL;
    cr_expect(step_kind_parse(step_kind_word(STEP_OBSERVATION), &kind) && kind == STEP_OBSERVATION);
    cr_expect(change_class_parse("editorial", &change) && change == CHANGE_EDITORIAL);
    cr_expect_not(change_class_parse("huge", &change));
}

Test(check, what_refers_to_a_file_that_cannot_be_read_is_not_wrong_too)
{
    struct check check = {0};
    example_check_with("programmes/introduktion/01-start/01-valkommen.md",
                       "---\nid: valkommen\ntitle: \"Välkommen\nsources: [lag]\n---\n\nHej!\n", &check);
    cr_expect_eq(check.findings.count, 1, "%s", example_codes(&check));
    cr_expect_eq(example_count(&check, FINDING_YAML), 1);
    check_finish(&check);
    example_check_with("staircases/trappa.yaml", "id: trappa\nlevels: [\n", &check);
    cr_expect_eq(check.findings.count, 1, "%s", example_codes(&check));
    check_finish(&check);
    example_check_with("programmes/introduktion/programme.yaml", "id: [\n", &check);
    cr_expect_eq(check.findings.count, 1, "%s", example_codes(&check));
    check_finish(&check);
}

Test(check, names_that_only_look_like_markdown_are_said_to_be_unread)
{
    struct check check = {0};
    example_check_with("programmes/introduktion/02-grund/02-x.MD", "---\nid: x\ntitle: X\n---\nHej\n", &check);
    cr_expect_eq(check.findings.count, 1, "%s", example_codes(&check));
    cr_expect_eq(example_count(&check, FINDING_MISPLACED_FILE), 1);
    check_finish(&check);
    example_check_with("programmes/introduktion/02-grund/.02-x.md", "an editor's own", &check);
    cr_expect_eq(check.findings.count, 0, "%s", example_codes(&check));
    check_finish(&check);
}

Test(check, a_language_of_three_letters_is_a_translation_beside_its_text)
{
    struct check check = {0};
    example_check_with("programmes/introduktion/02-grund/01-norm.fit.md",
                       "---\ntranslates: 2\ntitle: Normi\n---\n\nLue normi.\n", &check);
    cr_expect_eq(check.findings.count, 0, "%s", example_codes(&check));
    check_finish(&check);
    example_check_with("programmes/introduktion/02-grund/02-om.ekb.md", "---\nid: ekb\ntitle: Om EKB\n---\n\nText.\n",
                       &check);
    cr_expect_eq(check.findings.count, 0, "%s", example_codes(&check));
    check_finish(&check);
}

Test(check, a_conflict_is_an_error_but_in_code)
{
    static const struct {
        const char *text;
        int line;
    } texts[] = {
        {"---\nid: norm\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> b\n---\n\nText.\n", 3},
        {"---\nid: norm\ntitle: a\n---\n\na\r\n>>>>>>> b\r\n", 7},
        {"---\nid: norm\ntitle: a\n---\n\n```\n<<<<<<< HEAD\n```\n\n<<<<<<<< x\n>>>>>>>text\n", 0},
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct check check = {0};
        example_check_with(NORM, texts[i].text, &check);
        const struct finding *finding = example_find(&check, FINDING_CONFLICT);
        cr_expect_eq(finding ? finding->place.line : 0, texts[i].line, "%zu: %s", i, example_codes(&check));
        check_finish(&check);
    }
}
