/* Shows a person's staircase, one's own or another's; see staircase.h. */
#include "ui/web/staircase.h"

#include "base/fail.h"
#include "base/text.h"

/* ---- reading ---- */

static void staircase_svg_set(const struct page *page, struct staircase_page *shown)
{
    const struct staircase_view *view = &shown->view;
    struct staircase_svg_step *steps = arena_zeroed(page->arena, (view->staircase->level_count + 1) * sizeof *steps);
    for (size_t i = 0; i < view->staircase->level_count; i++)
        steps[i] = (struct staircase_svg_step){view->staircase->levels[i].number, view->staircase->levels[i].title};
    shown->staircase_svg =
        (struct staircase_svg){.steps = steps, .count = view->staircase->level_count, .level = view->level};
    if (view->rule_count)
        shown->staircase_svg.share_percent = (int)(view->met_count * 100 / view->rule_count);
}

static int staircase_read(const struct page *page, const struct subject *subject, struct staircase_page *shown)
{
    const struct person *person = &subject->person;
    struct staircase_history_row *past;
    bool is_own = person->key == page->actor->key;
    TRY(staircase_show(page->site, subject, page->arena, &shown->view));
    TRY(staircase_history(page->site, subject, page->arena, &past, &shown->past_count));
    shown->past = past;
    shown->rid = is_own ? NULL : person->rid;
    shown->may_say = subject_is_learner(subject);
    shown->may_decide = subject_may(subject, RIGHT_LEAD);
    if (shown->view.staircase)
        staircase_svg_set(page, shown);
    return 0;
}

static int own_show(struct page *page)
{
    struct staircase_page shown = {0};
    const struct subject self = page_subject_self(page);
    TRY(staircase_read(page, &self, &shown));
    page_staircase(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct staircase_page shown = {0};
    struct subject subject;
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &subject));
    TRY(staircase_read(page, &subject, &shown));
    page_title(page, "%s: %s", page_translate(page, N_("The staircase")), subject.person.name);
    page_staircase(&page->content, page, &shown);
    return 0;
}

/* ---- how one sees oneself: fields `competence` and `autonomy` go together, in order ---- */

static size_t own_fields(const struct page *page, struct self_assessment **ret_said)
{
    size_t count = 0, said = 0;
    while (page_field_at(page, "competence", count))
        count++;
    *ret_said = arena_zeroed(page->arena, (count + 1) * sizeof **ret_said);
    for (size_t i = 0; i < count; i++) {
        const char *autonomy = page_field_at(page, "autonomy", i);
        int64_t number = 0;
        if (text_is_blank(autonomy ? autonomy : ""))
            continue;
        (void)text_to_number(autonomy, 1, 5, &number); /* 0 is refused with the name of the competence */
        (*ret_said)[said++] = (struct self_assessment){page_field_at(page, "competence", i), (int)number};
    }
    return said;
}

static int own_post(struct page *page)
{
    struct self_assessment *said;
    size_t count = own_fields(page, &said);
    int result = self_assessment_write(page->site, page->actor, subject_self(), said, count);
    if (page_problem_failed_here(page, "", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Kept. Your mentor sees it beside what is signed."));
    return page_lead(page, TARGET_STAIRCASE, NULL, NULL);
}

/* ---- the decision ---- */

static int decide_post(struct page *page)
{
    const char *rid = page_parameter(page, "person");
    int64_t level = 0;
    if (page_problem_failed(page, "level", page_field_number(page, "level", 1, 99, &level)))
        return other_show(page);
    struct staircase_decision decision = {.person = page_subject(page),
                                          .level = (int)level,
                                          .because = page_field(page, "because"),
                                          .must_say_why = true};
    const char *confirmed[ROUTE_FIELDS_MAX];
    decision.confirmed = confirmed;
    for (const char *word; decision.confirmed_count < COUNT_OF(confirmed) &&
                           (word = page_field_at(page, "confirmed", decision.confirmed_count));)
        confirmed[decision.confirmed_count++] = word;
    int result = staircase_decide(page->site, page->actor, &decision, NULL);
    if (page_problem_failed(page, "because", result))
        return other_show(page);
    TRY(result);
    page_message(page, N_("Decided: %s stands on stair %d."), page_subject_name(page, rid), (int)level);
    return page_lead(page, TARGET_STAIRCASE, rid, NULL);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/trappan",
     .handler = own_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("The staircase"),
     .menu = 25},
    {.method = "POST",
     .path = "/trappan",
     .handler = own_post,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("The staircase"),
     .fields = {"competence", "autonomy"}},
    {.method = "GET",
     .path = "/person/:person/trappan",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("The staircase")},
    {.method = "POST",
     .path = "/person/:person/trappan",
     .handler = decide_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("The staircase"),
     .fields = {"level", "because", "confirmed"}},
};
const struct route_table staircase_routes = ROUTE_TABLE(rows);
