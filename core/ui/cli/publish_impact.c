/* `trappa curriculum publish --dry-run`: what publishing would do to plans and sign-offs. */
#include "domain/plan/publish_impact.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/publish/publish.h"
#include "ui/cli/command.h"
#include "ui/cli/finding_groups.h"
#include "ui/cli/publish_impact.h"

#include <stdio.h>

/* ---- lines ---- */

static const char *figure_text(const struct invocation *invocation, int figure)
{
    if (figure == PUBLISH_IMPACT_WITHHELD)
        return translate(invocation->language, N_("fewer than 5"));
    return arena_format(invocation->arena, "%d", figure);
}

static void figure_add(const struct invocation *invocation, struct text *text, const char *what, int figure)
{
    if (figure)
        text_addf(text, "    %s: %s\n", translate(invocation->language, what), figure_text(invocation, figure));
}

static void step_add(const struct invocation *invocation, struct text *text, const struct publish_impact_step *step)
{
    const struct curriculum_diff_item *difference = &step->difference;
    text_addf(text, "%-8s %-32s %s\n", curriculum_diff_kind_word(difference->kind), difference->step,
              difference->kind == CURRICULUM_DIFF_CHANGED ? change_class_word(difference->change) : "");
    figure_add(invocation, text, N_("running plans with the step"), step->plans);
    figure_add(invocation, text, N_("people who are asked to read what is new"), step->read);
    figure_add(invocation, text, N_("of them, people who do it again from a day to come"), step->later);
    figure_add(invocation, text, N_("people who do it again at once"), step->redo);
    figure_add(invocation, text, N_("sign-offs on the older text"), step->signatures);
    for (size_t i = 0; i < step->people_count; i++)
        text_addf(text, "      %s (%s)\n", step->people[i].name, step->people[i].id);
}

/* ---- JSON ---- */

static void figure_json(struct json *json, const char *key, int figure)
{
    json_key(json, key);
    if (figure == PUBLISH_IMPACT_WITHHELD)
        json_null(json);
    else
        json_number(json, figure);
}

static void step_json(struct json *json, const struct publish_impact_step *step)
{
    const struct curriculum_diff_item *difference = &step->difference;
    json_object(json);
    json_put_string(json, "step", difference->step);
    json_put_string(json, "title", difference->title);
    json_put_string(json, "kind", curriculum_diff_kind_word(difference->kind));
    json_put_string(json, "class",
                    difference->kind == CURRICULUM_DIFF_CHANGED ? change_class_word(difference->change) : NULL);
    figure_json(json, "plans", step->plans);
    figure_json(json, "read", step->read);
    figure_json(json, "redo", step->redo);
    figure_json(json, "redo_later", step->later);
    figure_json(json, "signoffs", step->signatures);
    json_key(json, "people");
    json_array(json);
    for (size_t i = 0; i < step->people_count; i++)
        json_string(json, step->people[i].id);
    json_end(json);
    json_end(json);
}

static void effect_json(struct text *text, const struct invocation *invocation,
                        const struct publish_impact *publish_impact, const struct findings *findings)
{
    struct json json = JSON(text);
    json_object(&json);
    json_put_string(&json, "from", publish_impact->from);
    json_put_string(&json, "to", publish_impact->to);
    json_key(&json, "steps");
    json_array(&json);
    for (size_t i = 0; i < publish_impact->count; i++)
        step_json(&json, &publish_impact->steps[i]);
    json_end(&json);
    json_put_number(&json, "warnings", (int64_t)findings->warnings);
    finding_groups_put_json(&json, invocation, findings);
    json_end(&json);
    text_add_char(text, '\n');
}

int publish_impact_print(const struct invocation *invocation, struct site *site, const struct actor *actor,
                         const struct findings *findings)
{
    CLEANUP(memory_free_at) char *path = publish_preview_path(site->folder);
    CLEANUP(content_close_at) struct content *proposal = NULL;
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024 * 1024);
    struct publish_impact publish_impact;
    TRY(content_open(path, &proposal));
    TRY(publish_impact_compute(site, actor, proposal, invocation->arena, &publish_impact));
    if (invocation_has(invocation, "json")) {
        effect_json(&text, invocation, &publish_impact, findings);
    } else {
        text_addf(&text, "%s -> %s\n", publish_impact.from ? publish_impact.from : "-", publish_impact.to);
        for (size_t i = 0; i < publish_impact.count; i++)
            step_add(invocation, &text, &publish_impact.steps[i]);
        if (!publish_impact.count)
            text_addf(&text, "%s\n",
                      translate(invocation->language, N_("Publishing would change nothing for anybody.")));
        finding_groups_add(&text, invocation, findings);
    }
    TRY(text_check(&text, "the answer"));
    fputs(text_string(&text), stdout);
    return 0;
}
