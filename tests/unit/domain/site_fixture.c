/* Writes, publishes and removes the small curriculum; see site_fixture.h. */
#include "site_fixture.h"

#include "base/fail.h"
#include "domain/progress/state.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "domain/records/audit.h"
#include "io/file.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *path, *words;
} files[] = {
    {"curriculum.yaml", "id: prov\ntitle: Prov\nlanguage: sv\n"},
    {"programmes/introduktion/programme.yaml",
     "id: introduktion\ntitle: Introduktion\nphases:\n  - {id: start, title: Start}\n  - {id: grund, title: Grund}\n"
     "leads-to: {staircase: trappa, level: 2}\n"},
    {"staircases/trappa.yaml", "id: trappa\ntitle: Trappan\ncompetences:\n  norm:\n    title: Normen\n"
                               "    anchors: {1: ser, 2: stöd, 3: översyn, 4: själv, 5: lär ut}\n"
                               "levels:\n  - {level: 1, title: Ny, work: Lite, rules: []}\n"
                               "  - {level: 2, title: Van, work: Mer, rules: [{programme: introduktion}]}\n"
                               "  - {level: 3, title: Erfaren, work: Mycket, rules: [{months: 12}]}\n"},
    {"programmes/introduktion/01-start/01-valkommen.md",
     "---\nid: valkommen\ntitle: Välkommen\nkind: visit\ndue: day 1\n---\n\nHej.\n"},
    {"programmes/introduktion/01-start/02-sekretess.md",
     "---\nid: sekretess\ntitle: Sekretess\ndue: day 2\nsignoff: manager\n---\n\nTyst.\n"},
    {"programmes/introduktion/01-start/03-sjalv.md",
     "---\nid: sjalv\ntitle: Själv\ndue: week 1\nsignoff: self\n---\n\nLäs.\n"},
};

static const struct {
    const char *id, *front;
} steps[] = {
    {"normen", "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n"},
    {"besok", "due: week 3\nkind: observation\nsignoff: mentor\nsigner-level: 2\n"},
    {"fritt", ""},
    {"bara-socionom", "due: week 1\nfor: [socionom]\n"},
    {"sent", "due: month 1\nrequires: [normen]\n"},
};

void site_fixture_write(struct site_fixture *fixture, const char *path, const char *words)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *whole = path[0] == '/' ? path : file_join(&arena, fixture->layer, path);
    fixture_ok(file_make_folders(file_folder(&arena, whole), 0700));
    fixture_ok(file_write(whole, words, strlen(words), 0600));
}

static char *step_path(struct arena *arena, const char *id)
{
    return arena_format(arena, "programmes/introduktion/02-grund/%s.md", id);
}

void site_fixture_step(struct site_fixture *fixture, const char *id, const char *front, const char *body)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    site_fixture_write(fixture, step_path(&arena, id),
                       arena_format(&arena, "---\nid: %s\ntitle: Om %s\n%s---\n\n%s\n", id, id, front, body));
}

void site_fixture_remove(struct site_fixture *fixture, const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    fixture_ok(file_remove_tree(file_join(&arena, fixture->layer, step_path(&arena, id))));
}

void site_fixture_publish(struct site_fixture *fixture)
{
    struct publication publication = {0};
    fixture_ok(publish(fixture->site.records, &actor_operator, &publication));
    cr_assert_neq(publication.edition[0], '\0', "the check found errors in the fixture's curriculum");
    publication_finish(&publication);
}

void site_fixture_begin(struct site_fixture *fixture)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    *fixture = (struct site_fixture){0};
    fixture_begin(&fixture->town);
    fixture->site = (struct site){.folder = fixture->town.folder, .records = fixture->town.records};
    fixture_ok(file_make_temporary("trappa-layer", fixture->layer));
    for (size_t i = 0; i < COUNT_OF(files); i++)
        site_fixture_write(fixture, files[i].path, files[i].words);
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        site_fixture_step(fixture, steps[i].id, steps[i].front, "Text.");
    struct layer_new layer = {.name = "base", .where = fixture->layer};
    fixture_ok(layer_add(fixture->site.records, &actor_operator, &layer));
    site_fixture_publish(fixture);
    fixture_ok(content_open(file_join(&arena, fixture->town.folder, "content.db"), &fixture->site.content));
    fixture_mentors(&fixture->town, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
}

void site_fixture_end(struct site_fixture *fixture)
{
    content_close(fixture->site.content);
    fixture_end(&fixture->town);
    if (file_remove_tree(fixture->layer) != 0)
        cr_log_warn("%s", fail_sentence());
}

struct plan_item site_fixture_item(struct site_fixture *fixture, const char *person, const char *step)
{
    struct plan_item item;
    struct person who = fixture_person(&fixture->town, person);
    fixture_ok(plan_step(&fixture->site, fixture_subject(fixture->site.records, &actor_operator, &who), step,
                         &fixture->town.arena, &item));
    return item;
}

struct plan site_fixture_plan(struct site_fixture *fixture, const char *person)
{
    struct plan plan;
    struct person who = fixture_person(&fixture->town, person);
    fixture_ok(plan_show(&fixture->site, fixture_subject(fixture->site.records, &actor_operator, &who), NULL,
                         &fixture->town.arena, &plan));
    return plan;
}

const struct plan_item *site_fixture_find(const struct plan *plan, const char *step)
{
    for (size_t i = 0; i < plan->count; i++)
        if (strcmp(plan->items[i].step.id, step) == 0)
            return &plan->items[i];
    return NULL;
}

int site_fixture_sign(struct site_fixture *fixture, const char *by, const char *person, const char *step)
{
    struct actor actor = fixture_actor(&fixture->town, by);
    struct signoff_new signing = {.person = subject_id(person), .step = step, .evidence = "observed", .autonomy = 3};
    return signoff_give(&fixture->site, &actor, &signing);
}

int site_fixture_decide(struct site_fixture *fixture, const char *by, const char *person, int level)
{
    struct actor actor = fixture_actor(&fixture->town, by);
    const struct staircase_decision decision = {.person = subject_id(person), .level = level};
    return staircase_decide(&fixture->site, &actor, &decision, NULL);
}

void site_fixture_verify(struct site_fixture *fixture)
{
    struct audit audit;
    fixture_ok(audit_verify(fixture->site.records, NULL, &fixture->town.arena, &audit));
    cr_assert(audit.is_ok, "%s", audit.problem);
}
