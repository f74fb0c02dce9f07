/* Previews a changed staircase: at once for a few people, by a job for many; see level_preview.h. */
#include "ui/web/level_preview.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/staircase/staircase.h"
#include "ui/web/labels.h"

#include <stdlib.h>
#include <string.h>

#define FAULTS_MAX 20

/* ---- rules in words ---- */

static const char *competence_title(const struct page *page, const char *id)
{
    struct content_staircase *staircases;
    size_t count;
    if (content_staircases(page->site->content, page->arena, &staircases, &count) != 0)
        return id;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < staircases[i].competence_count; j++)
            if (text_equal(staircases[i].competences[j].id, id))
                return staircases[i].competences[j].title;
    return id;
}

static const char *programme_title(const struct page *page, const char *id)
{
    struct content_programme programme;
    return content_programme(page->site->content, id, page->arena, &programme) == 0 ? programme.title : id;
}

/* The next word as a number, 0 where there is none. */
static int number_next(char **rest)
{
    const char *word = *rest ? strsep(rest, " ") : "";
    int64_t number = 0;
    (void)text_to_number(word, 0, INT32_MAX, &number);
    return (int)number;
}

static void competence_words(const struct page *page, char *rest, struct template *into)
{
    const char *title = competence_title(page, strsep(&rest, " "));
    int autonomy = number_next(&rest), observed = 0;
    if (rest && text_equal(strsep(&rest, " "), "observed"))
        observed = number_next(&rest);
    template_translate(into, observed ? N_("%s: seen at %d, %s") : N_("%s: signed at %d, %s"), title, autonomy,
                       labels_word_autonomy(page->language, autonomy));
    if (observed > 1)
        template_translate(into, N_(", %d times"), observed);
}

/* "competence norm 3 observed 2" in words; a responsibility in its own words. HTML. */
static struct html rule_words(const struct page *page, const char *id)
{
    CLEANUP(text_finish) struct text words = TEXT(4096);
    struct template into = {.text = &words, .language = page->language};
    char *rest = arena_copy_string(page->arena, id);
    if (text_starts(id, "months ")) {
        rest += strlen("months ");
        int months = number_next(&rest);
        template_translate_plural(&into, months, "%d month in the profession", "%d months in the profession", months);
    } else if (text_starts(id, "programme "))
        template_translate(&into, N_("The programme %s is done"), programme_title(page, rest + strlen("programme ")));
    else if (text_starts(id, "competence "))
        competence_words(page, rest + strlen("competence "), &into);
    else
        template_add(&into, TEMPLATE_TEXT, id);
    return html_trusted(arena_copy_string(page->arena, text_string(&words)), words.length);
}

static void trial_set(const struct page *page, struct level_preview_page *shown)
{
    shown->has_preview = true;
    shown->rule_words = arena_zeroed(page->arena, (shown->preview.rule_count + 1) * sizeof *shown->rule_words);
    for (size_t i = 0; i < shown->preview.rule_count; i++)
        shown->rule_words[i] = rule_words(page, shown->preview.rules[i].id);
}

/* ---- faults of a file ---- */

static const char *say(const char *message_id, void *context)
{
    const struct page *page = context;
    return page_translate(page, message_id);
}

static void faults_set(struct page *page, const struct findings *findings, struct level_preview_page *shown)
{
    const struct finding_language language = {say, page};
    struct level_preview_fault *faults = arena_zeroed(page->arena, FAULTS_MAX * sizeof *faults);
    for (size_t i = 0; i < findings->count && shown->fault_count < FAULTS_MAX; i++) {
        CLEANUP(text_finish) struct text sentence = TEXT(4096), hint = TEXT(4096);
        if (findings->items[i].kind->severity != FINDING_ERROR)
            continue;
        finding_add_sentence(&sentence, &findings->items[i], &language);
        finding_add_hint(&hint, &findings->items[i], &language);
        faults[shown->fault_count++] = (struct level_preview_fault){
            findings->items[i].place.line, findings->items[i].place.column,
            arena_copy_string(page->arena, text_string(&sentence)), arena_copy_string(page->arena, text_string(&hint))};
    }
    shown->faults = faults;
}

/* ---- pages ---- */

/* A browser sends lines that end in CR LF. */
static const char *file_typed(const struct page *page)
{
    char *file = arena_copy_string(page->arena, page_field(page, "file")), *to = file;
    for (const char *at = file; *at; at++)
        if (*at != '\r')
            *to++ = *at;
    *to = '\0';
    return file;
}

/* There is no such staircase to compare with, perhaps none at all. */
static bool is_unknown(int result)
{
    return fail_is(result, REASON_STAIRCASE_UNKNOWN) || fail_is(result, REASON_NOT_PUBLISHED);
}

static int page_show(struct page *page, struct level_preview_page *shown)
{
    CLEANUP(text_finish) struct text file = TEXT(LEVEL_PREVIEW_BYTES_MAX);
    if (!shown->file) {
        int result = level_preview_text(page->site, NULL, &file);
        if (result != 0 && !is_unknown(result))
            return result;
        shown->file = arena_copy_string(page->arena, text_string(&file));
    }
    page_level_preview(&page->content, page, shown);
    return 0;
}

static int trial_show(struct page *page)
{
    return page_show(page, &(struct level_preview_page){0});
}

static int answer_show(struct page *page)
{
    struct level_preview_page shown = {0};
    TRY(level_preview_result(page->site, page->actor, page_parameter(page, "trial"), page->arena, &shown.is_waiting,
                             &shown.preview));
    if (!shown.is_waiting)
        trial_set(page, &shown);
    return page_show(page, &shown);
}

static int job_ask(struct page *page, const struct level_preview_request *asking)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    char name[LEVEL_PREVIEW_NAME_BYTES];
    TRY(level_preview_add(page->site, page->actor, asking, &findings, name));
    page_message(page, N_("There are many people: it is being reckoned. Open this page again in a moment."));
    return page_lead(page, TARGET_LEVEL_PREVIEW, NULL, name);
}

static int trial_post(struct page *page)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct level_preview_page shown = {.file = file_typed(page)};
    const struct level_preview_request asking = {shown.file, strlen(shown.file), LEVEL_PREVIEW_PEOPLE_MAX};
    int result = level_preview_run(page->site, page->actor, &asking, page->arena, &findings, &shown.preview);
    if (is_unknown(result)) {
        page_problem(page, "file",
                     N_("No staircase of that id is published: keep the id, so that it is known what changes"));
        return page_show(page, &shown);
    }
    if (page_problem_failed(page, "file", result)) {
        faults_set(page, &findings, &shown);
        return page_show(page, &shown);
    }
    TRY(result);
    if (shown.preview.is_too_large)
        return job_ask(page, &asking);
    trial_set(page, &shown);
    return page_show(page, &shown);
}

#define OPEN_TO (ROUTE_FOR_MANAGER | ROUTE_FOR_HR | ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN)

static const struct route rows[] = {
    {.method = "GET",
     .path = "/trappan/prova",
     .handler = trial_show,
     .open_to = OPEN_TO,
     .title = N_("Try a changed staircase")},
    {.method = "POST",
     .path = "/trappan/prova",
     .handler = trial_post,
     .open_to = OPEN_TO,
     .title = N_("Try a changed staircase"),
     .fields = {"file"}},
    {.method = "GET",
     .path = "/trappan/prova/:trial",
     .handler = answer_show,
     .open_to = OPEN_TO,
     .title = N_("Try a changed staircase")},
};
const struct route_table level_preview_routes = ROUTE_TABLE(rows);
