/* Shows the agenda of a talk and handles its forms; see supervision.h. */
#include "ui/web/supervision.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/progress/state.h"

#include <string.h>

#define TITLES_BYTES_ENOUGH 200 /* a message is short: it travels in a cookie */
#define SIGNS_MAX 20            /* rows; more than anybody signs after one talk */

/* ---- reading ---- */

/* What was chosen in the form stays so when it comes back with a problem. */
static void sign_restore(const struct page *page, struct supervision_sign *sign)
{
    const char *step, *autonomy;
    if (!page_field_at(page, "step", 0))
        return;
    sign->is_chosen = page_field_is(page, "chosen", sign->item->step.id);
    for (size_t i = 0; i < SIGNS_MAX && (step = page_field_at(page, "step", i)); i++) {
        int64_t given = 0;
        if (!text_equal(step, sign->item->step.id))
            continue;
        autonomy = page_field_at(page, "autonomy", i);
        sign->autonomy = autonomy && text_to_number(autonomy, 1, 5, &given) ? (int)given : 0;
    }
}

static int sign_add(const struct page *page, struct supervision_page *shown, const struct plan_item *item)
{
    struct content_aim *aims;
    size_t count;
    if (shown->sign_count == SIGNS_MAX)
        return 0;
    TRY(content_aims(page->site->content, item->step.id, page->arena, &aims, &count));
    struct supervision_sign *sign = &shown->signs[shown->sign_count++];
    *sign = (struct supervision_sign){
        .item = item, .is_chosen = item->state == STATE_REQUESTED, .has_aims = count > 0, .autonomy = item->autonomy};
    sign_restore(page, sign);
    sign->allows_common = count && (!item->autonomy || !sign->autonomy);
    shown->asks_common = shown->asks_common || sign->allows_common;
    return 0;
}

/* A step that a manager signs is not a mentor's to sign. */
static bool may_be_signed(const struct supervision_page *shown, const struct plan_item *item)
{
    return item->step.signoff == SIGNOFF_MENTOR || (item->step.signoff == SIGNOFF_MANAGER && shown->may_lead);
}

/* Steps with a request first, then those stuck or soon due that need a signature. */
static int signs_read(const struct page *page, struct supervision_page *shown)
{
    const struct supervision *supervision = &shown->supervision;
    const struct supervision_list *const lists[] = {&supervision->stuck, &supervision->due};
    shown->signs = arena_zeroed(page->arena, SIGNS_MAX * sizeof *shown->signs);
    for (size_t i = 0; i < supervision->plan->count; i++)
        if (supervision->plan->items[i].state == STATE_REQUESTED && may_be_signed(shown, &supervision->plan->items[i]))
            TRY(sign_add(page, shown, &supervision->plan->items[i]));
    for (size_t list = 0; list < COUNT_OF(lists); list++)
        for (size_t i = 0; i < lists[list]->count; i++) {
            const struct plan_item *item = lists[list]->items[i];
            if (item->state != STATE_REQUESTED && may_be_signed(shown, item))
                TRY(sign_add(page, shown, item));
        }
    return 0;
}

static int talk_read(const struct page *page, struct supervision_page *shown)
{
    TRY(supervision_show(page->site, &shown->subject, page->arena, &shown->supervision));
    bool is_own = shown->subject.person.key == page->actor->key;
    shown->rid = is_own ? NULL : shown->subject.person.rid;
    shown->may_raise = subject_is_learner(&shown->subject);
    shown->may_sign = !is_own && subject_may(&shown->subject, RIGHT_SIGN);
    shown->may_lead = subject_may(&shown->subject, RIGHT_LEAD);
    return shown->may_sign && shown->supervision.plan ? signs_read(page, shown) : 0;
}

static int own_show(struct page *page)
{
    struct supervision_page shown = {.subject = page_subject_self(page)};
    TRY(talk_read(page, &shown));
    page_supervision(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct supervision_page shown = {0};
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &shown.subject));
    TRY(talk_read(page, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("Talk")), shown.subject.person.name);
    page_supervision(&page->content, page, &shown);
    return 0;
}

/* ---- forms ---- */

static int raise_post(struct page *page)
{
    int result = agenda_add(page->site, page->actor, subject_self(), page_field(page, "words"));
    if (page_problem_failed(page, "words", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Kept. Your mentor sees it before you talk."));
    return page_lead(page, TARGET_SUPERVISION, NULL, NULL);
}

static int hold_post(struct page *page)
{
    int64_t minutes = 0;
    struct supervision_new supervision = {.person = page_subject(page), .day = page->today};
    if (!text_is_blank(page_field(page, "day")) &&
        page_problem_failed(page, "day", page_field_day(page, "day", &supervision.day)))
        return other_show(page);
    if (page_problem_failed(page, "minutes", page_field_number(page, "minutes", 1, SUPERVISION_MINUTES_MAX, &minutes)))
        return other_show(page);
    supervision.minutes = (int)minutes;
    int result = supervision_record(page->site, page->actor, &supervision);
    if (page_problem_failed(page, "day", result))
        return other_show(page);
    TRY(result);
    page_message(page, N_("Kept that you have talked."));
    return page_lead(page, TARGET_SUPERVISION, page_parameter(page, "person"), NULL);
}

/* Rows come as `step`, `autonomy` and `seen` together, in order; those chosen are also in `chosen`. An autonomy
 * "common" is the one that is said once for all. */
static int signings_read(const struct page *page, struct signoff_new *signings, size_t *ret_count)
{
    size_t count = 0;
    for (size_t i = 0; i < SIGNS_MAX && page_field_at(page, "step", i); i++) {
        const char *step = page_field_at(page, "step", i), *autonomy = page_field_at(page, "autonomy", i);
        int64_t given = 0;
        if (!page_field_is(page, "chosen", step))
            continue;
        if (autonomy && text_equal(autonomy, "common"))
            autonomy = page_field(page, "common");
        if (!text_is_blank(autonomy ? autonomy : "") && !text_to_number(autonomy, 1, 5, &given))
            return fail(FAIL_INPUT, "'%s' is no autonomy, which is 1 to 5", autonomy);
        signings[count++] = (struct signoff_new){.person = page_subject(page),
                                                 .step = step,
                                                 .evidence = page_field(page, "answer"),
                                                 .autonomy = (int)given,
                                                 .expected_version = page_field_at(page, "seen", i)};
    }
    *ret_count = count;
    return count ? 0 : fail(FAIL_INPUT, "choose at least one step to sign");
}

/* The titles of what was signed, for the message; the first ones, if they are many. */
static const char *titles_join(struct page *page, const struct signoff_new *signings, size_t count)
{
    const char *titles = "";
    for (size_t i = 0; i < count; i++) {
        struct content_entry entry;
        if (strlen(titles) > TITLES_BYTES_ENOUGH)
            return arena_format(page->arena, "%s …", titles);
        bool is_there = content_step(page->site->content, signings[i].step, page->arena, &entry) == 0;
        titles =
            arena_format(page->arena, "%s%s%s", titles, *titles ? "; " : "", is_there ? entry.title : signings[i].step);
    }
    return titles;
}

static int sign_post(struct page *page)
{
    struct signoff_new signings[SIGNS_MAX];
    const char *rid = page_parameter(page, "person");
    size_t count = 0;
    int result = signings_read(page, signings, &count);
    if (result == 0)
        result = signoff_give_all(page->site, page->actor, signings, count);
    if (result != 0 && text_equal(fail_last_field(), "autonomy")) {
        page_problem(page, "sign", N_("Choose the autonomy: for all that are ticked, or at the step."));
        return other_show(page);
    }
    if (page_problem_failed_here(page, "sign", result))
        return other_show(page);
    TRY(result);
    page_message(page, N_("Signed %d for %s: %s."), (int)count, page_subject_name(page, rid),
                 titles_join(page, signings, count));
    return page_lead(page, TARGET_SUPERVISION, rid, NULL);
}

static const struct route rows[] = {
    {.method = "GET", .path = "/samtal", .handler = own_show, .open_to = ROUTE_FOR_LEARNER, .title = N_("Talk")},
    {.method = "POST",
     .path = "/samtal",
     .handler = raise_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Talk"),
     .fields = {"words"}},
    {.method = "GET",
     .path = "/person/:person/samtal",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Talk")},
    {.method = "POST",
     .path = "/person/:person/samtal",
     .handler = hold_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Talk"),
     .fields = {"day", "minutes"}},
    {.method = "POST",
     .path = "/person/:person/samtal/intyga",
     .handler = sign_post,
     .open_to = ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER,
     .title = N_("Talk"),
     .fields = {"step", "autonomy", "seen", "chosen", "common", "answer"}},
};
const struct route_table supervision_routes = ROUTE_TABLE(rows);
