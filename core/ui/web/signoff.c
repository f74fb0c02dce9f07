/* Shows the queue of sign-offs and handles its forms; see signoff.h. */
#include "ui/web/signoff.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/content/version.h"
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/progress/state.h"
#include "ui/web/circular.h"
#include "ui/web/page_subject.h"
#include "ui/web/remind.h"
#include "ui/web/step_diff.h"

static int queue_read(const struct page *page, struct signoff_page *shown)
{
    struct signoff_queue_item *waiting;
    struct plan_summary *learners;
    struct signoff_changed_item *changed;
    struct signoff_entered_item *entered;
    TRY(circular_count(page, &shown->circulars));
    TRY(signoff_changed(page->site, page->actor, page->arena, &changed, &shown->changed_count));
    shown->changed = changed;
    TRY(signoff_entered(page->site, page->actor, page->arena, &entered, &shown->entered_count));
    shown->entered = entered;
    TRY(signoff_queue(page->site, page->actor, page->arena, &waiting, &shown->count));
    TRY(plan_summaries(page->site, page->actor, NULL, page->arena, &learners, &shown->learner_count));
    shown->waiting = waiting;
    shown->learners = learners;
    return remind_section_read(page, &shown->beside);
}

static int queue_show(struct page *page)
{
    struct signoff_page shown = {0};
    TRY(queue_read(page, &shown));
    /* After a refusal the row that was answered stays open. */
    for (size_t i = 0; i < shown.count; i++)
        if (text_equal(shown.waiting[i].person.rid, page_field(page, "person")) &&
            text_equal(shown.waiting[i].step.id, page_field(page, "step")))
            shown.open = i;
    page_signoff(&page->content, page, &shown);
    return 0;
}

/* One step of one learner as a row of the queue, asked for or not. */
static int single_read(struct page *page, const char *rid, const char *step, struct signoff_queue_item *waiting)
{
    struct content_aim *aims;
    struct plan_item item;
    struct subject subject;
    TRY(subject_open(page->site->records, page->actor, subject_rid(rid), RIGHT_SIGN, page->arena, &subject));
    page_viewed(page, subject.person.rid);
    waiting->person = subject.person;
    TRY(plan_step(page->site, &subject, step, page->arena, &item));
    TRY(content_aims(page->site->content, step, page->arena, &aims, &waiting->aim_count));
    waiting->step = item.step;
    waiting->aims = aims;
    waiting->last_autonomy = item.autonomy;
    waiting->asked_at = item.state == STATE_REQUESTED ? item.since : 0;
    return 0;
}

static int single_show(struct page *page)
{
    struct signoff_queue_item waiting = {0};
    TRY(single_read(page, page_parameter(page, "person"), page_parameter(page, "step"), &waiting));
    page_title(page, "%s: %s", page_translate(page, N_("Sign")), waiting.step.title);
    page_signoff(&page->content, page, &(struct signoff_page){.waiting = &waiting, .count = 1, .is_single = true});
    return 0;
}

/* Nobody signs a text they have not seen: shows what changed, and the same form with what was typed. */
static int replaced_show(struct page *page, const char *rid, const char *step)
{
    struct signoff_queue_item waiting = {0};
    struct step_comparison replaced;
    page->status = 409;
    TRY(single_read(page, rid, step, &waiting));
    TRY(step_diff_since_shown(page, &waiting.step, &replaced));
    page_title(page, "%s: %s", page_translate(page, N_("Sign")), waiting.step.title);
    page_signoff(&page->content, page,
                 &(struct signoff_page){.waiting = &waiting, .count = 1, .is_single = true, .replaced = &replaced});
    return 0;
}

/* ---- answers ---- */

static int give(struct page *page, const char *rid, const char *step)
{
    int64_t autonomy = 0;
    if (page_has_field(page, "autonomy"))
        TRY(page_field_number(page, "autonomy", 1, 5, &autonomy));
    return signoff_give(page->site, page->actor,
                        &(struct signoff_new){.person = subject_rid(rid),
                                              .step = step,
                                              .evidence = page_field(page, "answer"),
                                              .autonomy = (int)autonomy,
                                              .comment = page_field(page, "comment"),
                                              .expected_version = page_field(page, "seen")});
}

static int answer(struct page *page, const char *rid, const char *step, int (*show_form)(struct page *page))
{
    bool sends_back = page_field_is(page, "answer", "return");
    if (sends_back && text_is_blank(page_field(page, "comment"))) {
        page_problem(page, "comment", N_("Write what is missing, so that it can be mended."));
        return show_form(page);
    }
    int result = sends_back
                     ? signoff_return(page->site, page->actor, subject_rid(rid), step, page_field(page, "comment"))
                     : give(page, rid, step);
    if (fail_is(result, REASON_TEXT_CHANGED))
        return replaced_show(page, rid, step);
    if (page_problem_failed(page, sends_back ? "comment" : "answer", result))
        return show_form(page);
    TRY(result);
    if (sends_back)
        page_message(page, N_("Sent back to %s with your comment."), page_subject_name(page, rid));
    else
        page_message(page, N_("Signed for %s."), page_subject_name(page, rid));
    return page_lead(page, TARGET_SIGNOFF_QUEUE, NULL, NULL);
}

static int queue_post(struct page *page)
{
    return answer(page, page_field(page, "person"), page_field(page, "step"), queue_show);
}

static int single_post(struct page *page)
{
    return answer(page, page_parameter(page, "person"), page_parameter(page, "step"), single_show);
}

/* What somebody else entered from paper in the viewer's name is wrong. */
static int wrong_post(struct page *page)
{
    const char *rid = page_field(page, "person");
    int result = signoff_reopen(page->site, page->actor, subject_rid(rid), page_field(page, "step"),
                                page_field(page, "because"));
    if (page_problem_failed_here(page, "because", result))
        return queue_show(page);
    TRY(result);
    page_message(page, N_("The sign-off has ended, and the step is open again."));
    return page_lead(page, TARGET_SIGNOFF_QUEUE, NULL, NULL);
}

static int full_post(struct page *page)
{
    int until = DAY_NONE;
    if (!text_is_blank(page_field(page, "until"))) {
        int read = page_field_day(page, "until", &until);
        if (page_problem_failed(page, "until", read))
            return queue_show(page);
        TRY(read);
    }
    TRY(mentor_set_full(page->site->records, page->actor, subject_self(), until));
    page_message(page,
                 until == DAY_NONE ? N_("You take new learners again.") : N_("You get no new learners until then."));
    return page_lead(page, TARGET_SIGNOFF_QUEUE, NULL, NULL);
}

#define ANSWER_FIELDS "person", "step", "seen", "autonomy", "comment", "answer"

static const struct route rows[] = {
    {.method = "GET",
     .path = "/intyga",
     .handler = queue_show,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Sign"),
     .menu = 30},
    {.method = "POST",
     .path = "/intyga",
     .handler = queue_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Sign"),
     .fields = {ANSWER_FIELDS}},
    {.method = "POST",
     .path = "/intyga/fel",
     .handler = wrong_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Sign"),
     .fields = {"person", "step", "because"}},
    {.method = "POST",
     .path = "/intyga/full",
     .handler = full_post,
     .open_to = ROUTE_FOR_MENTOR,
     .title = N_("Sign"),
     .fields = {"until"}},
    {.method = "GET",
     .path = "/person/:person/intyga/:step",
     .handler = single_show,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Sign")},
    {.method = "POST",
     .path = "/person/:person/intyga/:step",
     .handler = single_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Sign"),
     .fields = {ANSWER_FIELDS}},
};
const struct route_table signoff_routes = ROUTE_TABLE(rows);
