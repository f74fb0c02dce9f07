/* Sorts the steps of a plan for the learner's start page, most urgent first; see today.h. */
#include "ui/web/today.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/naming.h"
#include "domain/progress/level.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "domain/staircase/staircase.h"
#include "ui/text/humanize.h"
#include "ui/web/circular.h"
#include "ui/web/page_subject.h"
#include "ui/web/remind.h"

#include <string.h>

#define WEEK_DAYS 7

static const char *greeting_now(const struct page *page)
{
    int64_t hour = (clock_now() - instant_at(page->today, 0, 0)) / (60 * 60);
    return page_translate(page, hour >= 4 && hour < 10 ? N_("Good morning")
                                : hour >= 18           ? N_("Good evening")
                                                       : N_("Hello"));
}

/* True if `a` should be done before `b`: earlier due first, none last; the programme's order decides between equals. */
static bool comes_before(const struct plan_item *a, const struct plan_item *b)
{
    int due_a = a->due == DAY_NONE ? INT32_MAX : a->due, due_b = b->due == DAY_NONE ? INT32_MAX : b->due;
    return due_a != due_b ? due_a < due_b : a->step.order < b->step.order;
}

static bool is_to_do(const struct plan_item *item)
{
    bool is_open = !plan_item_is_finished(item) || item->is_renewable;
    return is_open && item->state != STATE_REQUESTED && item->diff != REVISION_DIFF_READ;
}

static void list_add(const struct page *page, struct today_list *list, const struct plan *plan,
                     const struct plan_item *item)
{
    if (!list->items)
        list->items = arena_zeroed(page->arena, plan->count * sizeof(const struct plan_item *));
    size_t at = list->count++;
    for (; at > 0 && comes_before(item, list->items[at - 1]); at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = item;
}

static void items_sort(const struct page *page, struct today_page *today)
{
    for (size_t i = 0; i < today->plan->count; i++) {
        const struct plan_item *item = &today->plan->items[i];
        today->finished += plan_item_is_finished(item);
        today->urgent += is_to_do(item) && item->due != DAY_NONE && item->due <= page->today;
        if (item->diff != REVISION_DIFF_NONE && !item->is_renewable)
            list_add(page, &today->changed, today->plan, item);
        if (item->state == STATE_REQUESTED)
            list_add(page, &today->waiting, today->plan, item);
        if (is_to_do(item) && (!today->next || comes_before(item, today->next)))
            today->next = item;
    }
    for (size_t i = 0; i < today->plan->count; i++) {
        const struct plan_item *item = &today->plan->items[i];
        if (item != today->next && is_to_do(item) && item->due != DAY_NONE && item->due < page->today + WEEK_DAYS)
            list_add(page, &today->week, today->plan, item);
    }
}

static int debts_count(const struct today_page *today)
{
    int due = 0;
    for (size_t i = 0; i < today->deferral_count; i++)
        due += today->deferrals[i].is_due && !today->deferrals[i].step.is_retired;
    return due;
}

static int staircase_svg_read(const struct page *page, struct today_page *today)
{
    struct content_programme programme;
    struct content_staircase *staircases;
    size_t count;
    int level;
    TRY(content_programme(page->site->content, today->plan->programme, page->arena, &programme));
    TRY(content_staircases(page->site->content, page->arena, &staircases, &count));
    TRY(level_of_person(page->site, page->actor->key, &level));
    for (size_t i = 0; i < count && programme.staircase; i++) {
        if (strcmp(staircases[i].id, programme.staircase) != 0)
            continue;
        struct staircase_svg_step *steps = arena_zeroed(page->arena, (staircases[i].level_count + 1) * sizeof *steps);
        for (size_t j = 0; j < staircases[i].level_count; j++) {
            steps[j] = (struct staircase_svg_step){staircases[i].levels[j].number, staircases[i].levels[j].title};
            if (steps[j].level == level + 1) {
                today->next_level = steps[j].title;
                today->next_level_number = steps[j].level;
            }
        }
        bool leads_up = programme.level == level + 1 && today->plan->count;
        today->staircase_title = staircases[i].title;
        today->staircase_svg =
            (struct staircase_svg){.steps = steps, .count = staircases[i].level_count, .level = level};
        today->staircase_svg.share_percent = leads_up ? today->finished * 100 / (int)today->plan->count : 0;
    }
    return 0;
}

static int people_read(const struct page *page, struct today_page *today)
{
    const struct subject self = page_subject_self(page);
    struct naming mentor, substitute;
    struct signoff_queue_item *waiting;
    TRY(naming_mentors(page->site->records, &self, page->arena, &mentor, &substitute));
    TRY(signoff_queue(page->site, page->actor, page->arena, &waiting, &today->queue));
    TRY(circular_count(page, &today->circulars));
    today->name = page->viewer->name;
    today->mentor_name = mentor.name;
    today->substitute_name = substitute.name;
    return 0;
}

static int plan_read(const struct page *page, struct today_page *today)
{
    const struct subject self = page_subject_self(page);
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    TRY(deferrals_of(page->site, &self, page->arena, &today->deferrals, &today->deferral_count));
    int result = plan_show_together(page->site, &self, page->arena, plan, &today->programmes, &today->programme_count);
    if (plan_is_none(result))
        return 0; /* no plan yet: the page says what happens next */
    TRY(result);
    today->plan = plan;
    today->week_number = page->today < plan->start ? 0 : (page->today - plan->start) / WEEK_DAYS + 1;
    items_sort(page, today);
    today->urgent += debts_count(today);
    if (today->next)
        TRY(content_excerpt(page->site->content, today->next->step.blob, page->arena,
                            &plan->items[today->next - plan->items].step.excerpt));
    return staircase_svg_read(page, today);
}

/* Only for somebody who is or will be on placement or beside the studies. */
static int aspirant_read(const struct page *page, struct today_page *today)
{
    const struct subject self = page_subject_self(page);
    struct aspirant *aspirant = arena_zeroed(page->arena, sizeof *aspirant);
    int result = aspirant_of(page->site, &self, page->arena, aspirant);
    if (fail_is(result, REASON_NO_ASPIRANT))
        return 0;
    TRY(result);
    if (aspirant->stage != ASPIRANT_HIRED && aspirant->stage != ASPIRANT_LEFT)
        today->aspirant = aspirant;
    return 0;
}

static int today_show(struct page *page)
{
    struct today_page today = {.greeting = greeting_now(page)};
    TRY(people_read(page, &today));
    TRY(plan_read(page, &today));
    TRY(remind_section_read(page, &today.beside));
    TRY(aspirant_read(page, &today));
    page_today(&page->content, page, &today);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/i-dag",
     .handler = today_show,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Today"),
     .menu = 10},
};
const struct route_table today_routes = ROUTE_TABLE(rows);
