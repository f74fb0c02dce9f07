/* Checks ids, names and addresses before they reach the records; see identifier.h. */
#include "domain/people/identifier.h"

#include "base/fail.h"
#include "base/hidden.h"
#include "base/text.h"

#include <string.h>

#define WORDS_MOST_BYTES 10240
#define EMAIL_MOST_BYTES 254

int identifier_check_id(const char *what, const char *id)
{
    if (text_is_id(id))
        return 0;
    return fail_at(FAIL_INPUT, REASON_NONE, "id", "%s '%s': an id is 1 to 64 of a-z, 0-9 and '-'", what, id ? id : "");
}

/* A control character that is neither a line end nor a tab. */
static bool has_control(const char *string)
{
    uint32_t point = 0;
    while (*string) {
        string += text_point(string, &point);
        if ((point < ' ' || (point >= 0x7f && point < 0xa0)) && !strchr("\r\n\t", (int)point))
            return true;
    }
    return false;
}

int identifier_check_name(const char *field, const char *what, const char *id, const char *name)
{
    if (text_is_blank(name))
        return fail_at(FAIL_INPUT, REASON_NONE, field, "%s '%s': the name is empty", what, id);
    size_t length = strlen(name);
    if (length > NAME_MOST_BYTES)
        return fail_at(FAIL_INPUT, REASON_NONE, field, "%s '%s': the name is longer than %d bytes", what, id,
                       NAME_MOST_BYTES);
    if (!text_is_utf8(name, length, NULL) || hidden_in(name, ""))
        return fail_at(FAIL_INPUT, REASON_NONE, field, "%s '%s': the name has characters that are no text", what, id);
    return 0;
}

int identifier_check_words(const char *field, const char *words)
{
    if (text_is_blank(words))
        return fail_at(FAIL_INPUT, REASON_NONE, field, "the comment: some words are needed");
    size_t length = strlen(words);
    if (length > WORDS_MOST_BYTES)
        return fail_at(FAIL_INPUT, REASON_NONE, field, "the comment: longer than %d bytes", WORDS_MOST_BYTES);
    if (!text_is_utf8(words, length, NULL) || has_control(words))
        return fail_at(FAIL_INPUT, REASON_NONE, field, "the comment: has characters that are no text");
    return 0;
}

int identifier_fold_email(const char *email, struct arena *arena, const char **ret_email)
{
    if (!email || !*email) {
        *ret_email = NULL;
        return 0;
    }
    char *folded = arena_copy_string(arena, email);
    const char *at = strchr(email, '@');
    bool is_good = strlen(email) <= EMAIL_MOST_BYTES && at && at != email && at[1] && !strchr(at + 1, '@');
    for (char *c = folded; *c; c++) {
        is_good = is_good && *c > ' ' && *c < 0x7f && !strchr("<>()[],;:\"\\", *c);
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    }
    if (!is_good)
        return fail_at(FAIL_INPUT, REASON_NONE, "email", "'%s' is not an e-mail address", email);
    *ret_email = folded;
    return 0;
}
