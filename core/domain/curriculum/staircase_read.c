/* Reads staircase files; see docs/curriculum-format.md. */
#include "domain/curriculum/layer_read.h"

#include <stdio.h>

#define ANCHOR(number)                                                                                                 \
    {                                                                                                                  \
#number, SCHEMA_LINE, false, .at = offsetof(struct competence, anchors[(number)-1])                            \
    }

static const struct schema_row anchor_rows[] = {ANCHOR(1), ANCHOR(2), ANCHOR(3), ANCHOR(4), ANCHOR(5)};
static const struct schema anchor_schema = {.rows = anchor_rows, .row_count = COUNT_OF(anchor_rows)};

static const struct schema_row competence_rows[] = {
    {"title", SCHEMA_WORD, true, .at = offsetof(struct competence, title)},
    {"anchors", SCHEMA_WITHIN, false, .of = &anchor_schema},
};
static const struct schema competence_schema = {
    .rows = competence_rows,
    .row_count = COUNT_OF(competence_rows),
    .size = sizeof(struct competence),
    .key_at = offsetof(struct competence, id),
};

static const struct schema_row rule_rows[] = {
    {"months", SCHEMA_NUMBER, false, .at = offsetof(struct rule, months), .least = 1, .most = 600},
    {"programme", SCHEMA_ID, false, .at = offsetof(struct rule, programme)},
    {"competence", SCHEMA_ID, false, .at = offsetof(struct rule, competence)},
    {"autonomy", SCHEMA_NUMBER, false, .at = offsetof(struct rule, autonomy), .least = 1, .most = 5},
    {"observed", SCHEMA_NUMBER, false, .at = offsetof(struct rule, observed), .least = 0, .most = 100},
    {"responsibility", SCHEMA_WORD, false, .at = offsetof(struct rule, responsibility)},
};
static const struct schema rule_schema = {
    .rows = rule_rows,
    .row_count = COUNT_OF(rule_rows),
    .size = sizeof(struct rule),
    .mark_at = offsetof(struct rule, mark),
};

static const struct schema_row level_rows[] = {
    {"level", SCHEMA_NUMBER, true, .at = offsetof(struct level, number), .least = 1, .most = 100},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct level, title)},
    {"work", SCHEMA_LINE, false, .at = offsetof(struct level, work)},
    {"rules", SCHEMA_LIST, false, .at = offsetof(struct level, rules), .of = &rule_schema,
     .count_at = offsetof(struct level, rule_count)},
};
static const struct schema level_schema = {
    .rows = level_rows,
    .row_count = COUNT_OF(level_rows),
    .size = sizeof(struct level),
    .mark_at = offsetof(struct level, mark),
};

static const struct schema_row staircase_rows[] = {
    {"id", SCHEMA_ID, true, .at = offsetof(struct staircase, id)},
    {"title", SCHEMA_WORD, true, .at = offsetof(struct staircase, title)},
    {"competences", SCHEMA_KEYED, false, .at = offsetof(struct staircase, competences), .of = &competence_schema,
     .count_at = offsetof(struct staircase, competence_count)},
    {"levels", SCHEMA_LIST, true, .at = offsetof(struct staircase, levels), .of = &level_schema,
     .count_at = offsetof(struct staircase, level_count)},
};
static const struct schema staircase_schema = {
    .rows = staircase_rows, .row_count = COUNT_OF(staircase_rows), .size = sizeof(struct staircase)};

/* A rule must have exactly one kind. */
static void rule_decide(const struct schema_reader *reader, struct rule *rule)
{
    const struct {
        bool is_present;
        enum rule_kind kind;
        struct word which;
    } kinds[] = {{rule->months > 0, RULE_MONTHS, {0}},
                 {rule->programme.value, RULE_PROGRAMME, rule->programme},
                 {rule->competence.value, RULE_COMPETENCE, rule->competence},
                 {rule->responsibility.value, RULE_RESPONSIBILITY, rule->responsibility}};
    int count = 0;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].is_present && !count++) {
            rule->kind = kinds[i].kind;
            rule->which = kinds[i].which;
        }
    bool is_whole = rule->kind == RULE_COMPETENCE ? rule->autonomy > 0 : !rule->autonomy && !rule->observed;
    if (count != 1 || !is_whole)
        findings_add(reader->findings, schema_place(reader, rule->mark), FINDING_RULE_SHAPE, NULL);
}

void staircase_parse(const struct schema_reader *reader, const struct yaml_node *root, struct source_file *file,
                     struct staircase *into)
{
    char found[16], expected[16];
    schema_read(reader, &staircase_schema, root, into);
    into->file = file;
    for (size_t i = 0; i < into->level_count; i++) {
        struct level *level = &into->levels[i];
        for (size_t rule = 0; rule < level->rule_count; rule++)
            rule_decide(reader, &level->rules[rule]);
        if (!level->number || level->number == (int)i + 1)
            continue;
        snprintf(found, sizeof found, "%d", level->number);
        snprintf(expected, sizeof expected, "%d", (int)i + 1);
        findings_add(reader->findings, schema_place(reader, level->mark), FINDING_LEVEL_ORDER,
                     FINDING_WORDS(found, expected));
    }
}
