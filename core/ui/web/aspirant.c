/* Shows one student's hours and commitments, and handles their forms; see aspirant.h. */
#include "ui/web/aspirant.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/aspirant/consent.h"

#include <string.h>

/* ---- reading ---- */

/* ?manad=2026-09, else the newest month that there is. */
static int month_chosen(const struct page *page, const struct aspirant *aspirant)
{
    int day;
    const char *words = page_field(page, "manad");
    if (*words && day_parse(page_format(page, "%s-01", words), &day) == 0)
        return day;
    return aspirant->month_count ? aspirant->months[aspirant->month_count - 1].first : page->today;
}

static int entries_read(const struct page *page, struct aspirant_page *shown)
{
    struct hours_entry *entries;
    size_t count;
    shown->month = month_chosen(page, shown->aspirant);
    int next = day_add_months(shown->month, 1);
    TRY(hours_entries(page->site, &shown->subject, page->arena, &entries, &count));
    shown->entries = arena_zeroed(page->arena, (count + 1) * sizeof *entries);
    for (size_t i = 0; i < count; i++)
        if (entries[i].day >= shown->month && entries[i].day < next)
            shown->entries[shown->entry_count++] = entries[i];
    return 0;
}

/* What counts of the introduction, once the student is employed. */
static int balance_read(const struct page *page, struct aspirant_page *shown)
{
    struct plan *plan = arena_zeroed(page->arena, sizeof *plan);
    if (shown->aspirant->hired_on == DAY_NONE)
        return 0;
    int result = plan_show(page->site, &shown->subject, NULL, page->arena, plan);
    if (plan_is_none(result))
        return 0; /* its plan has ended */
    TRY(result);
    hire_balance(plan, page->arena, &shown->balance);
    shown->plan = plan;
    return 0;
}

static int aspirant_read(const struct page *page, struct aspirant_page *shown)
{
    struct records *records = page->site->records;
    struct aspirant *aspirant = arena_zeroed(page->arena, sizeof *aspirant);
    bool is_own = shown->subject.person.key == page->actor->key;
    int result = aspirant_of(page->site, &shown->subject, page->arena, aspirant);
    shown->rid = is_own ? NULL : shown->subject.person.rid;
    shown->path = page_link(page, TARGET_STUDENT_PLACEMENT, is_own ? NULL : shown->subject.person.rid, NULL);
    if (fail_is(result, REASON_NO_ASPIRANT) && is_own)
        return 0;
    TRY(result);
    shown->aspirant = aspirant;
    shown->may_log = is_own && (aspirant->stage == ASPIRANT_BESIDE || aspirant->stage == ASPIRANT_PLACEMENT);
    shown->may_lead = subject_may(&shown->subject, RIGHT_LEAD);
    bool is_over = aspirant->stage == ASPIRANT_HIRED || aspirant->stage == ASPIRANT_LEFT;
    shown->may_pace = !is_over && (shown->may_lead || subject_may(&shown->subject, RIGHT_SIGN));
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        TRY(commitment_history(page->site, &shown->subject, page->arena, &aspirant->commitments[i]));
    TRY(pauses_of(records, shown->subject.person.key, page->arena, &shown->pauses, &shown->pause_count));
    TRY(entries_read(page, shown));
    return balance_read(page, shown);
}

static int own_show(struct page *page)
{
    struct aspirant_page shown = {.subject = page_subject_self(page)};
    TRY(aspirant_read(page, &shown));
    page_aspirant(&page->content, page, &shown);
    return 0;
}

static int other_show(struct page *page)
{
    struct aspirant_page shown = {0};
    TRY(page_subject_open(page, RIGHT_SEE_DATES, &shown.subject));
    TRY(aspirant_read(page, &shown));
    if (!shown.aspirant)
        return fail(FAIL_NOT_FOUND, "person '%s': is no aspirant", shown.subject.person.id);
    page_title(page, "%s: %s", page_translate(page, N_("Hours and promises")), shown.subject.person.name);
    page_aspirant(&page->content, page, &shown);
    return 0;
}

/* ---- what the student does ---- */

static int log_post(struct page *page)
{
    struct hours_new logged = {.person = subject_self(), .day = page->today, .note = page_field(page, "note")};
    if (page_problem_failed(page, "hours", hours_parse(page_field(page, "hours"), &logged.seconds)))
        return own_show(page);
    if (*page_field(page, "day") && page_problem_failed(page, "day", page_field_day(page, "day", &logged.day)))
        return own_show(page);
    int result = hours_log(page->site, page->actor, &logged);
    if (page_problem_failed(page, "hours", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Kept: %s hours."), aspirant_write_hours(page, logged.seconds));
    return page_lead(page, TARGET_TODAY, NULL, NULL);
}

static int correct_post(struct page *page)
{
    int64_t entry = 0;
    int seconds = 0;
    TRY(page_field_number(page, "entry", 1, INT64_MAX, &entry));
    const char *field = page_format(page, "right-%lld", (long long)entry);
    if (!page_field_is(page, "as", "remove") &&
        page_problem_failed(page, field, hours_parse(page_field(page, "right"), &seconds)))
        return own_show(page);
    int result = hours_correct(page->site, page->actor, subject_self(), entry, seconds, page_field(page, "note"));
    if (page_problem_failed_here(page, field, result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Corrected. What was there before is kept, as changed."));
    return page_lead(page, TARGET_STUDENT_PLACEMENT, NULL, NULL);
}

static int consent_post(struct page *page)
{
    bool takes_back = page_field_is(page, "as", "take-back");
    int result = takes_back ? aspirant_consent_withdraw(page->site, page->actor, subject_self())
                            : aspirant_consent_give(page->site, page->actor, subject_self());
    if (page_problem_failed(page, "consent", result))
        return own_show(page);
    TRY(result);
    page_message(page, takes_back ? N_("Taken back. The university sees nothing any more.")
                                  : N_("Kept. The university's contact sees your hours and dates."));
    return page_lead(page, TARGET_STUDENT_PLACEMENT, NULL, NULL);
}

static int answer_post(struct page *page)
{
    struct commitment_step step = {.person = subject_self(), .due = DAY_NONE, .day = page->today};
    TRY(page_field_number(page, "promise", 1, INT64_MAX, &step.key));
    step.state = page_field_is(page, "answer", "accept") ? COMMITMENT_ACCEPTED : COMMITMENT_DECLINED;
    int result = commitment_change(page->site, page->actor, &step);
    if (page_problem_failed(page, "promises", result))
        return own_show(page);
    TRY(result);
    page_message(page, N_("Your answer is kept."));
    return page_lead(page, TARGET_STUDENT_PLACEMENT, NULL, NULL);
}

/* ---- what mentor and manager do ---- */

static int done(struct page *page, const char *field, int result, const char *message)
{
    if (page_problem_failed(page, field, result))
        return other_show(page);
    TRY(result);
    page_message(page, "%s", page_translate(page, message));
    return page_lead(page, TARGET_STUDENT_PLACEMENT, page_parameter(page, "person"), NULL);
}

/* Gives a new commitment, or changes the state of an existing one. */
static int commitment_post(struct page *page)
{
    enum commitment_state state = COMMITMENT_PROMISED;
    int due = DAY_NONE, result;
    int64_t key = 0;
    bool is_new = !*page_field(page, "promise");
    if (!is_new)
        TRY(page_field_number(page, "promise", 1, INT64_MAX, &key));
    if (*page_field(page, "state") && !commitment_state_parse(page_field(page, "state"), &state))
        return fail(FAIL_USAGE, "'%s' is no state of a promise", page_field(page, "state"));
    if ((is_new || *page_field(page, "due")) && page_problem_failed(page, "due", page_field_day(page, "due", &due)))
        return other_show(page);
    if (is_new)
        result = commitment_give(page->site, page->actor,
                                 &(struct commitment_new){.person = page_subject(page),
                                                          .what = page_field(page, "what"),
                                                          .due = due,
                                                          .state = state,
                                                          .day = page->today},
                                 NULL);
    else
        result = commitment_change(page->site, page->actor,
                                   &(struct commitment_step){.person = page_subject(page),
                                                             .key = key,
                                                             .state = state,
                                                             .due = due,
                                                             .day = page->today,
                                                             .because = page_field(page, "because")});
    return done(page, is_new ? "what" : page_format(page, "promise-%lld", (long long)key), result,
                N_("Kept what was said of the promise."));
}

static int pause_post(struct page *page)
{
    struct pause pause = {.kind = page_field(page, "kind")};
    bool takes_back = page_field_is(page, "as", "take-back");
    if (page_problem_failed(page, "first", page_field_day(page, "first", &pause.first)))
        return other_show(page);
    if (takes_back)
        return done(page, "first", pause_remove(page->site, page->actor, page_subject(page), pause.first),
                    N_("The pause is taken back."));
    if (page_problem_failed(page, "last", page_field_day(page, "last", &pause.last)))
        return other_show(page);
    return done(page, "first", pause_add(page->site, page->actor, page_subject(page), &pause),
                N_("Kept. Less is asked for in those months."));
}

static int hire_post(struct page *page)
{
    struct hiring hiring = {.person = page_subject(page), .in_profession_since = DAY_NONE};
    if (page_problem_failed(page, "from", page_field_day(page, "from", &hiring.from)))
        return other_show(page);
    if (*page_field(page, "since") &&
        page_problem_failed(page, "since", page_field_day(page, "since", &hiring.in_profession_since)))
        return other_show(page);
    return done(page, "from", aspirant_hire(page->site, page->actor, &hiring),
                N_("Employed. What was signed counts; below is what remains."));
}

static int leave_post(struct page *page)
{
    int on = page->today;
    const char *why = page_field(page, "why");
    if (page_problem_failed(page, "on", page_field_day(page, "on", &on)))
        return other_show(page);
    return done(page, "on", aspirant_leave(page->site, page->actor, page_subject(page), on, *why ? why : NULL),
                N_("Kept that the student leaves."));
}

#define OWN(place, does, ...)                                                                                          \
    {                                                                                                                  \
        .method = "POST", .path = "/timmar" place, .handler = does, .open_to = ROUTE_FOR_LEARNER,                      \
        .title = N_("Your hours"), .fields = {                                                                         \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }
#define OTHER(place, does, who, ...)                                                                                   \
    {                                                                                                                  \
        .method = "POST", .path = "/person/:person/aspirant/" place, .handler = does, .open_to = who,                  \
        .title = N_("Hours and promises"), .fields = {                                                                 \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }

static const struct route rows[] = {
    {.method = "GET",
     .path = "/timmar",
     .handler = own_show,
     .open_to = ROUTE_FOR_LEARNER,
     .title = N_("Your hours"),
     .fields = {"manad"}},
    {.method = "GET",
     .path = "/person/:person/aspirant",
     .handler = other_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Hours and promises"),
     .fields = {"manad"}},
    OWN("", log_post, "hours", "day", "note"),
    OWN("/ratta", correct_post, "entry", "right", "note", "as"),
    OWN("/samtycke", consent_post, "as"),
    OWN("/svar", answer_post, "promise", "answer"),
    OTHER("lofte", commitment_post, ROUTE_FOR_MANAGER, "promise", "what", "due", "state", "because"),
    OTHER("uppehall", pause_post, ROUTE_FOR_MENTOR | ROUTE_FOR_MANAGER, "first", "last", "kind", "as"),
    OTHER("anstall", hire_post, ROUTE_FOR_MANAGER, "from", "since"),
    OTHER("slutar", leave_post, ROUTE_FOR_MANAGER, "on", "why"),
};
const struct route_table aspirant_routes = ROUTE_TABLE(rows);
