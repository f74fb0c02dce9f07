/* Finds the login of a layer; see layer_login.h. */
#include "domain/site/layer_login.h"

#include "base/fail.h"
#include "domain/site/site.h"
#include "io/file.h"

#include <string.h>

#define LOGINS_BYTES_MAX (16UL * 1024)

/* Cuts a word off the line; "" at its end. */
static char *word_next(char **at)
{
    char *word = *at + strspn(*at, " \t");
    size_t length = strcspn(word, " \t");
    *at = word + length;
    if (**at)
        *(*at)++ = '\0';
    return word;
}

static int line_read(const char *path, char *line, const char *layer, struct arena *arena,
                     const struct git_login **ret_login)
{
    char *at = line, *name = word_next(&at), *user = word_next(&at), *password = at + strspn(at, " \t");
    if (!text_equal(name, layer))
        return 0;
    if (!*user || !*password)
        return fail(FAIL_RULE, "%s: the line of layer '%s' has no user and password after it", path, layer);
    struct git_login *login = arena_zeroed(arena, sizeof *login);
    *login = (struct git_login){user, password};
    *ret_login = login;
    return 0;
}

static int file_find(const char *path, const char *layer, struct arena *arena, const struct git_login **ret_login)
{
    CLEANUP(text_finish) struct text text = TEXT(LOGINS_BYTES_MAX);
    if (!file_exists(path))
        return fail(FAIL_RULE, "%s: the file of 'layer-login' is not there", path);
    if (!file_is_private(path))
        return fail(FAIL_RULE, "%s: others may read the passwords in it; chmod 600 mends it", path);
    TRY(file_read(path, &text));
    for (char *line = arena_copy_string(arena, text_string(&text)); line && *line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        line[strcspn(line, "\r")] = '\0';
        TRY(line_read(path, line, layer, arena, ret_login));
        line = end ? end + 1 : NULL;
    }
    return 0;
}

int layer_login_find(const char *folder, const char *layer, struct arena *arena, const struct git_login **ret_login)
{
    struct site_config config;
    TRY(site_config_read(folder, arena, &config));
    return config.layer_login ? file_find(config.layer_login, layer, arena, ret_login) : 0;
}
