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

/* What is checked: the layers, base first, and the repositories that bare ones are read from. */
struct checked {
    struct source_tree trees[LAYERS_MAX];
    struct git *gits[LAYERS_MAX]; /* NULL for a folder */
    size_t count;
};

static void checked_close(struct checked *checked)
{
    for (size_t i = 0; i < LAYERS_MAX; i++)
        git_store_close(checked->gits[i]);
}

/* A bare repository has no files but those of its commits: the newest is read, as publishing would. */
static int bare_open(const struct invocation *invocation, const char *folder, struct git **ret_git,
                     struct source_tree *ret_tree)
{
    char commit[GIT_ID_BYTES];
    TRY(git_store_open_folder(folder, ret_git));
    TRY(git_store_resolve(*ret_git, NULL, commit));
    return source_tree_open_commit(invocation->arena, *ret_git, commit, ret_tree);
}

static int folder_open(const struct invocation *invocation, const char *folder, struct checked *checked)
{
    bool is_bare = false;
    struct source_tree *tree = &checked->trees[checked->count];
    if (!file_is_folder(folder))
        return fail(FAIL_USAGE, "check: there is no folder '%s'", folder);
    TRY(git_store_look_bare(folder, &is_bare));
    if (is_bare)
        TRY(bare_open(invocation, folder, &checked->gits[checked->count], tree));
    else
        TRY(source_tree_open_folder(invocation->arena, folder, tree));
    tree->name = arena_copy_string(invocation->arena, folder);
    checked->count++;
    return 0;
}

/* The layers, base first: what --base names, then the folder that is checked. */
static int layers_open(const struct invocation *invocation, const char *folder, struct checked *checked)
{
    const char *base = NULL;
    while ((base = invocation_option_at(invocation, "base", checked->count))) {
        if (checked->count + 1 == LAYERS_MAX)
            return fail(FAIL_USAGE, "check: more than %d layers", LAYERS_MAX);
        TRY(folder_open(invocation, base, checked));
    }
    return folder_open(invocation, folder, checked);
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
    struct source_tree previous = {0};
    CLEANUP(checked_close) struct checked checked = {0};
    const struct source_tree *all_previous[LAYERS_MAX] = {NULL};
    struct check_request request = {.trees = checked.trees};
    struct check check = {0};
    CLEANUP(git_store_close_at) struct git *git = NULL;
    const char *code = invocation_option(invocation, "explain");
    const char *folder = invocation_word(invocation, 0) ? invocation_word(invocation, 0) : ".";
    command_load_plugins(invocation);
    if (code)
        return explain(invocation, code);
    TRY(layers_open(invocation, folder, &checked));
    request.tree_count = checked.count;
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
