/* Lists and shows proposals, and takes decisions; see proposal.h. */
#include "ui/web/proposal.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/people/access.h"

#define LIST_MOST 50
#define FILES_MOST 30 /* compared word for word on one page */

const char *proposal_state_said(enum language language, enum proposal_state state)
{
    static const char *const said[] = {[PROPOSAL_OPEN] = N_("waits"),
                                       [PROPOSAL_CHANGES] = N_("to be changed"),
                                       [PROPOSAL_CONFLICT] = N_("in conflict"),
                                       [PROPOSAL_ACCEPTED] = N_("taken in"),
                                       [PROPOSAL_DECLINED] = N_("declined")};
    return translate(language, said[state]);
}

/* ---- the list ---- */

static int list_show(struct page *page)
{
    struct proposal_list_page shown = {.may_decide = access_may_site(page->actor, SITE_PUBLISH)};
    const struct proposal_filter waiting = {.is_undecided = true}, all = {0};
    struct proposal *every;
    size_t count;
    TRY(proposal_list(page->site, page->actor, &waiting, (struct proposal_page){0, LIST_MOST}, page->arena,
                      &shown.waiting, &shown.waiting_count));
    TRY(proposal_list(page->site, page->actor, &all, (struct proposal_page){0, 2 * LIST_MOST}, page->arena, &every,
                      &count));
    shown.decided = arena_zeroed(page->arena, (count + 1) * sizeof *shown.decided);
    for (size_t i = 0; i < count; i++)
        if (proposal_is_decided(every[i].state))
            shown.decided[shown.decided_count++] = every[i];
    page_proposals(&page->content, page, &shown);
    return 0;
}

/* ---- one ---- */

static int files_read(const struct page *page, struct proposal_page_shown *shown)
{
    struct proposal_file *files;
    TRY(proposal_files(page->site, &shown->proposal, page->arena, &files, &shown->file_count));
    shown->files = arena_zeroed(page->arena, (shown->file_count + 1) * sizeof *shown->files);
    for (size_t i = 0; i < shown->file_count; i++) {
        shown->files[i].file = &files[i];
        if (i < FILES_MOST && !files[i].is_binary)
            TRY(proposal_compare(&files[i], page->arena, &shown->files[i].words));
    }
    return 0;
}

static int one_read(const struct page *page, struct proposal_page_shown *shown)
{
    TRY(proposal_find(page->site, page->actor, page_parameter(page, "proposal"), page->arena, &shown->proposal));
    TRY(files_read(page, shown));
    TRY(proposal_comments(page->site, page->actor, &shown->proposal, page->arena, &shown->comments,
                          &shown->comment_count));
    if (shown->proposal.state != PROPOSAL_CONFLICT)
        return 0;
    return proposal_conflicts(page->site, &shown->proposal, page->arena, &shown->conflicts, &shown->conflict_count);
}

static int one_show(struct page *page)
{
    struct proposal_page_shown shown = {0};
    TRY(one_read(page, &shown));
    page_title(page, "%s", shown.proposal.title);
    page_proposal(&page->content, page, &shown);
    return 0;
}

/* ---- deciding ---- */

static const char *section_field(const struct page *page, const char *what, size_t file, size_t section)
{
    return arena_format(page->arena, "%s-%zu-%zu", what, file, section);
}

/* What was chosen for one section: what the layer has, what is proposed, both, or words of one's own. */
static int section_resolve(struct page *page, const struct git_section *section, size_t file, size_t number,
                           struct text *into)
{
    const char *field = section_field(page, "choose", file, number);
    const char *chosen = page_field(page, field);
    if (text_equal(chosen, "ours"))
        text_add(into, section->ours);
    else if (text_equal(chosen, "theirs"))
        text_add(into, section->theirs);
    else if (text_equal(chosen, "both"))
        text_addf(into, "%s%s", section->ours, section->theirs);
    else
        return fail_at(FAIL_INPUT, REASON_NONE, NULL, "choose for each place which text it shall be");
    return 0;
}

static int conflict_resolve(struct page *page, const struct proposal_conflict *conflict, size_t file,
                            struct git_file_change *change)
{
    CLEANUP(text_finish) struct text text = TEXT(1024UL * 1024);
    const char *chosen = page_field(page, section_field(page, "choose", file, 0));
    *change = (struct git_file_change){.path = conflict->path};
    if (!conflict->sections) {
        change->is_removed = true;
        return text_equal(chosen, "remove")
                   ? 0
                   : fail(FAIL_INPUT, "a file that one of you has removed can only be removed here");
    }
    for (size_t i = 0; i < conflict->count; i++)
        if (conflict->sections[i].is_conflict)
            TRY(section_resolve(page, &conflict->sections[i], file, i, &text));
        else
            text_add(&text, conflict->sections[i].text);
    change->bytes = arena_copy_string(page->arena, text_string(&text));
    change->length = text.length;
    return text_check(&text, "the file");
}

static int resolutions_read(struct page *page, struct proposal_decision *decision)
{
    struct proposal proposal;
    struct proposal_conflict *conflicts;
    TRY(proposal_find(page->site, page->actor, decision->id, page->arena, &proposal));
    TRY(proposal_conflicts(page->site, &proposal, page->arena, &conflicts, &decision->count));
    struct git_file_change *changes = arena_zeroed(page->arena, (decision->count + 1) * sizeof *changes);
    for (size_t i = 0; i < decision->count; i++)
        TRY(conflict_resolve(page, &conflicts[i], i, &changes[i]));
    decision->resolutions = changes;
    return 0;
}

static int accept(struct page *page, struct proposal_decision *decision)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    decision->publishes = page_field_is(page, "publish", "yes");
    TRY(resolutions_read(page, decision));
    TRY(proposal_accept(page->site, page->actor, decision, &publication));
    page_message(page, decision->publishes ? N_("Accepted and published.")
                                           : N_("Accepted. People see it when the curriculum is published."));
    return 0;
}

static int decide(struct page *page, struct proposal_decision *decision)
{
    if (page_field_is(page, "act", "accept"))
        return accept(page, decision);
    if (page_field_is(page, "act", "decline")) {
        page_message(page, N_("Declined; the author is told."));
        return proposal_decline(page->site, page->actor, decision);
    }
    if (page_field_is(page, "act", "changes")) {
        page_message(page, N_("The author is asked to change it."));
        return proposal_ask_changes(page->site, page->actor, decision);
    }
    page_message(page, N_("Your comment is kept."));
    return proposal_add_comment(page->site, page->actor, decision);
}

static int one_post(struct page *page)
{
    struct proposal_decision decision = {.id = page_parameter(page, "proposal"),
                                         .words = page_field(page, "words"),
                                         .seen = *page_field(page, "seen") ? page_field(page, "seen") : NULL};
    int result = decide(page, &decision);
    if (result == 0)
        return page_lead(page, TARGET_PROPOSAL, NULL, decision.id);
    if (!page_problem_failed(page, "words", result))
        return result;
    page->message = NULL;
    return one_show(page);
}

static const struct route rows[] = {
    {.method = "GET", .path = "/forslag", .handler = list_show, .open_to = ROUTE_FOR_STAFF, .title = N_("Proposals")},
    {.method = "GET",
     .path = "/forslag/:proposal",
     .handler = one_show,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Proposal")},
    {.method = "POST",
     .path = "/forslag/:proposal",
     .handler = one_post,
     .open_to = ROUTE_FOR_STAFF,
     .title = N_("Proposal"),
     .takes_answers = true,
     .fields = {"act", "words", "seen", "publish"}},
};
const struct route_table proposal_routes = ROUTE_TABLE(rows);
