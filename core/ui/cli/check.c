/* `trappa check`: checks a curriculum in a folder, without a server, network or data directory. */
#include "domain/curriculum/check.h"
#include "base/fail.h"
#include "domain/curriculum/finding_format.h"
#include "io/file.h"
#include "io/git.h"
#include "ui/cli/command.h"

#include <stdio.h>

#define LAYERS_MAX 16
#define REPORT_BYTES_MAX (256 * 1024 * 1024)

static const char *translate_id(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

static int explain(const struct invocation *invocation, const char *code)
{
    enum language language = invocation->language;
    const struct finding_language said = {translate_id, &language};
    CLEANUP(text_finish) struct text text = TEXT(REPORT_BYTES_MAX);
    const struct finding_kind *kind = finding_kind_named(code);
    if (!kind)
        return fail(FAIL_USAGE, "check: there is no finding '%s'; codes look like TR203", code);
    finding_explain(&text, kind, &said);
    fputs(text_string(&text), stdout);
    return 0;
}

static int folder_open(const struct invocation *invocation, const char *folder, struct source_tree *ret_tree)
{
    if (!file_is_folder(folder))
        return fail(FAIL_USAGE, "check: there is no folder '%s'", folder);
    return source_tree_open_folder(invocation->arena, folder, ret_tree);
}

/* The layers, base first: what --base names, then the folder that is checked. */
static int layers_open(const struct invocation *invocation, const char *folder, struct source_tree *ret_trees,
                       size_t *ret_count)
{
    size_t count = 0;
    const char *base = NULL;
    while ((base = invocation_option_at(invocation, "base", count))) {
        if (count + 1 == LAYERS_MAX)
            return fail(FAIL_USAGE, "check: more than %d layers", LAYERS_MAX);
        TRY(folder_open(invocation, base, &ret_trees[count]));
        count++;
    }
    TRY(folder_open(invocation, folder, &ret_trees[count]));
    *ret_count = count + 1;
    return 0;
}

/* What the folder held at its last commit, if it is the root of a repository that has one. */
static bool previous_open(const struct invocation *invocation, const char *folder, struct git **ret_git,
                          struct source_tree *ret_tree)
{
    char commit[GIT_ID_BYTES];
    if (!git_store_is_root(folder) || git_store_open_folder(folder, ret_git) != 0)
        return false;
    bool is_there = git_store_resolve(*ret_git, NULL, commit) == 0 &&
                    source_tree_open_commit(invocation->arena, *ret_git, commit, ret_tree) == 0;
    fail_forget();
    return is_there;
}

static size_t steps_shown(const struct stack *stack)
{
    size_t count = 0;
    for (size_t i = 0; i < stack->step_count; i++)
        count += !stack->steps[i].hidden_by;
    return count;
}

static int report(const struct invocation *invocation, const char *folder, const struct check *check)
{
    enum finding_format format = FINDING_TEXT;
    enum language language = invocation->language;
    const struct finding_language said = {translate_id, &language};
    const char *name = invocation_option(invocation, "format");
    const struct finding_report report = {
        .findings = &check->findings,
        .programmes = check->stack.programme_count,
        .steps = steps_shown(&check->stack),
        .root = folder,
        .language = &said,
    };
    CLEANUP(text_finish) struct text text = TEXT(REPORT_BYTES_MAX);
    if (name)
        TRY(finding_format_parse(name, &format));
    finding_report_add(&text, &report, format);
    TRY(text_check(&text, "the report"));
    fputs(text_string(&text), stdout);
    return check->findings.errors ? COMMAND_SAYS_NO : 0;
}

static int command_check(const struct invocation *invocation)
{
    struct source_tree trees[LAYERS_MAX], previous = {0};
    const struct source_tree *all_previous[LAYERS_MAX] = {NULL};
    struct check_request request = {.trees = trees};
    struct check check = {0};
    CLEANUP(git_store_close_at) struct git *git = NULL;
    const char *code = invocation_option(invocation, "explain");
    const char *folder = invocation_word(invocation, 0) ? invocation_word(invocation, 0) : ".";
    command_load_plugins(invocation);
    if (code)
        return explain(invocation, code);
    TRY(layers_open(invocation, folder, trees, &request.tree_count));
    request.previous = all_previous;
    if (previous_open(invocation, folder, &git, &previous))
        all_previous[request.tree_count - 1] = &previous;
    TRY(check_run(&request, &check));
    int status = report(invocation, folder, &check);
    check_finish(&check);
    return status;
}

static const struct command commands[] = {
    {"check", "[DIR] [--base DIR]... [--format text|json|github|sarif] [--explain CODE]",
     N_("Says what is wrong with a curriculum, and where"), command_check},
};
const struct command_table check_commands = COMMAND_TABLE(commands);
