/* Writes the manifest of an edition; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"
#include "io/markdown.h"

#include <string.h>

#define PARTS_BYTES_MOST (16 * 1024)

static const struct query edition_write = {
    "compile.edition", NULL,
    "INSERT INTO edition (id, commits, turn, renderer, finders) VALUES (?1, ?2,"
    " (SELECT coalesce(max(turn), 0) + 1 FROM edition), ?3, ?4) ON CONFLICT (id) DO UPDATE SET turn = excluded.turn,"
    " renderer = excluded.renderer, finders = excluded.finders RETURNING key"};

/* An edition that is published once more, or by a newer renderer, gets its manifest anew. */
static const struct query manifest_clear[] = {
    {"compile.clear_entry", NULL, "DELETE FROM entry WHERE edition_key = ?1"},
    {"compile.clear_programme", NULL, "DELETE FROM programme WHERE edition_key = ?1"},
    {"compile.clear_phase", NULL, "DELETE FROM phase WHERE edition_key = ?1"},
    {"compile.clear_place", NULL, "DELETE FROM place WHERE edition_key = ?1"},
    {"compile.clear_source", NULL, "DELETE FROM source WHERE edition_key = ?1"},
    {"compile.clear_staircase", NULL, "DELETE FROM staircase WHERE edition_key = ?1"},
    {"compile.clear_level", NULL, "DELETE FROM level WHERE edition_key = ?1"},
    {"compile.clear_rule", NULL, "DELETE FROM rule WHERE edition_key = ?1"},
    {"compile.clear_competence", NULL, "DELETE FROM competence WHERE edition_key = ?1"},
};

static const struct query entry_insert = {
    "compile.entry", NULL,
    "INSERT INTO entry (edition_key, step, title, programme, phase, position, component, kind, minutes, due_unit,"
    " due_number, signoff, signer_level, role, revision, layer, blob, is_hidden, is_retired, audience, parts)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)"};

/* What the edition before had and this one has not: kept as retired, so that old plans can be read. */
static const struct query entry_retire = {
    "compile.entry_retire", NULL,
    "INSERT INTO entry (edition_key, step, title, programme, phase, position, component, kind, minutes, due_unit,"
    " due_number, signoff, signer_level, role, revision, layer, blob, is_hidden, is_retired, audience, parts)"
    " SELECT ?1, step, title, NULL, NULL, 0, component, kind, minutes, due_unit, due_number, signoff, signer_level,"
    " role, revision, layer, blob, is_hidden, 1, audience, parts FROM entry WHERE edition_key = (SELECT key FROM "
    "edition"
    " WHERE key <> ?1 ORDER BY turn DESC LIMIT 1) AND step NOT IN (SELECT step FROM entry WHERE edition_key = ?1)"};

static const struct query facts_known = {"compile.facts_known", NULL, "SELECT 1 FROM revision WHERE blob = ?1 LIMIT 1"};
static const struct query aim_insert = {
    "compile.aim", NULL, "INSERT INTO aim (blob, position, competence, autonomy) VALUES (?1, ?2, ?3, ?4)"};
static const struct query cited_insert = {"compile.cited", NULL,
                                          "INSERT INTO cited (blob, position, source) VALUES (?1, ?2, ?3)"};
static const struct query required_insert = {"compile.required", NULL,
                                             "INSERT INTO required (blob, position, step) VALUES (?1, ?2, ?3)"};
static const struct query continued_insert = {"compile.continued", NULL,
                                              "INSERT INTO continued (blob, position, step) VALUES (?1, ?2, ?3)"};
static const struct query revision_insert = {
    "compile.revision", NULL,
    "INSERT OR IGNORE INTO revision (blob, n, day, change, note) VALUES (?1, ?2, ?3, ?4, ?5)"};

static const struct query programme_insert = {
    "compile.programme", NULL,
    "INSERT INTO programme (edition_key, id, title, staircase, level) VALUES (?1, ?2, ?3, ?4, ?5)"};
static const struct query phase_insert = {
    "compile.phase", NULL,
    "INSERT INTO phase (edition_key, programme, position, id, title) VALUES (?1, ?2, ?3, ?4, ?5)"};
static const struct query place_insert = {
    "compile.place", NULL,
    "INSERT INTO place (edition_key, programme, position, phase, step) VALUES (?1, ?2, ?3, ?4, ?5)"};
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

/* ---- entries ---- */

void compile_parts_add(struct text *text, const struct stack_step *step)
{
    for (size_t i = 0; i < step->part_count; i++) {
        const struct part *part = &step->parts[i];
        text_addf(text, "%s%s %d %s", i ? "\n" : "", part->layer->tree->name, part->step->revisions[0].n,
                  part->step->file->blob);
    }
}

static void words_join(struct text *text, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        text_addf(text, "%s%s", i ? " " : "", words->items[i].value);
}

static bool is_retired(const struct stack *stack, const char *id)
{
    for (size_t i = 0; i < stack->layer_count; i++)
        for (size_t j = 0; j < stack->layers[i]->retired.count; j++)
            if (text_equal(stack->layers[i]->retired.items[j].value, id))
                return true;
    return false;
}

static int entry_write(struct compilation *compilation, int64_t edition, const struct stack_step *entry)
{
    CLEANUP(text_finish) struct text parts = TEXT(PARTS_BYTES_MOST);
    CLEANUP(text_finish) struct text audience = TEXT(PARTS_BYTES_MOST);
    const struct step *step = entry->step;
    bool is_in_use = !entry->hidden_by && !is_retired(compilation->stack, entry->id);
    bool has_home = is_in_use && entry->programme;
    compile_parts_add(&parts, entry);
    words_join(&audience, &step->audience);
    TRY(text_check(&parts, entry->id));
    TRY(text_check(&audience, entry->id));
    compilation->steps += is_in_use;
    return database_execute(
        compilation->database, &entry_insert,
        BIND(of_number(edition), of_text(entry->id), of_text(entry->title ? entry->title : entry->id),
             of_text(has_home ? entry->programme : NULL), of_text(has_home ? entry->phase : NULL),
             of_number(has_home ? entry->order : 0), of_number(step->component), of_text(step_kind_word(step->kind)),
             of_number(step->minutes), of_number(step->due.unit), of_number(step->due.number), of_number(step->signoff),
             of_number(step->signer_level), of_number(entry->replaced ? STEP_REPLACES : STEP_ADDS),
             of_number(step->revisions[0].n), of_text(entry->parts[0].layer->tree->name), of_text(step->file->blob),
             of_number(entry->hidden_by != NULL), of_number(!entry->hidden_by && !is_in_use),
             of_text(audience.length ? text_string(&audience) : NULL), of_text(text_string(&parts))));
}

static int facts_insert(struct database *database, const struct step *step)
{
    struct value blob = of_text(step->file->blob);
    for (size_t i = 0; i < step->aim_count; i++)
        TRY(database_execute(database, &aim_insert,
                             BIND(blob, of_number((int64_t)i), of_text(step->aims[i].competence.value),
                                  of_number(step->aims[i].autonomy))));
    for (size_t i = 0; i < step->sources.count; i++)
        TRY(database_execute(database, &cited_insert,
                             BIND(blob, of_number((int64_t)i), of_text(step->sources.items[i].value))));
    for (size_t i = 0; i < step->requires.count; i++)
        TRY(database_execute(database, &required_insert,
                             BIND(blob, of_number((int64_t)i), of_text(step->requires.items[i].value))));
    for (size_t i = 0; i < step->continues.count; i++)
        TRY(database_execute(database, &continued_insert,
                             BIND(blob, of_number((int64_t)i), of_text(step->continues.items[i].value))));
    for (size_t i = 0; i < step->revision_count; i++) {
        const struct revision *revision = &step->revisions[i];
        TRY(database_execute(database, &revision_insert,
                             BIND(blob, of_number(revision->n), of_day(revision->day), of_number(revision->change),
                                  of_text(revision->note))));
    }
    return 0;
}

/* What a step file says is written the first time that the file is seen. */
static int facts_write(struct database *database, const struct stack_step *entry)
{
    for (size_t i = 0; i < entry->part_count; i++) {
        int64_t is_known = 0;
        const struct step *step = entry->parts[i].step;
        TRY(database_number(database, &facts_known, BIND(of_text(step->file->blob)), 0, &is_known));
        if (!is_known)
            TRY(facts_insert(database, step));
    }
    return 0;
}

static int entries_write(struct compilation *compilation, int64_t edition)
{
    for (size_t i = 0; i < compilation->stack->step_count; i++) {
        const struct stack_step *entry = &compilation->stack->steps[i];
        if (!entry->part_count)
            continue;
        TRY(entry_write(compilation, edition, entry));
        TRY(facts_write(compilation->database, entry));
    }
    return database_execute(compilation->database, &entry_retire, BIND(of_number(edition)));
}

/* ---- programmes, sources, staircases ---- */

static int programme_write(struct compilation *compilation, int64_t edition, const struct stack_programme *programme)
{
    struct value key = of_number(edition), id = of_text(programme->id);
    int64_t order = 0;
    TRY(database_execute(compilation->database, &programme_insert,
                         BIND(key, id, of_text(programme->title ? programme->title : programme->id),
                              of_text(programme->staircase), of_number(programme->level))));
    for (size_t i = 0; i < programme->phase_count; i++) {
        const struct stack_phase *phase = &programme->phases[i];
        TRY(database_execute(compilation->database, &phase_insert,
                             BIND(key, id, of_number((int64_t)i), of_text(phase->id),
                                  of_text(phase->title ? phase->title : phase->id))));
        for (size_t j = 0; j < phase->step_count; j++)
            if (!is_retired(compilation->stack, phase->steps[j]->id))
                TRY(database_execute(
                    compilation->database, &place_insert,
                    BIND(key, id, of_number(++order), of_text(phase->id), of_text(phase->steps[j]->id))));
    }
    return 0;
}

static int sources_write(struct compilation *compilation, int64_t edition)
{
    for (size_t i = 0; i < compilation->stack->source_count; i++) {
        const struct source *source = compilation->stack->sources[i];
        TRY(database_execute(compilation->database, &source_insert,
                             BIND(of_number(edition), of_text(source->id.value), of_text(source->title.value),
                                  of_text(source->eli), of_day(source->version), of_day(source->checked),
                                  of_day(source->valid_until))));
    }
    return 0;
}

static int level_write(struct compilation *compilation, int64_t edition, const char *staircase,
                       const struct level *level)
{
    struct value key = of_number(edition), id = of_text(staircase), number = of_number(level->number);
    TRY(database_execute(compilation->database, &level_insert,
                         BIND(key, id, number, of_text(level->title.value), of_text(level->work))));
    for (size_t i = 0; i < level->rule_count; i++) {
        const struct rule *rule = &level->rules[i];
        TRY(database_execute(compilation->database, &rule_insert,
                             BIND(key, id, number, of_number((int64_t)i), of_number(rule->kind),
                                  of_number(rule->months), of_text(rule->which.value), of_number(rule->autonomy),
                                  of_number(rule->observed))));
    }
    return 0;
}

static int staircase_write(struct compilation *compilation, int64_t edition, const struct staircase *staircase)
{
    struct value key = of_number(edition), id = of_text(staircase->id.value);
    TRY(database_execute(compilation->database, &staircase_insert, BIND(key, id, of_text(staircase->title.value))));
    for (size_t i = 0; i < staircase->level_count; i++)
        TRY(level_write(compilation, edition, staircase->id.value, &staircase->levels[i]));
    for (size_t i = 0; i < staircase->competence_count; i++) {
        const struct competence *competence = &staircase->competences[i];
        const char *const *anchors = competence->anchors;
        TRY(database_execute(compilation->database, &competence_insert,
                             BIND(key, of_text(competence->id.value), id, of_number((int64_t)i),
                                  of_text(competence->title.value), of_text(anchors[0]), of_text(anchors[1]),
                                  of_text(anchors[2]), of_text(anchors[3]), of_text(anchors[4]))));
    }
    return 0;
}

int compile_manifest(struct compilation *compilation, int64_t edition_key)
{
    const struct stack *stack = compilation->stack;
    for (size_t i = 0; i < COUNT_OF(manifest_clear); i++)
        TRY(database_execute(compilation->database, &manifest_clear[i], BIND(of_number(edition_key))));
    TRY(entries_write(compilation, edition_key));
    for (size_t i = 0; i < stack->programme_count; i++)
        TRY(programme_write(compilation, edition_key, &stack->programmes[i]));
    TRY(sources_write(compilation, edition_key));
    for (size_t i = 0; i < stack->staircase_count; i++)
        TRY(staircase_write(compilation, edition_key, stack->staircases[i]));
    return 0;
}

int compile_edition(struct compilation *compilation)
{
    int64_t edition = 0;
    TRY(database_number(compilation->database, &edition_write,
                        BIND(of_text(compilation->edition), of_text(compilation->commits),
                             of_number(MARKDOWN_RENDERER_VERSION), of_text(blocks_version())),
                        0, &edition));
    TRY(compile_texts(compilation));
    TRY(compile_translations(compilation));
    TRY(compile_manifest(compilation, edition));
    return compile_search(compilation, edition);
}
