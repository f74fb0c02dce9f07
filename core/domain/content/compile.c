/* Writes an edition with its manifest; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"
#include "io/markdown.h"

#include <string.h>

static const struct query edition_write = {
    "compile.edition", NULL,
    "INSERT INTO edition (id, commits, turn, renderer, finders) VALUES (?1, ?2,"
    " (SELECT coalesce(max(turn), 0) + 1 FROM edition), ?3, ?4) ON CONFLICT (id) DO UPDATE SET turn = excluded.turn,"
    " renderer = excluded.renderer, finders = excluded.finders RETURNING key"};

static const struct query edition_turn = {"compile.turn", NULL, "SELECT turn FROM edition WHERE key = ?1"};

/* An edition that is published again, or by a newer renderer, gets a new manifest. */
static const struct query manifest_clear[] = {
    {"compile.clear_source", NULL, "DELETE FROM source WHERE edition_key = ?1"},
    {"compile.clear_staircase", NULL, "DELETE FROM staircase WHERE edition_key = ?1"},
    {"compile.clear_level", NULL, "DELETE FROM level WHERE edition_key = ?1"},
    {"compile.clear_rule", NULL, "DELETE FROM rule WHERE edition_key = ?1"},
    {"compile.clear_competence", NULL, "DELETE FROM competence WHERE edition_key = ?1"},
};

static const struct query source_insert = {
    "compile.source", NULL,
    "INSERT INTO source (edition_key, id, title, eli, version, checked, valid_until)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
static const struct query staircase_insert = {"compile.staircase", NULL,
                                              "INSERT INTO staircase (edition_key, id, title) VALUES (?1, ?2, ?3)"};
static const struct query level_insert = {
    "compile.level", NULL,
    "INSERT INTO level (edition_key, staircase, number, title, work) VALUES (?1, ?2, ?3, ?4, ?5)"};
static const struct query rule_insert = {
    "compile.rule", NULL,
    "INSERT INTO rule (edition_key, staircase, level, position, kind, months, which, autonomy, observed)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};
static const struct query competence_insert = {
    "compile.competence", NULL,
    "INSERT OR IGNORE INTO competence (edition_key, id, staircase, position, title, anchor1, anchor2, anchor3, anchor4,"
    " anchor5) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

static int sources_write(struct compilation *compilation, int64_t edition)
{
    for (size_t i = 0; i < compilation->stack->source_count; i++) {
        const struct citation *source = compilation->stack->sources[i];
        TRY(database_execute(compilation->database, &source_insert,
                             BIND(value_number(edition), value_text(source->id.value), value_text(source->title.value),
                                  value_text(source->eli), value_day(source->version), value_day(source->checked),
                                  value_day(source->valid_until))));
    }
    return 0;
}

static int level_write(struct compilation *compilation, int64_t edition, const char *staircase,
                       const struct level *level)
{
    struct value key = value_number(edition), id = value_text(staircase), number = value_number(level->number);
    TRY(database_execute(compilation->database, &level_insert,
                         BIND(key, id, number, value_text(level->title.value), value_text(level->work))));
    for (size_t i = 0; i < level->rule_count; i++) {
        const struct rule *rule = &level->rules[i];
        TRY(database_execute(compilation->database, &rule_insert,
                             BIND(key, id, number, value_number((int64_t)i), value_number(rule->kind),
                                  value_number(rule->months), value_text(rule->which.value),
                                  value_number(rule->autonomy), value_number(rule->observed))));
    }
    return 0;
}

static int staircase_write(struct compilation *compilation, int64_t edition, const struct staircase *staircase)
{
    struct value key = value_number(edition), id = value_text(staircase->id.value);
    TRY(database_execute(compilation->database, &staircase_insert, BIND(key, id, value_text(staircase->title.value))));
    for (size_t i = 0; i < staircase->level_count; i++)
        TRY(level_write(compilation, edition, staircase->id.value, &staircase->levels[i]));
    for (size_t i = 0; i < staircase->competence_count; i++) {
        const struct competence *competence = &staircase->competences[i];
        const char *const *anchors = competence->anchors;
        TRY(database_execute(compilation->database, &competence_insert,
                             BIND(key, value_text(competence->id.value), id, value_number((int64_t)i),
                                  value_text(competence->title.value), value_text(anchors[0]), value_text(anchors[1]),
                                  value_text(anchors[2]), value_text(anchors[3]), value_text(anchors[4]))));
    }
    return 0;
}

/* Small tables are written whole for each edition. */
static int sources_and_staircases_write(struct compilation *compilation)
{
    const struct stack *stack = compilation->stack;
    for (size_t i = 0; i < COUNT_OF(manifest_clear); i++)
        TRY(database_execute(compilation->database, &manifest_clear[i], BIND(value_number(compilation->edition_key))));
    TRY(sources_write(compilation, compilation->edition_key));
    for (size_t i = 0; i < stack->staircase_count; i++)
        TRY(staircase_write(compilation, compilation->edition_key, stack->staircases[i]));
    return 0;
}

int compile_edition(struct compilation *compilation)
{
    struct database *database = compilation->database;
    TRY(database_number(database, &edition_write,
                        BIND(value_text(compilation->edition), value_text(compilation->commits),
                             value_number(MARKDOWN_RENDERER_VERSION), value_text(blocks_version())),
                        0, &compilation->edition_key));
    TRY(database_number(database, &edition_turn, BIND(value_number(compilation->edition_key)), 0, &compilation->turn));
    TRY(compile_texts(compilation));
    TRY(compile_translations(compilation));
    TRY(compile_entries(compilation));
    TRY(compile_programmes(compilation));
    TRY(compile_layers(compilation));
    TRY(sources_and_staircases_write(compilation));
    return compile_search(compilation);
}
