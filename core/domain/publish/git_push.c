/* The hooks of git, and what they are told; see git_push.h. */
#include "domain/publish/git_push.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "hooks"
#define PROGRAM "TRAPPA_PUSH_PROGRAM"
#define DATA "TRAPPA_PUSH_DATA"
#define LAYER "TRAPPA_PUSH_LAYER"
#define PERSON "TRAPPA_PUSH_PERSON"
#define LANGUAGE "TRAPPA_PUSH_LANGUAGE"
#define MAINTAINER "TRAPPA_PUSH_MAINTAINER"

static const char *const hooks[] = {"pre-receive", "post-receive"};

const char *git_push_hooks_path(const char *folder, struct arena *arena)
{
    return file_join(arena, folder, FOLDER);
}

/* A script, because git takes a link that leads nowhere for a hook that is not there. */
int git_push_hooks_make(const char *folder)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *place = git_push_hooks_path(folder, &arena);
    TRY(file_make_folders(place, 0700));
    for (size_t i = 0; i < COUNT_OF(hooks); i++) {
        const char *script = arena_format(&arena, "#!/bin/sh\nexec \"$" PROGRAM "\" git-hook %s\n", hooks[i]);
        TRY(file_write(file_join(&arena, place, hooks[i]), script, strlen(script), 0700));
    }
    return 0;
}

bool git_push_hooks_are_there(const char *folder)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(hooks); i++)
        if (access(file_join(&arena, git_push_hooks_path(folder, &arena), hooks[i]), X_OK) != 0)
            return false;
    return true;
}

/* Our own program by its process, so that it is this one also after another was installed over it. */
const char *const *git_push_environment(const struct git_push *push, struct arena *arena)
{
    const char *const words[] = {
        arena_format(arena, PROGRAM "=/proc/%ld/exe", (long)getpid()),
        arena_format(arena, DATA "=%s", push->folder),
        arena_format(arena, LAYER "=%s", push->layer),
        arena_format(arena, PERSON "=%s", push->person),
        arena_format(arena, LANGUAGE "=%s", push->language),
        arena_format(arena, MAINTAINER "=%d", push->is_maintainer),
    };
    const char **variables = arena_zeroed(arena, (COUNT_OF(words) + 3) * sizeof *variables);
    memcpy(variables, words, sizeof words);
    size_t count = COUNT_OF(words);
    static const char *const kept[] = {"TRAPPA_NOW", "ASAN_OPTIONS"};
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (getenv(kept[i]))
            variables[count++] = arena_format(arena, "%s=%s", kept[i], getenv(kept[i]));
    return variables;
}

bool git_push_read(struct git_push *ret_push)
{
    const char *maintainer = getenv(MAINTAINER);
    *ret_push = (struct git_push){.folder = getenv(DATA),
                                  .layer = getenv(LAYER),
                                  .person = getenv(PERSON),
                                  .language = getenv(LANGUAGE),
                                  .is_maintainer = maintainer && text_equal(maintainer, "1")};
    return ret_push->folder && ret_push->layer && ret_push->person && ret_push->language;
}
