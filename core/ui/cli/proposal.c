/* `trappa proposal ...`: changes of the curriculum that somebody asks for. */
#include "domain/proposal/proposal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/curriculum/finding_format.h"
#include "io/file.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <string.h>

#define FILES_MOST 1000
#define FILE_BYTES_MOST (16UL * 1024 * 1024)
#define LIST_MOST 1000

/* ---- showing ---- */

static void figure_put(struct json *json, const char *key, int figure)
{
    json_key(json, key);
    if (figure == PROPOSAL_WITHHELD)
        json_null(json);
    else
        json_number(json, figure);
}

static void instant_put(struct json *json, const char *key, int64_t at)
{
    char buffer[INSTANT_TEXT_BYTES];
    json_put_string(json, key, at ? instant_format(at, buffer) : NULL);
}

/* Within an open object. */
static void proposal_put(struct json *json, const struct proposal *proposal)
{
    const struct proposal_measure *measure = &proposal->measure;
    json_put_string(json, "id", proposal->id);
    json_put_string(json, "layer", proposal->layer);
    json_put_string(json, "title", proposal->title);
    json_put_string(json, "author", proposal->author);
    json_put_string(json, "state", proposal_state_word(proposal->state));
    figure_put(json, "errors", measure->errors);
    figure_put(json, "warnings", measure->warnings);
    figure_put(json, "plans", measure->plans);
    figure_put(json, "steps", measure->steps);
    figure_put(json, "signoffs", measure->signoffs);
    figure_put(json, "read", measure->read);
    figure_put(json, "redo", measure->redo);
    json_put_string(json, "branch", proposal->branch);
    json_put_string(json, "commit", proposal->head);
    json_put_string(json, "merged", proposal->merged);
    instant_put(json, "sent", proposal->sent_at);
    instant_put(json, "decided", proposal->decided_at);
    json_put_string(json, "decided_by", proposal->decided_by);
}

static const char *state_said(const struct invocation *invocation, enum proposal_state state)
{
    static const char *const said[] = {[PROPOSAL_OPEN] = N_("waits"),
                                       [PROPOSAL_CHANGES] = N_("to be changed"),
                                       [PROPOSAL_CONFLICT] = N_("in conflict"),
                                       [PROPOSAL_ACCEPTED] = N_("taken in"),
                                       [PROPOSAL_DECLINED] = N_("declined")};
    return invocation_translate(invocation, said[state]);
}

static void proposal_add_line(const struct invocation *invocation, struct text *text, const struct proposal *proposal)
{
    text_addf(text, "%s  %-14s %-12s %s%s%s\n", proposal->id, state_said(invocation, proposal->state), proposal->layer,
              proposal->title, proposal->author ? "  " : "", proposal->author ? proposal->author : "");
}

/* What is said of those that wait is true of now. */
static int measure_all(struct site *site, struct proposal *proposals, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(proposal_measure(site, &proposals[i]));
    return 0;
}

static int list_read(const struct invocation *invocation, struct site *site, const struct actor *actor,
                     struct proposal **ret_proposals, size_t *ret_count)
{
    const struct proposal_filter filter = {.layer = invocation_option(invocation, "layer"),
                                           .is_undecided = invocation_has(invocation, "open"),
                                           .is_own = invocation_has(invocation, "mine"),
                                           .year = (int)invocation_number(invocation, "year", 0)};
    const struct proposal_page page = {0, LIST_MOST};
    TRY(proposal_list(site, actor, &filter, page, invocation->arena, ret_proposals, ret_count));
    TRY(measure_all(site, *ret_proposals, *ret_count));
    return proposal_list(site, actor, &filter, page, invocation->arena, ret_proposals, ret_count);
}

static int command_proposal_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct proposal *proposals;
    size_t count;
    bool is_json = invocation_has(invocation, "json");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(list_read(invocation, site, &actor, &proposals, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++) {
        if (is_json) {
            json_object(&json);
            proposal_put(&json, &proposals[i]);
            json_end(&json);
        } else
            proposal_add_line(invocation, &text, &proposals[i]);
    }
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static int details_put(const struct invocation *invocation, struct site *site, const struct actor *actor,
                       const struct proposal *proposal, struct json *json)
{
    struct proposal_comment *comments;
    struct proposal_file *files;
    size_t count;
    TRY(proposal_files(site, proposal, invocation->arena, &files, &count));
    json_key(json, "files");
    json_array(json);
    for (size_t i = 0; i < count; i++)
        json_string(json, files[i].path);
    json_end(json);
    TRY(proposal_comments(site, actor, proposal, invocation->arena, &comments, &count));
    json_key(json, "comments");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_object(json);
        json_put_string(json, "kind", comments[i].kind);
        json_put_string(json, "by", comments[i].by);
        json_put_string(json, "words", comments[i].words);
        instant_put(json, "at", comments[i].at);
        json_end(json);
    }
    json_end(json);
    return 0;
}

static int conflicts_put(const struct invocation *invocation, struct site *site, const struct proposal *proposal,
                         struct json *json)
{
    struct proposal_conflict *conflicts;
    size_t count = 0;
    if (proposal->state == PROPOSAL_CONFLICT)
        TRY(proposal_conflicts(site, proposal, invocation->arena, &conflicts, &count));
    json_key(json, "conflicts");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_object(json);
        json_put_string(json, "path", conflicts[i].path);
        json_key(json, "sections");
        json_array(json);
        for (size_t j = 0; j < conflicts[i].count; j++) {
            const struct git_section *section = &conflicts[i].sections[j];
            if (!section->is_conflict)
                continue;
            json_object(json);
            json_put_string(json, "base", section->base);
            json_put_string(json, "ours", section->ours);
            json_put_string(json, "theirs", section->theirs);
            json_end(json);
        }
        json_end(json);
        json_end(json);
    }
    json_end(json);
    return 0;
}

static void text_add_measure(const struct invocation *invocation, struct text *text, const struct proposal *proposal)
{
    const struct {
        const char *what;
        int figure;
    } rows[] = {{N_("errors"), proposal->measure.errors},
                {N_("warnings"), proposal->measure.warnings},
                {N_("steps that differ"), proposal->measure.steps},
                {N_("running plans with them"), proposal->measure.plans},
                {N_("sign-offs on the older text"), proposal->measure.signoffs}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *few = invocation_translate(invocation, N_("fewer than 5"));
        if (rows[i].figure == PROPOSAL_WITHHELD)
            text_addf(text, "  %s: %s\n", invocation_translate(invocation, rows[i].what), few);
        else
            text_addf(text, "  %s: %d\n", invocation_translate(invocation, rows[i].what), rows[i].figure);
    }
}

static int lines_add(const struct invocation *invocation, struct site *site, const struct actor *actor,
                     const struct proposal *proposal, struct text *text)
{
    struct proposal_comment *comments;
    struct proposal_file *files;
    size_t count;
    proposal_add_line(invocation, text, proposal);
    text_add_measure(invocation, text, proposal);
    TRY(proposal_files(site, proposal, invocation->arena, &files, &count));
    for (size_t i = 0; i < count; i++)
        text_addf(text, "  %s %s\n", files[i].before || files[i].is_binary ? files[i].after ? "*" : "-" : "+",
                  files[i].path);
    TRY(proposal_comments(site, actor, proposal, invocation->arena, &comments, &count));
    for (size_t i = 0; i < count; i++)
        text_addf(text, "  %s: %s\n", comments[i].by ? comments[i].by : "-", comments[i].words);
    return 0;
}

static int proposal_print(const struct invocation *invocation, struct site *site, const struct actor *actor,
                          const struct proposal *proposal)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    if (!invocation_has(invocation, "json")) {
        TRY(lines_add(invocation, site, actor, proposal, &text));
        return print_text(&text);
    }
    json_object(&json);
    proposal_put(&json, proposal);
    TRY(details_put(invocation, site, actor, proposal, &json));
    TRY(conflicts_put(invocation, site, proposal, &json));
    json_end(&json);
    return print_json(&text);
}

static int show(const struct invocation *invocation, struct site *site, const struct actor *actor, const char *id)
{
    struct proposal proposal;
    TRY(proposal_find(site, actor, id, invocation->arena, &proposal));
    if (!proposal.measure.is_known)
        TRY(proposal_measure(site, &proposal));
    TRY(proposal_find(site, actor, id, invocation->arena, &proposal));
    return proposal_print(invocation, site, actor, &proposal);
}

static int command_proposal_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return show(invocation, site, &actor, invocation_word(invocation, 0));
}

/* ---- sending ---- */

static int file_take(const struct invocation *invocation, const char *path, const char *from,
                     struct git_file_change *change)
{
    CLEANUP(text_finish) struct text text = TEXT(FILE_BYTES_MOST);
    TRY(file_read(from, &text));
    *change = (struct git_file_change){.path = path,
                                       .bytes = arena_copy_bytes(invocation->arena, text_string(&text), text.length),
                                       .length = text.length};
    return 0;
}

/* The files named, as the folder of --from has them; and those that --remove names. */
static int files_take(const struct invocation *invocation, struct git_file_change *changes, size_t *ret_count)
{
    const char *folder = invocation_option(invocation, "from");
    const char *path;
    size_t count = 0;
    for (size_t i = 1; i < invocation->word_count && count < FILES_MOST; i++) {
        path = invocation_word(invocation, i);
        TRY(file_take(invocation, path, folder ? file_join(invocation->arena, folder, path) : path, &changes[count]));
        count++;
    }
    for (size_t i = 0; (path = invocation_option_at(invocation, "remove", i)) && count < FILES_MOST; i++)
        changes[count++] = (struct git_file_change){.path = path, .is_removed = true};
    *ret_count = count;
    return 0;
}

static int command_proposal_send(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct git_file_change *changes = arena_zeroed(invocation->arena, FILES_MOST * sizeof *changes);
    struct proposal_new new = {.layer = invocation_word(invocation, 0),
                               .files = changes,
                               .title = invocation_option(invocation, "title"),
                               .message = invocation_option(invocation, "because"),
                               .author = invocation_option(invocation, "as"),
                               .id = invocation_option(invocation, "proposal")};
    const char *id = NULL;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(files_take(invocation, changes, &new.count));
    TRY(proposal_send(site, &actor, &new, invocation->arena, &id));
    return show(invocation, site, &actor, id);
}

static int command_curriculum_layer_import(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *id = NULL;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(proposal_import(site, &actor, invocation_word(invocation, 0), invocation->arena, &id));
    return show(invocation, site, &actor, id);
}

/* ---- deciding ---- */

static struct proposal_decision decision_given(const struct invocation *invocation, const char *words)
{
    return (struct proposal_decision){.id = invocation_word(invocation, 0),
                                      .words = words,
                                      .seen = invocation_option(invocation, "seen"),
                                      .publishes = invocation_has(invocation, "publish")};
}

static int decide(const struct invocation *invocation, const struct proposal_decision *decision,
                  int (*act)(struct site *site, const struct actor *actor, const struct proposal_decision *decision))
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(act(site, &actor, decision));
    return show(invocation, site, &actor, decision->id);
}

static int command_proposal_comment(const struct invocation *invocation)
{
    const struct proposal_decision decision = decision_given(invocation, invocation_word(invocation, 1));
    return decide(invocation, &decision, proposal_add_comment);
}

static int command_proposal_changes(const struct invocation *invocation)
{
    const struct proposal_decision decision = decision_given(invocation, invocation_option(invocation, "because"));
    return decide(invocation, &decision, proposal_ask_changes);
}

static int command_proposal_decline(const struct invocation *invocation)
{
    const struct proposal_decision decision = decision_given(invocation, invocation_option(invocation, "because"));
    return decide(invocation, &decision, proposal_decline);
}

/* PATH=FILE of --resolve: how a file in conflict shall be. */
static int resolutions_take(const struct invocation *invocation, struct git_file_change *changes, size_t *ret_count)
{
    const char *given;
    size_t count = 0;
    for (; (given = invocation_option_at(invocation, "resolve", count)) && count < FILES_MOST; count++) {
        const char *sign = strchr(given, '=');
        if (!sign || sign == given)
            return fail_at(FAIL_INPUT, REASON_NONE, "resolve", "'%s': is not PATH=FILE", given);
        const char *path = arena_format(invocation->arena, "%.*s", (int)(sign - given), given);
        TRY(file_take(invocation, path, sign + 1, &changes[count]));
    }
    *ret_count = count;
    return 0;
}

static int accept(const struct invocation *invocation, struct site *site, const struct actor *actor,
                  const struct proposal_decision *decision)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(proposal_accept(site, actor, decision, &publication));
    if (decision->publishes)
        TRY(site_refresh(site));
    return show(invocation, site, actor, decision->id);
}

static int command_proposal_accept(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct git_file_change *changes = arena_zeroed(invocation->arena, FILES_MOST * sizeof *changes);
    struct proposal_decision decision = decision_given(invocation, invocation_option(invocation, "because"));
    TRY(resolutions_take(invocation, changes, &decision.count));
    decision.resolutions = changes;
    TRY(command_open_site(invocation, &site, &actor));
    return accept(invocation, site, &actor, &decision);
}

static const struct command commands[] = {
    {"proposal list", "[--layer LAYER] [--open] [--mine] [--year 2000..9999] [--by PERSON] [--json]",
     N_("Lists changes that somebody asks for, the newest first"), command_proposal_list},
    {"proposal show", "ID [--by PERSON] [--json]", N_("Shows a proposal, and what accepting it would mean"),
     command_proposal_show},
    {"proposal send",
     "LAYER [FILE]... [--title TEXT] [--because TEXT] [--from DIR] [--remove PATH]... [--as NAME] [--proposal ID]"
     " [--by PERSON] [--json]",
     N_("Proposes files as they are in a folder; --as is the name that the curriculum's history keeps"),
     command_proposal_send},
    {"proposal comment", "ID TEXT [--by PERSON] [--json]", N_("Says something about a proposal"),
     command_proposal_comment},
    {"proposal changes", "ID --because TEXT [--seen COMMIT] [--by PERSON] [--json]",
     N_("Asks the author to change a proposal"), command_proposal_changes},
    {"proposal accept",
     "ID [--publish] [--resolve PATH=FILE]... [--because TEXT] [--seen COMMIT] [--by PERSON] [--json]",
     N_("Takes a proposal into its layer, and publishes it at once if told to"), command_proposal_accept},
    {"proposal decline", "ID --because TEXT [--seen COMMIT] [--by PERSON] [--json]", N_("Declines a proposal"),
     command_proposal_decline},
    {"curriculum layer import", "LAYER [--by PERSON] [--json]",
     N_("Proposes what the folder of a layer holds now, for one that is its own source"),
     command_curriculum_layer_import},
};
const struct command_table proposal_commands = COMMAND_TABLE(commands);
