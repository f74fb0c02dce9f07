/* Tests by chance: after any changes to a stack, publishing them onto what was published before gives exactly what
 * publishing them all at once gives: the same findings, or the same contents.
 *
 * TRAPPA_ROUNDS and TRAPPA_SEED make it longer and other. */
#include "../io/scratch.h"
#include "fixture.h"

#include "base/text.h"
#include "domain/content/curriculum_diff.h"
#include "domain/curriculum/finding_format.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"

#include <stdio.h>

#define STEPS 12
#define ABOVE 4
#define STATE_BYTES_MAX (4 * 1024 * 1024)

/* What can be said in a step's file, each by a number. */
struct written {
    bool is_there, is_in_case_folder, is_translated, cites, aims, is_broken;
    int phase, number, title, text, link, link_to, required, revision, translates;
};

/* A step file of the upper layer. */
struct above {
    int what; /* 0 nothing, 1 adds, 2 extends, 3 replaces, 4 hides */
    int of, text, based_on;
};

struct model {
    struct written steps[STEPS];
    struct above above[ABOVE];
    int programme_title, levels, sources, retired /* a step, or -1 */, also /* a step, or -1 */, image;
};

static int chance(int of)
{
    return rand() % of;
}

/* ---- writing a model down ---- */

static void link_add(struct text *text, const struct model *model, const struct written *step)
{
    const struct written *to = &model->steps[step->link_to];
    if (step->link == 1)
        text_addf(text, "Se [det](step:s%d).\n\n", step->link_to);
    if (step->link == 2 && !to->is_in_case_folder)
        text_addf(text, "Se [det](../%02d-fas%d/%02d-s%d.md#del).\n\n", to->phase, to->phase, to->number,
                  step->link_to);
    if (step->link == 3 && !step->is_in_case_folder)
        text_add(text, "![Huset](../hus.png)\n\n");
    if (step->link == 4)
        text_add(text, "Se [webben](https://example.org/) och [borta](borta.md).\n\n");
}

static const char *path_of(struct arena *arena, const struct written *step, int index, const char *end)
{
    if (step->is_in_case_folder)
        return arena_format(arena, "base/cases/s%d%s", index, end);
    return arena_format(arena, "base/programmes/intro/%02d-fas%d/%02d-s%d%s", step->phase, step->phase, step->number,
                        index, end);
}

static void words_add(struct text *text, int seed)
{
    static const char *const words[] = {"bistånd", "familjen", "norm", "ansökan", "samtal", "beslut", "barnen", "får"};
    for (int i = 0; i < 5 + seed % 60; i++)
        text_addf(text, "%s%s", words[(seed * 7 + i * (seed % 5 + 1)) % 8], i % 9 == 8 ? ".\n" : " ");
    text_addf(text, "nummer %d.\n", seed);
}

static void step_write(struct scratch *scratch, const struct model *model, int index)
{
    CLEANUP(text_finish) struct text text = TEXT(64 * 1024);
    const struct written *step = &model->steps[index];
    if (!step->is_there)
        return;
    text_addf(&text, "---\nid: s%d\ntitle: Moment %d\nkind: %s\n", index, step->title,
              step->is_in_case_folder ? "case" : "reading");
    if (step->required >= 0)
        text_addf(&text, "requires: [s%d]\n", step->required);
    if (step->cites)
        text_add(&text, "sources: [sol]\n");
    if (step->aims)
        text_add(&text, "competences: {norm: 3}\nsignoff: mentor\nsigner-level: 2\n");
    if (step->is_broken)
        text_add(&text, "due: i övermorgon\n");
    text_addf(&text, "revisions: [{n: %d, date: 2026-01-01, class: legal}]\n---\n\n", step->revision);
    link_add(&text, model, step);
    words_add(&text, step->text);
    scratch_put(scratch, path_of(&scratch->arena, step, index, ".md"), text_string(&text));
    if (!step->is_translated)
        return;
    text_clear(&text);
    text_addf(&text, "---\ntranslates: %d\ntitle: Step %d\n---\n\nIn English %d.\n", step->translates, step->title,
              step->text);
    scratch_put(scratch, path_of(&scratch->arena, step, index, ".en.md"), text_string(&text));
}

static void above_write(struct scratch *scratch, const struct above *above, int index)
{
    CLEANUP(text_finish) struct text text = TEXT(64 * 1024);
    if (!above->what)
        return;
    if (above->what == 1)
        text_addf(&text, "---\nid: lokal%d\ntitle: Lokalt\nrequires: [s%d]\n---\n\n", index, above->of);
    if (above->what == 2)
        text_addf(&text, "---\nextends: s%d\n---\n\nSå här. [Mer](step:lokal0)\n\n", above->of);
    if (above->what == 3)
        text_addf(&text, "---\nreplaces: s%d\nbased-on: %d\n---\n\n", above->of, above->based_on);
    if (above->what == 4)
        text_addf(&text, "---\nhides: s%d\nbecause: Inte här\n---\n", above->of);
    words_add(&text, above->text);
    scratch_put(scratch,
                arena_format(&scratch->arena, "kommun/programmes/intro/01-fas1/%02d-l%d.md", 50 + index, index),
                text_string(&text));
}

static void others_write(struct scratch *scratch, const struct model *model)
{
    struct arena *arena = &scratch->arena;
    scratch_put(scratch, "base/curriculum.yaml",
                arena_format(arena, "id: bas\ntitle: Bas\nlanguage: sv\n%s",
                             model->retired < 0 ? "" : arena_format(arena, "retired: [s%d]\n", model->retired)));
    scratch_put(scratch, "kommun/curriculum.yaml", "id: kommun\ntitle: Kommunen\nlanguage: sv\n");
    scratch_put(scratch, "base/programmes/intro/programme.yaml",
                arena_format(arena,
                             "id: intro\ntitle: Intro %d\nphases:\n  - {id: fas1, title: Först%s}\n"
                             "  - {id: fas2, title: Sen}\n",
                             model->programme_title,
                             model->also < 0 ? "" : arena_format(arena, ", also: [s%d]", model->also)));
    scratch_put(
        scratch, "base/staircases/trappa.yaml",
        arena_format(arena,
                     "id: trappa\ntitle: Trappan\ncompetences:\n  norm:\n    title: Norm\nlevels:\n"
                     "  - {level: 1, title: Ny, work: Lär sig, rules: []}\n%s",
                     model->levels < 2
                         ? ""
                         : "  - {level: 2, title: Van, work: Gör, rules: [{competence: norm, autonomy: 3}]}\n"));
    scratch_put(scratch, "base/sources.yaml",
                model->sources ? "- {id: sol, title: Lagen, checked: 2026-01-05}\n" : "[]\n");
    if (model->image)
        scratch_put(scratch, "base/programmes/intro/hus.png",
                    model->image == 1 ? "\x89PNG\r\n\x1a\n one" : "\x89PNG\r\n\x1a\n two");
}

static void model_write(struct scratch *scratch, const struct model *model)
{
    file_remove_tree(scratch_path(scratch, "base"));
    file_remove_tree(scratch_path(scratch, "kommun"));
    others_write(scratch, model);
    for (int i = 0; i < STEPS; i++)
        step_write(scratch, model, i);
    for (int i = 0; i < ABOVE; i++)
        above_write(scratch, &model->above[i], i);
}

/* ---- changing it ---- */

static struct model model_first(void)
{
    struct model model = {.levels = 2, .sources = 1, .retired = -1, .also = -1, .image = 1};
    for (int i = 0; i < STEPS; i++)
        model.steps[i] = (struct written){.is_there = i < 10,
                                          .phase = 1 + i % 2,
                                          .number = i,
                                          .title = i,
                                          .text = i,
                                          .link = i % 3,
                                          .link_to = (i + 1) % 10,
                                          .required = i - 1,
                                          .cites = i == 0,
                                          .aims = i == 1,
                                          .revision = 1,
                                          .translates = 1};
    model.above[0] = (struct above){1, 0, 0, 1};
    return model;
}

static void step_revise(struct written *step)
{
    switch (chance(14)) {
    case 0:
        step->is_there = !step->is_there;
        break;
    case 1:
        step->is_in_case_folder = !step->is_in_case_folder;
        break;
    case 2:
        step->is_translated = !step->is_translated;
        break;
    case 3:
        step->cites = !step->cites;
        break;
    case 4:
        step->aims = !step->aims;
        break;
    case 5:
        step->is_broken = chance(4) == 0;
        break;
    case 6:
        step->phase = 1 + chance(2);
        break;
    case 7:
        step->number = chance(30);
        break;
    case 8:
        step->title = chance(100);
        break;
    case 9:
        step->link = chance(8) ? chance(4) : 4;
        break;
    case 10:
        step->link_to = chance(STEPS);
        break;
    case 11:
        step->required = chance(STEPS + 4) - 4;
        break;
    case 12:
        step->translates = step->revision = 1 + chance(3);
        break;
    default:
        step->text = chance(1000);
    }
}

static void model_change(struct model *model)
{
    switch (chance(16)) {
    case 0:
        model->programme_title = chance(5);
        break;
    case 1:
        model->levels = 1 + (chance(4) > 0);
        break;
    case 2:
        model->sources = chance(4) > 0;
        break;
    case 3:
        model->retired = chance(2 * STEPS) - STEPS;
        break;
    case 4:
        model->also = chance(2 * STEPS) - STEPS;
        break;
    case 5:
        model->image = chance(3);
        break;
    case 6:
        model->above[chance(ABOVE)] = (struct above){chance(5), chance(STEPS), chance(100), 1 + chance(2)};
        break;
    default:
        step_revise(&model->steps[chance(STEPS)]);
    }
    model->retired = model->retired < 0 ? -1 : model->retired;
    model->also = model->also < 0 ? -1 : model->also;
}

/* ---- what came of it, as a text ---- */

/* Not the comparison with what was published before: who publishes for the first time has nothing to compare with. */
static void findings_state(struct text *state, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->kind->code == FINDING_CHANGE_WITHOUT_REVISION)
            continue;
        text_addf(state, "%s:%d:%d %d ", finding->place.path, finding->place.line, finding->place.column,
                  (int)finding->kind->code);
        finding_add_sentence(state, finding, NULL);
        finding_add_hint(state, finding, NULL);
        text_add_char(state, '\n');
    }
}

static void text_state(struct content *content, const struct content_entry *entry, struct arena *arena,
                       struct text *state)
{
    struct content_part *parts;
    struct content_text text;
    size_t count = 0;
    fixture_ok(content_step_parts(entry, arena, &parts, &count));
    for (size_t i = 0; i < count; i++) {
        fixture_ok(content_text(content, entry->id, parts[i].blob, "sv", arena, &text));
        text_addf(state, "  %s\n", text.html);
        fixture_ok(content_text(content, entry->id, parts[i].blob, "en", arena, &text));
        text_addf(state, "  %s %s %s\n", text.language, text.title ? text.title : "-", text.html);
    }
}

static void entry_state(const struct content_entry *entry, struct text *state)
{
    text_addf(state, "%s|%s|%s|%s|%s|%d|%d|%d|%d|%d|%d|%d|%s|%s|%d|%d%d|%s|%s|%s\n", entry->id, entry->title,
              entry->programme ? entry->programme : "-", entry->phase ? entry->phase : "-",
              entry->phase_title ? entry->phase_title : "-", entry->order, (int)entry->component, (int)entry->kind,
              entry->minutes, (int)entry->signoff, entry->signer_level, entry->revision, entry->layer, entry->blob,
              (int)entry->role, entry->is_hidden, entry->is_retired, entry->backgrounds ? entry->backgrounds : "-",
              entry->parts, entry->excerpt ? entry->excerpt : "-");
}

static void around_state(struct content *content, const char *step, struct arena *arena, struct text *state)
{
    struct content_aim *aims;
    struct content_source *sources;
    struct content_revision *revisions;
    struct content_ids required;
    size_t aim_count, source_count, revision_count;
    fixture_ok(content_aims(content, step, arena, &aims, &aim_count));
    fixture_ok(content_step_sources(content, step, arena, &sources, &source_count));
    fixture_ok(content_requires(content, step, arena, &required));
    fixture_ok(content_revisions(content, step, arena, &revisions, &revision_count));
    for (size_t i = 0; i < aim_count; i++)
        text_addf(state, "  %s %d", aims[i].title, aims[i].autonomy);
    for (size_t i = 0; i < source_count; i++)
        text_addf(state, "  %s", sources[i].title);
    for (size_t i = 0; i < required.count; i++)
        text_addf(state, "  %s", required.items[i]);
    for (size_t i = 0; i < revision_count; i++)
        text_addf(state, "  %s %d", revisions[i].layer, revisions[i].n);
}

static void programmes_state(struct content *content, struct arena *arena, struct text *state)
{
    struct content_programme *programmes;
    struct content_staircase *staircases;
    struct content_entries entries;
    size_t count = 0;
    fixture_ok(content_programmes(content, arena, &programmes, &count));
    for (size_t i = 0; i < count; i++) {
        text_addf(state, "%s %s %zu\n", programmes[i].id, programmes[i].title, programmes[i].phase_count);
        fixture_ok(content_programme_steps(content, programmes[i].id, arena, &entries));
        for (size_t j = 0; j < entries.count; j++)
            entry_state(&entries.items[j], state);
    }
    fixture_ok(content_staircases(content, arena, &staircases, &count));
    for (size_t i = 0; i < count; i++)
        text_addf(state, "%s %zu\n", staircases[i].id, staircases[i].level_count);
}

static void search_state(struct content *content, struct arena *arena, struct text *state)
{
    static const char *const words[] = {"bistånd", "familj", "moment", "nummer", "ansökan beslut", "lokalt"};
    struct content_hit *hits;
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        fixture_ok(content_search(content, words[i], 50, arena, &hits, &count));
        text_addf(state, "%s:", words[i]);
        for (size_t j = 0; j < count; j++)
            text_addf(state, " %s(%s%s%s)", hits[j].step, hits[j].before, hits[j].match, hits[j].after);
        text_add_char(state, '\n');
    }
}

static void content_state(const char *folder, struct text *state)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", folder);
    CLEANUP(content_close_at) struct content *content = NULL;
    struct content_entries steps;
    fixture_ok(content_open(path, &content));
    fixture_ok(content_read_begin(content));
    fixture_ok(content_steps(content, &arena, &steps));
    for (size_t i = 0; i < steps.count; i++) {
        entry_state(&steps.items[i], state);
        text_state(content, &steps.items[i], &arena, state);
        around_state(content, steps.items[i].id, &arena, state);
    }
    programmes_state(content, &arena, state);
    search_state(content, &arena, state);
    content_read_end(content);
}

/* ---- the two ways ---- */

/* As bare rows: layer_add() takes none that have errors, and here they get them later. */
static void layers_add(struct fixture *fixture, struct scratch *scratch)
{
    static const struct query insert = {"test.layer", "layer",
                                        "INSERT INTO layer (name, position, source, kind) VALUES (?1, ?2, ?3, "
                                        "'folder') RETURNING *"};
    static const char *const names[] = {"base", "kommun"};
    fixture_ok(records_begin(fixture->records));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        fixture_ok(records_write(
            fixture->records, &insert,
            BIND(value_text(names[i]), value_number((int64_t)i + 1), value_text(scratch_path(scratch, names[i]))),
            NULL));
    fixture_ok(records_end(fixture->records, 0, &(struct event){.actor = &actor_operator, .kind = "fixture.made"}));
}

/* Publishes and says what came of it; false if nothing was published. */
static bool publish_and_say(struct fixture *fixture, struct text *state)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    fixture_ok(publish(fixture->records, &actor_operator, &publication));
    if (*publication.edition && !publication.is_new)
        return false; /* nothing had changed */
    findings_state(state, &publication.check.findings);
    text_addf(state, "%s, %zu steps\n", publication.is_new ? "published" : "refused", publication.steps);
    if (*publication.edition)
        content_state(fixture->folder, state);
    return *publication.edition;
}

static void compare_with_all_at_once(struct scratch *scratch, const struct text *state, int round)
{
    CLEANUP(text_finish) struct text whole = TEXT(STATE_BYTES_MAX);
    struct fixture fresh;
    fixture_begin(&fresh);
    layers_add(&fresh, scratch);
    publish_and_say(&fresh, &whole);
    fixture_end(&fresh);
    const char *one = text_string(state), *other = text_string(&whole);
    size_t same = 0, line = 0;
    for (; one[same] && one[same] == other[same]; same++)
        line = one[same] == '\n' ? same + 1 : line;
    cr_assert_str_eq(one, other, "round %d\n-- one by one: %.900s\n-- at once: %.900s", round, one + line,
                     other + line);
}

static int number_from(const char *name, int otherwise)
{
    int64_t number = otherwise;
    const char *said = getenv(name);
    if (said)
        text_to_number(said, 0, INT32_MAX, &number);
    return (int)number;
}

Test(publish_random, one_by_one_gives_what_all_at_once_gives, .timeout = 1200)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct fixture fixture;
    struct model model = model_first(), good = model;
    int rounds = number_from("TRAPPA_ROUNDS", 25), published = 0, refused = 0;
    srand((unsigned)number_from("TRAPPA_SEED", 20260302));
    fixture_begin(&fixture);
    model_write(&scratch, &model);
    layers_add(&fixture, &scratch);
    for (int round = 0; round < rounds; round++) {
        CLEANUP(text_finish) struct text state = TEXT(STATE_BYTES_MAX);
        bool is_published = publish_and_say(&fixture, &state);
        if (state.length)
            compare_with_all_at_once(&scratch, &state, round);
        published += is_published;
        refused += state.length && !is_published;
        good = is_published ? model : good;
        model = is_published || chance(2) ? model : good;
        for (int changes = 1 + chance(4); changes > 0; changes--)
            model_change(&model);
        model_write(&scratch, &model);
    }
    fixture_end(&fixture);
    cr_assert(rounds < 25 || (published > 5 && refused > 2), "%d published, %d refused", published, refused);
}
