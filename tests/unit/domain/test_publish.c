/* Publishing and reading what was published, on a data directory and a curriculum in a fresh folder. */
#include "../io/scratch.h"
#include "fixture.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/content/curriculum_diff.h"
#include "domain/people/access.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"

#define PNG "\x89PNG\r\n\x1a\n"

struct stage {
    struct fixture fixture;
    struct scratch scratch;
    struct content *content;
    struct arena arena;
};

static void put_step(struct scratch *scratch, const char *path, const char *front, const char *body)
{
    CLEANUP(memory_free_at) char *text = memory_format("---\n%s\n---\n\n%s\n", front, body);
    scratch_put(scratch, path, text);
}

static void put_base(struct scratch *scratch)
{
    scratch_put(scratch, "base/curriculum.yaml", "id: bas\ntitle: Bas\nlanguage: sv\n");
    scratch_put(scratch, "base/programmes/introduktion/programme.yaml",
                "id: introduktion\ntitle: Introduktion\nphases:\n  - {id: start, title: Start, also: [fallet]}\n"
                "  - {id: grund, title: Grunden}\nleads-to: {staircase: trappa, level: 2}\n");
    scratch_put(scratch, "base/staircases/trappa.yaml",
                "id: trappa\ntitle: Trappan\ncompetences:\n  norm:\n    title: Normberäkning\n    anchors: {1: Har "
                "sett, 3: Räknar själv}\nlevels:\n  - {level: 1, title: Ny, work: Lär sig, rules: []}\n"
                "  - {level: 2, title: Van, work: Arbetar, rules: [{months: 6}, {competence: norm, autonomy: 3}]}\n");
    scratch_put(scratch, "base/sources.yaml",
                "- {id: sol, title: Socialtjänstlagen, eli: sfs/2025/400, checked: 2026-01-05}\n");
    put_step(scratch, "base/programmes/introduktion/01-start/01-valkommen.md", "id: valkommen\ntitle: Välkommen",
             "Se [normen](../02-grund/01-norm.md#del), [fallet](step:fallet) och [webben](https://example.org/).\n\n"
             "![Huset](hus.png)");
    scratch_put(scratch, "base/programmes/introduktion/01-start/hus.png", PNG);
    put_step(scratch, "base/programmes/introduktion/02-grund/01-norm.md",
             "id: norm\ntitle: Riksnormen\nrequires: [valkommen]\nsignoff: mentor\ncompetences: {norm: 3}\n"
             "sources: [sol]\nfor: [socionom, other]\ndue: week 2\nminutes: 45",
             "Beloppen för barnen räknas särskilt.");
    put_step(scratch, "base/programmes/introduktion/02-grund/01-norm.en.md", "translates: 1\ntitle: The norm",
             "Amounts for children.");
    put_step(scratch, "base/cases/fallet.md", "id: fallet\ntitle: Fallet\nkind: case", "Får familjen bistånd?");
}

static void content_open_in(struct stage *stage)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", stage->fixture.folder);
    fixture_ok(content_open(path, &stage->content));
}

static struct stage stage_make(void)
{
    struct stage stage = {.scratch = scratch_make()};
    fixture_begin(&stage.fixture);
    put_base(&stage.scratch);
    fixture_ok(layer_add(stage.fixture.records, &actor_operator,
                         &(struct layer_new){.name = "base", .where = scratch_path(&stage.scratch, "base")}));
    content_open_in(&stage);
    return stage;
}

static void stage_finish(struct stage *stage)
{
    content_close(stage->content);
    arena_finish(&stage->arena);
    fixture_end(&stage->fixture);
    scratch_finish(&stage->scratch);
}

/* Publishes without errors; the edition, in the stage's arena. */
static const char *publish_good(struct stage *stage, bool is_new)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    fixture_ok(publish(stage->fixture.records, &actor_operator, &publication));
    cr_assert_eq(publication.check.findings.errors, 0);
    cr_assert_eq(publication.is_new, is_new);
    return arena_copy_string(&stage->arena, publication.edition);
}

static struct content_entry step_of(struct stage *stage, const char *id)
{
    struct content_entry entry;
    fixture_ok(content_step(stage->content, id, &stage->arena, &entry));
    return entry;
}

static const char *html_of(struct stage *stage, const char *id, const char *language)
{
    struct content_text text;
    struct content_entry entry = step_of(stage, id);
    fixture_ok(content_text(stage->content, id, entry.blob, language, &stage->arena, &text));
    return text.html;
}

Test(publish, leads_to_an_additions_own_heading_first)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_text text;
    scratch_put(&stage.scratch, "upp/curriculum.yaml", "id: upp\ntitle: Upp\nlanguage: sv\n");
    put_step(&stage.scratch, "upp/programmes/introduktion/02-grund/01-norm.md", "extends: norm",
             "Se [här](#hos-oss) och [där](#överklagande).\n\n## Hos oss\n\nText.");
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.md", "id: norm\ntitle: Riksnormen",
             "## Överklagande\n\nTre veckor.");
    fixture_ok(layer_add(stage.fixture.records, &actor_operator,
                         &(struct layer_new){.name = "upp", .where = scratch_path(&stage.scratch, "upp")}));
    publish_good(&stage, true);
    struct content_entry entry = step_of(&stage, "norm");
    const char *blob = strrchr(entry.parts, ' ') + 1;
    fixture_ok(content_text(stage.content, "norm", blob, NULL, &stage.arena, &text));
    cr_expect(strstr(text.html, "href=\"#upphos-oss\""), "%s", text.html);
    cr_expect(strstr(text.html, "href=\"#overklagande\""), "%s", text.html);
}

Test(publish, says_that_nothing_is_published_yet)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    const char *edition;
    fixture_expect_failure(content_edition(stage.content, &edition), FAIL_NOT_FOUND, "nothing is published yet");
}

Test(publish, gives_an_edition_that_can_be_read)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    const char *edition = publish_good(&stage, true), *read = NULL;
    struct content_entries steps;
    fixture_ok(content_edition(stage.content, &read));
    cr_assert_str_eq(read, edition);
    cr_assert_eq(strlen(edition), 16);
    fixture_ok(content_steps(stage.content, &stage.arena, &steps));
    cr_assert_eq(steps.count, 3);
    cr_assert_str_eq(steps.items[0].id, "valkommen");
    cr_assert_str_eq(steps.items[1].id, "fallet");
    cr_assert_str_eq(steps.items[2].id, "norm");
    struct content_entry norm = steps.items[2];
    cr_assert_str_eq(norm.phase_title, "Grunden");
    cr_assert_str_eq(norm.backgrounds, "socionom other");
    cr_assert_eq(norm.due.unit, DUE_WEEK);
    cr_assert_eq(norm.minutes, 45);
    cr_assert_eq(norm.order, 3);
    cr_assert_str_eq(norm.excerpt, "Beloppen för barnen räknas särskilt.");
}

Test(publish, lists_a_programme_without_excerpts_and_knows_what_it_has)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_entries steps;
    struct content_entry norm;
    const char *excerpt = NULL;
    bool has = false;
    publish_good(&stage, true);
    fixture_ok(content_step(stage.content, "norm", &stage.arena, &norm));
    fixture_ok(content_programme_steps(stage.content, norm.programme, &stage.arena, &steps));
    const struct content_entry *last = &steps.items[steps.count - 1];
    cr_assert_str_eq(last->id, "norm");
    cr_assert_str_eq(last->phase_title, "Grunden");
    cr_assert_null(last->excerpt);
    fixture_ok(content_excerpt(stage.content, last->blob, &stage.arena, &excerpt));
    cr_assert_str_eq(excerpt, norm.excerpt);
    fixture_ok(content_programme_has(stage.content, norm.programme, "norm", &has));
    cr_assert(has);
    fixture_ok(content_programme_has(stage.content, norm.programme, "finns-inte", &has));
    cr_assert_not(has);
}

Test(publish, unchanged_gives_the_same_edition_and_writes_nothing)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    const char *first = publish_good(&stage, true);
    int64_t events = fixture_events(&stage.fixture);
    cr_assert_str_eq(publish_good(&stage, false), first);
    cr_assert_eq(fixture_events(&stage.fixture), events);
}

Test(publish, with_an_error_keeps_the_old_edition)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    CLEANUP(publication_finish) struct publication publication = {0};
    const char *first = publish_good(&stage, true), *now = NULL;
    int64_t events = fixture_events(&stage.fixture);
    put_step(&stage.scratch, "base/cases/annat.md", "id: annat\ntitle: Annat\nkind: case", "[bort](borta.md)");
    fixture_ok(publish(stage.fixture.records, &actor_operator, &publication));
    cr_assert_eq(publication.check.findings.errors, 1);
    cr_assert_str_eq(publication.check.findings.items[0].place.path, "base/cases/annat.md");
    cr_assert_str_eq(publication.edition, "");
    fixture_ok(content_edition(stage.content, &now));
    cr_assert_str_eq(now, first);
    cr_assert_eq(fixture_events(&stage.fixture), events);
}

/* How often a finding of the code is among those of the next publish. */
static size_t published_with(struct stage *stage, enum finding_code code)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    size_t count = 0;
    fixture_ok(publish(stage->fixture.records, &actor_operator, &publication));
    cr_assert(publication.is_new);
    for (size_t i = 0; i < publication.check.findings.count; i++)
        count += publication.check.findings.items[i].kind->code == code;
    return count;
}

Test(publish, warns_of_a_rewritten_text_without_a_new_revision)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    static const char path[] = "base/cases/fallet.md", front[] = "id: fallet\ntitle: Fallet\nkind: case";
    static const char long_text[] =
        "Familjen söker bistånd till en skuld på el som uppstod när ett av barnen opererades och båda föräldrarna var\n"
        "hemma i tre veckor. De har aldrig sökt förut, och de arbetar båda två. Elen stängs av på fredag.\n"
        "Vad gör du, och vad skriver du i beslutet? Vilket lagrum gäller, och hur räknar du?\n";
    put_step(&stage.scratch, path, front, long_text);
    cr_assert_eq(published_with(&stage, FINDING_CHANGE_WITHOUT_REVISION), 0, "nothing was there before");
    put_step(&stage.scratch, path, front, "Något helt annat.");
    cr_assert_eq(published_with(&stage, FINDING_CHANGE_WITHOUT_REVISION), 1);
    cr_assert_eq(file_remove_tree(scratch_path(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.en.md")),
                 0);
    cr_assert_eq(published_with(&stage, FINDING_CHANGE_WITHOUT_REVISION), 0, "said once, of what changed since");
    put_step(&stage.scratch, path, front, long_text);
    cr_assert_eq(published_with(&stage, FINDING_CHANGE_WITHOUT_REVISION), 1, "also of a text that was known before");
    put_step(&stage.scratch, path,
             "id: fallet\ntitle: Fallet\nkind: case\nrevisions:\n"
             "  - {n: 2, date: 2026-03-01, class: substantive}\n  - {n: 1, date: 2026-01-01, class: substantive}",
             "Ännu något annat.");
    cr_assert_eq(published_with(&stage, FINDING_CHANGE_WITHOUT_REVISION), 0, "that is what a revision is for");
}

Test(publish, leads_links_to_pages_and_images_to_their_bytes)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    publish_good(&stage, true);
    const char *html = html_of(&stage, "valkommen", "sv"), *image = strstr(html, "/image/");
    cr_assert(strstr(html, "href=\"/step/norm#del\""), "%s", html);
    cr_assert(strstr(html, "href=\"/step/fallet\""));
    cr_assert(strstr(html, "href=\"https://example.org/\""));
    cr_assert(image);
    const char *blob = arena_copy_bytes(&stage.arena, image + strlen("/image/"), 40), *type = NULL;
    const void *bytes = NULL;
    size_t length = 0;
    fixture_ok(content_image(stage.content, blob, &stage.arena, &bytes, &length, &type));
    cr_assert_eq(length, sizeof PNG - 1);
    cr_assert_str_eq(type, "image/png");
}

Test(publish, renders_again_when_a_link_leads_elsewhere)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    publish_good(&stage, true);
    struct content_entry before = step_of(&stage, "valkommen");
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.md", "id: normen-ny\ntitle: Riksnormen",
             "Nytt moment på samma plats.");
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.en.md", "translates: 1\ntitle: The norm",
             "Amounts.");
    publish_good(&stage, true);
    cr_assert_str_eq(step_of(&stage, "valkommen").blob, before.blob);
    cr_assert(strstr(html_of(&stage, "valkommen", "sv"), "href=\"/step/normen-ny#del\""));
}

Test(publish, keeps_what_a_record_may_name)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    publish_good(&stage, true);
    struct content_entry before = step_of(&stage, "norm");
    struct content_text text;
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.md",
             "id: norm\ntitle: Riksnormen\nrevisions:\n  - {n: 2, date: 2026-01-01, class: legal}\n"
             "  - {n: 1, date: 2025-01-01, class: substantive}",
             "Nya belopp.");
    publish_good(&stage, true);
    cr_assert_eq(step_of(&stage, "norm").revision, 2);
    fixture_ok(content_text(stage.content, "norm", before.blob, "sv", &stage.arena, &text));
    cr_assert(strstr(text.html, "räknas särskilt"));
    cr_assert(strstr(html_of(&stage, "norm", "sv"), "Nya belopp"));
    cr_assert(strstr(html_of(&stage, "norm", "en"), "Nya belopp"), "a translation of revision 1 is not of revision 2");
}

Test(publish, shows_a_translation_of_the_same_revision)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    publish_good(&stage, true);
    struct content_text text;
    fixture_ok(content_text(stage.content, "norm", step_of(&stage, "norm").blob, "en", &stage.arena, &text));
    cr_assert_str_eq(text.title, "The norm");
    cr_assert_str_eq(text.language, "en");
    fixture_ok(content_text(stage.content, "norm", step_of(&stage, "norm").blob, "fi", &stage.arena, &text));
    cr_assert_str_eq(text.language, "sv");
    cr_assert_null(text.title);
}

Test(publish, keeps_a_removed_step_as_retired)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    publish_good(&stage, true);
    put_step(&stage.scratch, "base/programmes/introduktion/01-start/01-valkommen.md", "id: valkommen\ntitle: Hej",
             "Hej.");
    scratch_put(&stage.scratch, "base/programmes/introduktion/programme.yaml",
                "id: introduktion\ntitle: Introduktion\nphases:\n  - {id: start, title: Start}\n"
                "  - {id: grund, title: Grunden}\n");
    cr_assert_eq(file_remove_tree(scratch_path(&stage.scratch, "base/cases")), 0);
    publish_good(&stage, true);
    struct content_entries steps;
    struct content_hit *hits;
    size_t count;
    fixture_ok(content_steps(stage.content, &stage.arena, &steps));
    cr_assert_eq(steps.count, 2);
    cr_assert(step_of(&stage, "fallet").is_retired);
    cr_assert(strstr(html_of(&stage, "fallet", "sv"), "familjen"));
    fixture_ok(content_search(stage.content, "familjen", 10, &stage.arena, &hits, &count));
    cr_assert_eq(count, 0);
}

Test(publish, stacks_local_additions_replacements_and_what_is_hidden)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_part *parts;
    size_t count;
    scratch_put(&stage.scratch, "kommun/curriculum.yaml", "id: kommun\ntitle: Kommunen\nlanguage: sv\n");
    put_step(&stage.scratch, "kommun/programmes/introduktion/02-grund/01-norm.md", "extends: norm",
             "## Så gör vi\n\nRing [först](../01-start/01-valkommen.md).");
    put_step(&stage.scratch, "kommun/programmes/introduktion/01-start/01-valkommen.md",
             "replaces: valkommen\nbased-on: 1\ntitle: Välkommen hit", "Vår text.");
    put_step(&stage.scratch, "kommun/cases/fallet.md", "hides: fallet\nbecause: Passar inte oss", "");
    fixture_ok(layer_add(stage.fixture.records, &actor_operator,
                         &(struct layer_new){.name = "kommun", .where = scratch_path(&stage.scratch, "kommun")}));
    publish_good(&stage, true);
    struct content_entry norm = step_of(&stage, "norm");
    fixture_ok(content_step_parts(&norm, &stage.arena, &parts, &count));
    cr_assert_eq(count, 2);
    cr_assert_str_eq(parts[0].layer, "base");
    cr_assert_str_eq(parts[1].layer, "kommun");
    cr_assert_eq(parts[1].role, STEP_EXTENDS);
    struct content_text text;
    fixture_ok(content_text(stage.content, "norm", parts[1].blob, "sv", &stage.arena, &text));
    cr_assert(strstr(text.html, "href=\"/step/valkommen\""), "%s", text.html);
    cr_assert_eq(step_of(&stage, "valkommen").role, STEP_REPLACES);
    cr_assert_str_eq(step_of(&stage, "valkommen").layer, "kommun");
    cr_assert(step_of(&stage, "fallet").is_hidden);
}

Test(publish, can_be_made_again_from_the_repositories)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    const char *first = publish_good(&stage, true), *now = NULL;
    struct content_text text;
    struct content_entry before = step_of(&stage, "norm");
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.md", "id: norm\ntitle: Riksnormen",
             "Nytt.");
    const char *second = publish_good(&stage, true);
    content_close(stage.content);
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", stage.fixture.folder);
    cr_assert_eq(file_remove_tree(path), 0);
    cr_assert_eq(file_remove_tree(scratch_path(&stage.scratch, "base")), 0);
    fixture_ok(content_edition_rebuild(stage.fixture.records));
    content_open_in(&stage);
    fixture_ok(content_edition(stage.content, &now));
    cr_assert_str_eq(now, second);
    cr_assert_str_neq(now, first);
    fixture_ok(content_text(stage.content, "norm", before.blob, "sv", &stage.arena, &text));
    cr_assert(strstr(text.html, "särskilt"));
}

Test(publish, throws_away_a_content_file_that_is_none)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    const char *edition = publish_good(&stage, true), *now = NULL;
    content_close(stage.content);
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", stage.fixture.folder);
    cr_assert_eq(file_write(path,
                            "this is no database, and it is longer than a header of a hundred bytes has to be, so "
                            "that it is read at all",
                            105, 0600),
                 0);
    fixture_ok(content_edition_rebuild(stage.fixture.records));
    content_open_in(&stage);
    fixture_ok(content_edition(stage.content, &now));
    cr_assert_str_eq(now, edition);
}

Test(publish, is_for_authors_and_administrators)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    CLEANUP(publication_finish) struct publication publication = {0};
    struct actor anna = fixture_actor(&stage.fixture, "anna"), erik = fixture_actor(&stage.fixture, "erik");
    cr_assert_eq(publish(stage.fixture.records, &anna, &publication), FAIL_DENIED);
    fixture_ok(publish(stage.fixture.records, &erik, &publication));
    cr_assert(publication.is_new);
}

Test(content, finds_words_in_their_forms_and_keeps_letters_apart)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_hit *hits;
    size_t count;
    publish_good(&stage, true);
    fixture_ok(content_search(stage.content, "belopp BARN", 10, &stage.arena, &hits, &count));
    cr_assert_eq(count, 1);
    cr_assert_str_eq(hits[0].step, "norm");
    cr_assert_str_eq(hits[0].match, "Beloppen");
    fixture_ok(content_search(stage.content, "far", 10, &stage.arena, &hits, &count));
    cr_assert_eq(count, 0, "far is not får");
    fixture_ok(content_search(stage.content, "riksn", 10, &stage.arena, &hits, &count));
    cr_assert_eq(count, 1, "the beginning of a word, where no whole word is found");
}

Test(content, takes_any_search_words)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    static const char *const words[] = {"",  " ",         "\"",       "AND OR NOT", "a*", "(",       "title:x",
                                        "-", "NEAR(a b)", "\xc3\x28", "^",          "–",  "belopp –"};
    struct content_hit *hits;
    size_t count;
    publish_good(&stage, true);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        fixture_ok(content_search(stage.content, words[i], 10, &stage.arena, &hits, &count));
    cr_assert_eq(count, 1, "a dash is no word that must be there");
}

Test(content, suggests_the_step_that_was_meant)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_entry entry;
    publish_good(&stage, true);
    fixture_expect_failure(content_step(stage.content, "nrom", &stage.arena, &entry), FAIL_NOT_FOUND,
                           "step 'nrom': no such step; did you mean 'norm'?");
}

Test(content, knows_aims_sources_requirements_and_stairs)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct content_aim *aims;
    struct content_source *sources;
    struct content_ids ids;
    struct content_staircase *staircases;
    struct content_programme programme;
    size_t count;
    publish_good(&stage, true);
    fixture_ok(content_aims(stage.content, "norm", &stage.arena, &aims, &count));
    cr_assert_eq(count, 1);
    cr_assert_str_eq(aims[0].title, "Normberäkning");
    cr_assert_str_eq(aims[0].anchors[2], "Räknar själv");
    cr_assert_null(aims[0].anchors[1]);
    fixture_ok(content_step_sources(stage.content, "norm", &stage.arena, &sources, &count));
    cr_assert_eq(count, 1);
    cr_assert_eq(sources[0].checked, fixture_date("2026-01-05"));
    cr_assert_eq(sources[0].version, DAY_NONE);
    fixture_ok(content_requires(stage.content, "norm", &stage.arena, &ids));
    cr_assert_str_eq(ids.items[0], "valkommen");
    fixture_ok(content_competence_steps(stage.content, "norm", &stage.arena, &ids));
    cr_assert_eq(ids.count, 1);
    fixture_ok(content_staircases(stage.content, &stage.arena, &staircases, &count));
    cr_assert_eq(staircases[0].level_count, 2);
    cr_assert_eq(staircases[0].levels[1].rules[1].kind, RULE_COMPETENCE);
    cr_assert_str_eq(staircases[0].levels[1].rules[1].which, "norm");
    fixture_ok(content_programme(stage.content, "introduktion", &stage.arena, &programme));
    cr_assert_str_eq(programme.staircase, "trappa");
    cr_assert_eq(programme.phase_count, 2);
}

Test(curriculum_diff, says_what_came_went_moved_and_changed)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct curriculum_diff differences;
    const char *first = publish_good(&stage, true);
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/01-norm.md",
             "id: norm\ntitle: Riksnormen\nrevisions:\n  - {n: 3, date: 2026-01-02, class: editorial}\n"
             "  - {n: 2, date: 2026-01-01, class: legal}\n  - {n: 1, date: 2025-01-01, class: substantive}",
             "Nya belopp.");
    cr_assert_eq(file_remove_tree(scratch_path(&stage.scratch, "base/programmes/introduktion/01-start")), 0);
    put_step(&stage.scratch, "base/programmes/introduktion/02-grund/02-valkommen.md", "id: valkommen\ntitle: Hej",
             "Hej.");
    put_step(&stage.scratch, "base/cases/nytt.md", "id: nytt\ntitle: Nytt\nkind: case", "Nytt fall.");
    const char *second = publish_good(&stage, true);
    fixture_ok(curriculum_diff(stage.content, first, second, &stage.arena, &differences));
    cr_assert_eq(differences.count, 4);
    cr_assert_eq(differences.items[0].kind, CURRICULUM_DIFF_CHANGED);
    cr_assert_str_eq(differences.items[0].step, "norm");
    cr_assert_eq(differences.items[0].change, CHANGE_LEGAL);
    cr_assert_eq(differences.items[0].new_revision, 3);
    cr_assert_eq(differences.items[1].kind, CURRICULUM_DIFF_ADDED);
    cr_assert_str_eq(differences.items[1].step, "nytt");
    cr_assert_eq(differences.items[2].kind, CURRICULUM_DIFF_CHANGED);
    cr_assert_eq(differences.items[3].kind, CURRICULUM_DIFF_MOVED);
    cr_assert_str_eq(differences.items[3].to, "introduktion/grund");
    fixture_expect_failure(curriculum_diff(stage.content, "00000000", second, &stage.arena, &differences),
                           FAIL_NOT_FOUND, "edition '00000000': no such edition");
}

Test(layer, refuses_what_it_cannot_bring)
{
    CLEANUP(stage_finish) struct stage stage = stage_make();
    struct records *records = stage.fixture.records;
    struct actor cecilia = fixture_actor(&stage.fixture, "cecilia");
    fixture_expect_failure(layer_add(records, &actor_operator, &(struct layer_new){.name = "base", .where = "/tmp"}),
                           FAIL_RULE, "layer 'base': there is a layer of that name");
    cr_assert_eq(layer_add(records, &actor_operator, &(struct layer_new){.name = "Ä", .where = "/tmp"}), FAIL_INPUT);
    cr_assert_eq(layer_add(records, &actor_operator, &(struct layer_new){.name = "x", .where = "http://example.org/"}),
                 FAIL_INPUT);
    cr_assert_eq(layer_add(records, &actor_operator, &(struct layer_new){.name = "x", .where = "/tmp/nowhere-at-all"}),
                 FAIL_NOT_FOUND);
    cr_assert_eq(layer_add(records, &cecilia, &(struct layer_new){.name = "x", .where = "/tmp"}), FAIL_DENIED);
}
