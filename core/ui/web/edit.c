/* Shows the editor, previews and sends; see edit.h. */
#include "ui/web/edit.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/circular/curriculum_access.h"
#include "domain/content/content.h"
#include "domain/curriculum/finding_format.h"
#include "ui/web/page_subject.h"

#include <string.h>

#define FINDINGS_MOST 20

/* ---- reading ---- */

/* Where the body of a step's file begins; 0 for a file without front matter. */
static size_t front_length(const char *path, const char *text)
{
    const char *end = text_ends(path, ".md") && strncmp(text, "---\n", 4) == 0 ? strstr(text + 3, "\n---\n") : NULL;
    return end ? (size_t)(end - text) + strlen("\n---\n") : 0;
}

static void text_split(const struct page *page, struct edit_page *shown)
{
    size_t length = front_length(shown->draft.path, shown->draft.text);
    length += length ? strspn(shown->draft.text + length, "\n") : 0; /* the empty line before the text */
    shown->front = length ? arena_format(page->arena, "%.*s", (int)length, shown->draft.text) : NULL;
    shown->body = shown->draft.text + length;
}

/* Which step it is, and how many have done it, by what its front matter says. */
static int step_look(const struct page *page, struct edit_page *shown)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct source_file file = {.path = shown->draft.path};
    struct content_entry entry;
    shown->title = shown->draft.path;
    if (!text_ends(shown->draft.path, ".md"))
        return 0;
    struct step *step = step_read_bytes(page->arena, &file, shown->draft.text, strlen(shown->draft.text), &findings);
    if (!step || content_step(page->site->content, step->id.value, page->arena, &entry) != 0) {
        fail_forget();
        return 0;
    }
    shown->step = entry.id;
    shown->title = entry.title;
    return draft_done_count(page->site, entry.id, &shown->done);
}

static int edit_open(const struct page *page, const char *layer, const char *path, struct edit_page *shown)
{
    TRY(draft_open(page->site, page->actor, layer, path, page->arena, &shown->draft));
    text_split(page, shown);
    return step_look(page, shown);
}

static int edit_show(struct page *page, struct edit_page *shown)
{
    page_title(page, "%s", shown->title);
    page_edit(&page->content, page, shown);
    return 0;
}

static int file_show(struct page *page)
{
    struct edit_page shown = {0};
    TRY(edit_open(page, page_field(page, "lager"), page_field(page, "fil"), &shown));
    return edit_show(page, &shown);
}

/* The part that belongs to the layer in ?lager=, else the first. */
static int part_choose(const struct page *page, const struct content_entry *entry, struct content_part *ret_part)
{
    struct content_part *parts;
    size_t count;
    TRY(content_step_parts(entry, page->arena, &parts, &count));
    for (size_t i = 0; i < count; i++)
        if (text_equal(parts[i].layer, page_field(page, "lager"))) {
            *ret_part = parts[i];
            return 0;
        }
    if (!count)
        return fail(FAIL_NOT_FOUND, "step '%s': has no text", entry->id);
    *ret_part = parts[0];
    return 0;
}

static int step_show(struct page *page)
{
    struct edit_page shown = {0};
    struct content_entry entry;
    struct content_part part = {0};
    const char *path = NULL;
    struct subject self = page_subject_self(page);
    TRY(curriculum_check_step(page->site, &self, page_parameter(page, "step")));
    TRY(content_step(page->site->content, page_parameter(page, "step"), page->arena, &entry));
    TRY(part_choose(page, &entry, &part));
    TRY(draft_path(page->site, part.layer, part.blob, page->arena, &path));
    TRY(edit_open(page, part.layer, path, &shown));
    return edit_show(page, &shown);
}

/* ---- what was typed ---- */

/* A browser sends lines that end in CR LF. */
static const char *typed(const struct page *page, const char *field)
{
    CLEANUP(text_finish) struct text text = TEXT(4 * DRAFT_BYTES_MOST);
    for (const char *at = page_field(page, field); *at; at++)
        if (*at != '\r')
            text_add_char(&text, *at);
    return arena_copy_string(page->arena, text_string(&text));
}

/* A file ends with a line end, whatever the browser left of it. */
static const char *file_typed(const struct page *page)
{
    const char *front = typed(page, "front");
    const char *body = typed(page, "body");
    const char *between = text_is_blank(front) || text_ends(front, "\n") ? "" : "\n";
    return arena_format(page->arena, "%s%s%s%s", front, between, body, text_ends(body, "\n") ? "" : "\n");
}

static int draft_read(struct page *page, struct edit_page *shown)
{
    const char *word = page_field(page, "change");
    struct draft *draft = &shown->draft;
    draft->text = file_typed(page);
    draft->why = arena_copy_string(page->arena, page_field(page, "because"));
    draft->change = text_equal(word, "legal")         ? CHANGE_LEGAL
                    : text_equal(word, "substantive") ? CHANGE_SUBSTANTIVE
                                                      : CHANGE_EDITORIAL;
    draft->from = DAY_NONE;
    if (draft->change == CHANGE_LEGAL && *page_field(page, "from"))
        TRY(page_field_day(page, "from", &draft->from));
    text_split(page, shown);
    return 0;
}

/* ---- preview ---- */

static const char *say(const char *message_id, void *context)
{
    const struct page *page = context;
    return page_translate(page, message_id);
}

static void findings_read(struct page *page, const struct findings *findings, struct edit_page *shown)
{
    const struct finding_language language = {say, page};
    shown->findings = arena_zeroed(page->arena, FINDINGS_MOST * sizeof *shown->findings);
    for (size_t i = 0; i < findings->count && shown->finding_count < FINDINGS_MOST; i++) {
        CLEANUP(text_finish) struct text sentence = TEXT(4096), hint = TEXT(4096);
        const struct finding *finding = &findings->items[i];
        finding_add_sentence(&sentence, finding, &language);
        finding_add_hint(&hint, finding, &language);
        shown->findings[shown->finding_count++] =
            (struct edit_finding){.line = finding->place.line,
                                  .is_error = finding->kind->severity == FINDING_ERROR,
                                  .sentence = arena_copy_string(page->arena, text_string(&sentence)),
                                  .hint = arena_copy_string(page->arena, text_string(&hint))};
    }
}

static void file_check(struct page *page, struct edit_page *shown)
{
    CLEANUP(findings_finish) struct findings findings = {0};
    struct source_file file = {.path = shown->draft.path};
    if (!text_ends(shown->draft.path, ".md"))
        return;
    (void)step_read_bytes(page->arena, &file, shown->draft.text, strlen(shown->draft.text), &findings);
    findings_read(page, &findings, shown);
}

static int preview_make(struct page *page, struct edit_page *shown)
{
    struct draft before;
    const char *html = NULL, *text = NULL;
    if (shown->draft.is_new)
        before = (struct draft){.text = NULL};
    else
        TRY(draft_newest(page->site, shown->draft.layer, shown->draft.path, page->arena, &before));
    TRY(draft_finish(&shown->draft, page->arena, &text));
    const struct proposal_file file = {.path = shown->draft.path, .before = before.text, .after = text};
    shown->is_previewed = true;
    file_check(page, shown);
    TRY(proposal_render(shown->draft.path, text, page->arena, &html));
    if (html)
        shown->html = html_trusted(html, strlen(html));
    return proposal_compare(&file, page->arena, &shown->words);
}

static int preview_show(struct page *page, struct edit_page *shown)
{
    int result = draft_keep(page->site, page->actor, &shown->draft);
    if (result == 0)
        result = preview_make(page, shown);
    if (result != 0 && !page_problem_failed(page, "body", result))
        return result;
    return edit_show(page, shown);
}

static int edit_send(struct page *page, struct edit_page *shown)
{
    const char *id = NULL;
    int result = draft_keep(page->site, page->actor, &shown->draft);
    if (result == 0)
        result = draft_send(page->site, page->actor, &shown->draft, page_field(page, "author"), page->arena, &id);
    if (result != 0)
        return page_problem_failed(page, "body", result) ? edit_show(page, shown) : result;
    page_message(page, N_("Sent. Whoever decides of it sees it now, and you are told what becomes of it."));
    return page_lead(page, TARGET_PROPOSAL, NULL, id);
}

static int edit_post(struct page *page)
{
    struct edit_page shown = {0};
    const char *layer = page_field(page, "lager"), *path = page_field(page, "fil");
    if (page_field_is(page, "act", "drop")) {
        TRY(draft_drop(page->site, page->actor, layer, path));
        page_message(page, N_("What you had written is thrown away; the text is as it was."));
        return page_lead(page, TARGET_CURRICULUM, NULL, NULL);
    }
    TRY(edit_open(page, layer, path, &shown));
    int result = draft_read(page, &shown);
    if (result != 0)
        return page_problem_failed(page, "from", result) ? edit_show(page, &shown) : result;
    shown.because = shown.draft.why;
    return page_field_is(page, "act", "preview") ? preview_show(page, &shown) : edit_send(page, &shown);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/moment/:step/andra",
     .handler = step_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Change a text"),
     .fields = {"lager"}},
    {.method = "GET",
     .path = "/laroplan/andra",
     .handler = file_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Change a text"),
     .fields = {"lager", "fil"}},
    {.method = "POST",
     .path = "/laroplan/andra",
     .handler = edit_post,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Change a text"),
     .body_most = 512UL * 1024,
     .fields = {"lager", "fil", "front", "body", "because", "author", "change", "from", "act"}},
};
const struct route_table edit_routes = ROUTE_TABLE(rows);
