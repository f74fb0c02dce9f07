/* Shows what changed in a step; see ui/web/step_diff.h. */
#include "ui/web/step_diff.h"

#include "base/text.h"
#include "domain/circular/curriculum_access.h"
#include "domain/content/version.h"
#include "ui/web/step_row.h"

static int questions_look(const struct page *page, struct step_diff_page *shown)
{
    struct content_part *parts;
    struct blocks blocks;
    size_t count;
    TRY(content_step_parts(&shown->item.step, page->arena, &parts, &count));
    for (size_t i = 0; i < count && !shown->has_questions; i++) {
        TRY(content_blocks(page->site->content, parts[i].blob, page->arena, &blocks));
        shown->has_questions = blocks.count > 0;
    }
    return 0;
}

static int revisions_read(const struct page *page, struct step_diff_page *shown)
{
    const char *step = shown->item.step.id;
    TRY(questions_look(page, shown));
    return content_revisions(page->site->content, step, page->arena, &shown->revisions, &shown->revision_count);
}

static int difference_read(const struct page *page, struct step_diff_page *shown)
{
    const struct step_diff_request of = {.step = page_parameter(page, "step"),
                                         .language = language_code(page->language),
                                         .since_signature = shown->rid != NULL};
    TRY(step_diff(page->site, &shown->subject, &of, page->arena, &shown->item, &shown->comparison));
    shown->since = shown->rid && shown->item.signed_parts ? shown->item.signed_parts : shown->item.diff_since;
    return revisions_read(page, shown);
}

static int own_show(struct page *page)
{
    struct step_diff_page shown = {.subject = page_subject_self(page)};
    shown.is_learner = subject_is_learner(&shown.subject);
    TRY(curriculum_check_step(page->site, &shown.subject, page_parameter(page, "step")));
    TRY(difference_read(page, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("What is new")), shown.item.step.title);
    page_step_diff(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct step_diff_page shown = {0};
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &shown.subject));
    shown.is_learner = subject_is_learner(&shown.subject);
    if (shown.subject.person.key != page->actor->key)
        shown.rid = shown.subject.person.rid;
    shown.may_sign = shown.rid && subject_may(&shown.subject, RIGHT_SIGN);
    TRY(difference_read(page, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("What is new")), shown.item.step.title);
    page_step_diff(&page->content, page, &shown);
    return 0;
}

/* ---- a text that was replaced meanwhile ---- */

int step_diff_since_shown(const struct page *page, const struct content_entry *step,
                          struct step_comparison *ret_comparison)
{
    struct step_versions versions = {
        .step = step->id, .new_parts = step->parts, .language = language_code(page->language)};
    *ret_comparison = (struct step_comparison){0};
    TRY(version_find(page->site->content, step->id, page_field(page, "seen"), page->arena, &versions.old_parts));
    return versions.old_parts ? step_compare(page->site->content, &versions, page->arena, ret_comparison) : 0;
}

int step_diff_show_replaced(struct page *page, const char *step)
{
    struct step_diff_page shown = {.subject = page_subject_self(page), .is_learner = true, .is_replaced = true};
    page->status = 409;
    TRY(plan_step(page->site, &shown.subject, step, page->arena, &shown.item));
    TRY(version_find(page->site->content, step, page_field(page, "seen"), page->arena, &shown.since));
    TRY(step_diff_since_shown(page, &shown.item.step, &shown.comparison));
    TRY(revisions_read(page, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("What is new")), shown.item.step.title);
    page_step_diff(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/moment/:step/skillnad",
     .handler = own_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("What is new")},
    {.method = "GET",
     .path = "/person/:person/moment/:step/skillnad",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("What is new")},
};
const struct route_table step_diff_routes = ROUTE_TABLE(rows);
