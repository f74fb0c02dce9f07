/* Shows a step and handles its forms; see step.h. */
#include "ui/web/step.h"
#include "ui/web/circular.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/circular/curriculum_access.h"
#include "domain/content/version.h"
#include "domain/people/mentor.h"
#include "domain/plan/step_comment.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "domain/signoff/step_action.h"
#include "ui/web/page_subject.h"
#include "ui/web/step_diff.h"
#include "ui/web/step_row.h"

#include <string.h>

/* ---- reading ---- */

static const struct content_layer *layer_find(const struct step_page *shown, const char *name)
{
    for (size_t i = 0; name && i < shown->layer_count; i++)
        if (text_equal(shown->layers[i].name, name))
            return &shown->layers[i];
    return NULL;
}

/* What is shown: the newest text, also of a step that is done; only where the step is gone from the edition the one
 * that was done (docs/rules.md, "Pinning": the difference is taken by the person, who must be able to read the new text
 * first). */
static int part_read(const struct page *page, const struct content_part *from, struct step_page *shown,
                     struct step_part *part)
{
    struct content_text text;
    const struct content_entry *entry = &shown->item.step;
    TRY(content_text(page->site->content, entry->id, from->blob, language_code(page->language), page->arena, &text));
    *part =
        (struct step_part){.text = {html_trusted(text.html, strlen(text.html)),
                                    block_render_places(from, entry->id, &text.blocks, page->arena), text.blocks.count},
                           .language = text.language,
                           .layer = from->layer,
                           .from = layer_find(shown, from->layer),
                           .is_local = from->role == STEP_EXTENDS};
    if (part == shown->parts && text.title)
        shown->title = text.title;
    shown->has_blocks |= text.blocks.count > 0;
    return 0;
}

static int parts_read(const struct page *page, struct step_page *shown)
{
    struct content_part *parts;
    const struct content_entry *entry = &shown->item.step;
    TRY(content_step_parts(entry, page->arena, &parts, &shown->part_count));
    shown->parts = arena_zeroed(page->arena, (shown->part_count + 1) * sizeof *shown->parts);
    shown->title = entry->title;
    TRY(content_layers(page->site->content, page->arena, &shown->layers, &shown->layer_count));
    TRY(content_hiding(page->site->content, entry->id, page->arena, &shown->hiding));
    shown->hidden_from = layer_find(shown, shown->hiding.layer);
    for (size_t i = 0; i < shown->part_count; i++)
        TRY(part_read(page, &parts[i], shown, &shown->parts[i]));
    return 0;
}

/* Whose answers are shown: those of the person, to who may read them. */
static struct block_view viewing_of(const struct page *page, const struct step_page *shown)
{
    bool may_read = shown->is_learner || (shown->rid && subject_may(&shown->subject, RIGHT_SEE_COMMENTS));
    return (struct block_view){.site = page->site,
                               .viewer = page->actor,
                               .person = may_read ? shown->subject.person.rid : NULL,
                               .may_answer = shown->is_learner && !shown->item.step.is_retired};
}

void step_text_write(struct page *page, struct step_page *shown, const struct step_part *part)
{
    const struct block_view viewing = viewing_of(page, shown);
    shown->takes_answers |= block_text_write(page, &part->text, &viewing);
}

static int requires_read(const struct page *page, struct step_page *shown)
{
    struct content_ids ids;
    TRY(content_requires(page->site->content, shown->item.step.id, page->arena, &ids));
    shown->requires = arena_zeroed(page->arena, (ids.count + 1) * sizeof *shown->requires);
    for (size_t i = 0; i < ids.count; i++) {
        struct plan_item before;
        TRY(plan_step(page->site, &shown->subject, ids.items[i], page->arena, &before));
        shown->requires[shown->require_count++] = (struct step_require){
            .id = before.step.id, .title = before.step.title, .is_finished = plan_item_is_finished(&before)};
    }
    return 0;
}

static int decision_read(const struct page *page, struct step_page *shown)
{
    struct decision *decisions;
    size_t count;
    if (shown->item.state != STATE_SKIPPED && shown->item.state != STATE_RECOGNISED)
        return 0;
    TRY(decisions_of(page->site, &shown->subject, page->arena, &decisions, &count));
    shown->decision = decision_find(decisions, count, shown->item.step.id);
    return 0;
}

static int rights_read(const struct page *page, struct step_page *shown)
{
    shown->is_learner = subject_is_learner(&shown->subject);
    shown->may_sign = shown->rid && subject_may(&shown->subject, RIGHT_SIGN);
    shown->may_lead = shown->rid && subject_may(&shown->subject, RIGHT_LEAD);
    if (!subject_may(&shown->subject, RIGHT_SEE_COMMENTS))
        return 0;
    return step_comments(page->site, &shown->subject, shown->item.step.id, page->arena, &shown->comments,
                         &shown->comment_count);
}

static int step_read(const struct page *page, struct step_page *shown)
{
    struct content *content = page->site->content;
    const char *step = page_parameter(page, "step");
    TRY(plan_step(page->site, &shown->subject, step, page->arena, &shown->item));
    TRY(parts_read(page, shown));
    TRY(requires_read(page, shown));
    TRY(carry_over_show(page->site, &shown->subject, step, page->arena, &shown->carry_over));
    TRY(content_aims(content, step, page->arena, &shown->aims, &shown->aim_count));
    TRY(content_step_sources(content, step, page->arena, &shown->sources, &shown->source_count));
    TRY(content_revisions(content, step, page->arena, &shown->revisions, &shown->revision_count));
    TRY(decision_read(page, shown));
    TRY(rights_read(page, shown));
    const struct block_view viewing = viewing_of(page, shown);
    shown->is_passed = true;
    return shown->has_blocks && shown->is_learner
               ? block_render_is_passed(&viewing, &shown->item.step, &shown->is_passed)
               : 0;
}

static int own_show(struct page *page)
{
    struct step_page shown = {.subject = page_subject_self(page)};
    TRY(curriculum_check_step(page->site, &shown.subject, page_parameter(page, "step")));
    TRY(step_read(page, &shown));
    page_title(page, "%s", shown.title);
    page_step(&page->content, page, &shown);
    return 0;
}

int step_show_other(struct page *page)
{
    struct step_page shown = {0};
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &shown.subject));
    if (shown.subject.person.key != page->actor->key)
        shown.rid = shown.subject.person.rid;
    TRY(step_read(page, &shown));
    page_title(page, "%s: %s", shown.title, shown.subject.person.name);
    page_step(&page->content, page, &shown);
    return 0;
}

/* ---- what a learner does ---- */

static int done_post(struct page *page)
{
    const char *step = page_parameter(page, "step");
    int result = step_done_version(page->site, page->actor, subject_self(), step, page_field(page, "seen"));
    if (fail_is(result, REASON_TEXT_CHANGED))
        return step_diff_show_replaced(page, step);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Done. What you did stays done."));
    return page_lead(page, TARGET_TODAY, NULL, NULL);
}

static int take_post(struct page *page)
{
    const struct subject self = page_subject_self(page);
    const char *step = page_parameter(page, "step");
    struct plan_item before;
    TRY(plan_step(page->site, &self, step, page->arena, &before));
    int result = step_accept_version(page->site, page->actor, subject_self(), step, page_field(page, "seen"));
    if (fail_is(result, REASON_TEXT_CHANGED))
        return step_diff_show_replaced(page, step);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, before.done_revision ? N_("You have taken the difference.")
                                            : N_("Taken over. What you did before counts here too."));
    return page_lead(page, TARGET_TODAY, NULL, NULL);
}

static int request_send(struct page *page, bool to_observe)
{
    const char *step = page_parameter(page, "step");
    int result = signoff_request_version(page->site, page->actor,
                                         &(struct signoff_request){.person = subject_self(),
                                                                   .step = step,
                                                                   .to_observe = to_observe,
                                                                   .expected_version = page_field(page, "seen")});
    if (fail_is(result, REASON_TEXT_CHANGED))
        return step_diff_show_replaced(page, step);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("You have asked. You see under Today that it waits."));
    return page_lead(page, TARGET_STEP, NULL, step);
}

static int request_post(struct page *page)
{
    return request_send(page, page_field_is(page, "kind", "observation"));
}

static int withdraw_post(struct page *page)
{
    const char *step = page_parameter(page, "step");
    int result = signoff_withdraw(page->site, page->actor, subject_self(), step);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("You have taken the question back."));
    return page_lead(page, TARGET_STEP, NULL, step);
}

/* All blocks of the step's texts. */
static struct block_place *places_gather(const struct page *page, const struct step_page *shown, size_t *ret_count)
{
    size_t count = 0;
    for (size_t i = 0; i < shown->part_count; i++)
        count += shown->parts[i].text.count;
    struct block_place *places = arena_zeroed(page->arena, (count + 1) * sizeof *places);
    *ret_count = 0;
    for (size_t i = 0; i < shown->part_count; i++)
        for (size_t j = 0; j < shown->parts[i].text.count; j++)
            places[(*ret_count)++] = shown->parts[i].text.places[j];
    return places;
}

/* Some buttons send the answers and then do what they say, so that no press throws away what was typed. */
static int answered_go_on(struct page *page, const char *step)
{
    const char *then = page_field(page, "then");
    if (text_equal(then, "done"))
        return done_post(page);
    if (text_equal(then, "read"))
        return circular_confirm_read(page, step);
    if (text_equal(then, "signoff") || text_equal(then, "observation"))
        return request_send(page, text_equal(then, "observation"));
    return page_redirect(page, "%s#svar", page_link(page, TARGET_STEP, NULL, step));
}

static int answer_post(struct page *page)
{
    struct step_page shown = {.subject = page_subject_self(page)};
    size_t count;
    TRY(step_read(page, &shown));
    const struct block_view viewing = viewing_of(page, &shown);
    const struct block_place *places = places_gather(page, &shown, &count);
    TRY(block_fields_check(page, places, count));
    if (!viewing.may_answer)
        return fail(FAIL_RULE, "step '%s': is no longer used here", shown.item.step.id);
    if (!*page_field(page, "then") || block_fields_are_filled(page)) {
        int result = block_answers_submit(page, places, count, &viewing);
        if (page_problem_failed(page, "", result) || page_has_problems(page))
            return own_show(page);
        TRY(result);
    }
    return answered_go_on(page, shown.item.step.id);
}

/* ---- images beside a step ---- */

static int image_show(struct page *page)
{
    const void *bytes;
    const char *type;
    size_t length;
    const struct subject self = page_subject_self(page);
    TRY(curriculum_check_image(page->site, &self, page_parameter(page, "blob")));
    TRY(content_image(page->site->content, page_parameter(page, "blob"), page->arena, &bytes, &length, &type));
    return page_bytes(page, bytes, length, type);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/moment/:step",
     .handler = own_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Step")},
    {.method = "POST",
     .path = "/moment/:step/klart",
     .handler = done_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Step"),
     .fields = {"seen"}},
    {.method = "POST",
     .path = "/moment/:step/ta",
     .handler = take_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Step"),
     .fields = {"seen"}},
    {.method = "POST",
     .path = "/moment/:step/begar",
     .handler = request_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Step"),
     .fields = {"kind", "seen"}},
    {.method = "POST",
     .path = "/moment/:step/svar",
     .handler = answer_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Step"),
     .fields = {"seen", "then"},
     .takes_answers = true},
    {.method = "POST",
     .path = "/moment/:step/aterta",
     .handler = withdraw_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Step")},
    {.method = "GET",
     .path = "/person/:person/moment/:step",
     .handler = step_show_other,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Step")},
    {.method = "GET",
     .path = "/bild/:blob",
     .handler = image_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Image")},
};
const struct route_table step_routes = ROUTE_TABLE(rows);
