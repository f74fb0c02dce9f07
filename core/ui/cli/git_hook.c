/* What git's hooks do; see git_hook.h. */
#include "ui/cli/git_hook.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/proposal/proposal.h"
#include "domain/publish/git_push_check.h"
#include "domain/site/site.h"
#include "io/git_incoming.h"
#include "ui/text/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES 1024
#define SAID_MAX ((size_t)64 * 1024)
#define FINDINGS_SAID 30

struct hook {
    struct git_push push;
    enum language language;
    struct site *site;
    struct actor actor;
    struct git_push_ref refs[GIT_PUSH_REFS_MAX];
    size_t count;
    struct arena arena;
};

static void hook_finish(struct hook *hook)
{
    site_close(hook->site);
    arena_finish(&hook->arena);
}

bool git_hook_is_meant(int argument_count, char **arguments)
{
    struct git_push push;
    return argument_count == 3 && text_equal(arguments[1], "git-hook") && git_push_read(&push);
}

/* ---- what is pushed ---- */

/* "BEFORE AFTER NAME" */
static int line_read(struct hook *hook, char *line)
{
    char *rest = line;
    const char *before = strsep(&rest, " "), *after = strsep(&rest, " "), *name = strsep(&rest, "\n");
    if (!before || !after || !name || strlen(before) != GIT_ID_BYTES - 1 || strlen(after) != GIT_ID_BYTES - 1)
        return fail(FAIL_USAGE, "git says what is pushed in another way than it should");
    if (hook->count == GIT_PUSH_REFS_MAX)
        return fail(FAIL_LIMIT, "more than %d branches in one push", GIT_PUSH_REFS_MAX);
    hook->refs[hook->count++] = (struct git_push_ref){.before = arena_copy_string(&hook->arena, before),
                                                      .after = arena_copy_string(&hook->arena, after),
                                                      .name = arena_copy_string(&hook->arena, name)};
    return 0;
}

static int refs_read(struct hook *hook)
{
    char line[LINE_BYTES];
    while (fgets(line, sizeof line, stdin))
        TRY(line_read(hook, line));
    return 0;
}

static int hook_open(struct hook *hook, void (*load_plugins)(const char *folder, const struct site_config *config))
{
    struct person person;
    TRY(site_open(hook->push.folder, &hook->site));
    load_plugins(hook->push.folder, &hook->site->config);
    TRY(person_by_rid(hook->site->records, hook->push.person, &hook->arena, &person));
    return person_actor(hook->site->records, &person, &hook->actor);
}

/* ---- what the check says ---- */

static const char *translate_id(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

static void finding_say(struct text *said, struct hook *hook, const struct finding *finding, const char *path)
{
    char code[8];
    const struct finding_language language = {translate_id, &hook->language};
    bool is_error = finding->kind->severity == FINDING_ERROR;
    text_addf(said, "%s:%d: %s[%s]: ", path, finding->place.line ? finding->place.line : 1,
              is_error ? "error" : "warning", finding_code_text(finding->kind->code, code));
    finding_add_sentence(said, finding, &language);
    text_add(said, "\n    hint: ");
    finding_add_hint(said, finding, &language);
    text_add_char(said, '\n');
}

/* Every error, and the warnings about what the push changes; errors first, a screen of them. */
static size_t findings_say(struct text *said, struct hook *hook, const struct git_push_checked *checked,
                           enum finding_severity severity)
{
    const struct findings *findings = &checked->check.findings;
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const char *path = finding->place.path;
        bool is_about = git_push_is_about(checked, &finding->place, &path);
        if (finding->kind->severity != severity || (severity == FINDING_WARNING && !is_about))
            continue;
        if (count++ < FINDINGS_SAID)
            finding_say(said, hook, finding, path);
    }
    if (count > FINDINGS_SAID)
        text_addf(said, "... %zu\n", count - FINDINGS_SAID);
    return count;
}

static int check_say(struct hook *hook, const struct git_push_ref *ref)
{
    CLEANUP(git_push_checked_finish) struct git_push_checked checked = {0};
    CLEANUP(text_finish) struct text said = TEXT(SAID_MAX);
    TRY(git_push_check(hook->site->records, content_database(hook->site->content), &hook->push, ref->after, &checked));
    size_t errors = findings_say(&said, hook, &checked, FINDING_ERROR);
    (void)findings_say(&said, hook, &checked, FINDING_WARNING);
    fputs(text_string(&said), stderr);
    if (checked.check.findings.errors || errors)
        return fail(FAIL_RULE, "the check finds %zu errors in the curriculum as it would be: mend them and push again",
                    checked.check.findings.errors);
    return 0;
}

/* ---- before ---- */

static int ref_judge(struct hook *hook, const struct git_push_ref *ref)
{
    TRY(git_push_check_ref(hook->site->records, &hook->push, ref));
    if (!text_starts(ref->name, GIT_PUSH_PROPOSALS))
        return 0;
    return proposal_check_branch(hook->site, &hook->actor, hook->push.layer, ref->name + strlen("refs/heads/"));
}

static int all_judge(struct hook *hook)
{
    const char *objects = getenv("GIT_QUARANTINE_PATH");
    git_store_see_incoming(objects);
    for (size_t i = 0; i < hook->count; i++)
        TRY(ref_judge(hook, &hook->refs[i]));
    if (!objects)
        return fail(FAIL_SYSTEM, "git does not keep apart what is pushed");
    TRY(git_push_check_objects(objects));
    for (size_t i = 0; i < hook->count; i++)
        TRY(check_say(hook, &hook->refs[i]));
    return 0;
}

static int pre_receive(struct hook *hook, void (*load_plugins)(const char *folder, const struct site_config *config))
{
    TRY(refs_read(hook));
    TRY(hook_open(hook, load_plugins));
    return all_judge(hook);
}

/* ---- after ---- */

/* Git has set the branch already, whatever is said here. */
static void branch_tell(struct hook *hook, const struct git_push_ref *ref)
{
    static const char before[] = "refs/heads/";
    const char *branch = ref->name + strlen(before);
    if (!text_starts(ref->name, "refs/heads/" PROPOSAL_BRANCHES) || strspn(ref->after, "0") == strlen(ref->after))
        return;
    int result = proposal_pushed(hook->site, &hook->actor, hook->push.layer, branch);
    if (result == 0)
        fprintf(stderr, "%s\n", translate(hook->language, N_("Sent as a proposal; you are told what becomes of it.")));
    else
        fprintf(stderr, "%s\n", translate_failure(hook->language));
    fail_forget();
}

static int post_receive(struct hook *hook, void (*load_plugins)(const char *folder, const struct site_config *config))
{
    TRY(refs_read(hook));
    TRY(hook_open(hook, load_plugins));
    for (size_t i = 0; i < hook->count; i++)
        branch_tell(hook, &hook->refs[i]);
    return 0;
}

int git_hook_run(const char *name, void (*load_plugins)(const char *folder, const struct site_config *config))
{
    CLEANUP(hook_finish) struct hook hook = {.language = LANGUAGE_SV};
    if (!git_push_read(&hook.push))
        return 1;
    language_from_code(hook.push.language, &hook.language);
    int result = clock_begin(true);
    if (text_equal(name, "pre-receive"))
        result = result == 0 ? pre_receive(&hook, load_plugins) : result;
    else if (text_equal(name, "post-receive"))
        result = result == 0 ? post_receive(&hook, load_plugins) : result;
    if (result == 0)
        return 0;
    fprintf(stderr, "%s: %s\n", translate(hook.language, N_("Not taken")), translate_failure(hook.language));
    return 1;
}
