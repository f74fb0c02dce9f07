/* Failures: a negative code and one sentence, created where the cause is known; if useful, also a reason and a field.
 *
 *     if (!programme)
 *         return fail(FAIL_NOT_FOUND, "programme '%s': no such programme in edition %s", id, edition);
 *     if (text_is_blank(because))
 *         return fail_at(FAIL_RULE, REASON_MENTOR_IS_FULL, "because", "mentor '%s': is full until %s", id, until);
 *
 * The sentence is stored as its format and its arguments, so that the user interface (a page, a command) can show it in
 * the reader's language; the format is the message id in po/. It mentions no option, no command and no page: the user
 * interface finds the option or form field by the field, and the advice by the reason (docs/failures.md lists both).
 *
 * A failure travels up untouched: a function that receives a negative code returns it, and calls fail() only for a code
 * that did not come from a function of ours. There is one thread, so one last failure. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Marks a message id for translation; the code that shows it translates it. (fail() needs no mark.) */
#define N_(message_id) message_id

enum fail_code {
    FAIL_USAGE = -1,     /* the command or form was used wrongly; exit 2, HTTP 400 */
    FAIL_INPUT = -2,     /* a value, file or line is not in the form it must have; exit 2, HTTP 422 */
    FAIL_NOT_FOUND = -3, /* no such id; exit 1, HTTP 404 */
    FAIL_DENIED = -4,    /* this viewer may not; exit 1, HTTP 403 */
    FAIL_RULE = -5,      /* a rule of the domain says no; exit 1, HTTP 409 */
    FAIL_LIMIT = -6,     /* larger or slower than allowed; exit 2, HTTP 413 */
    FAIL_BUSY = -7,      /* held by somebody else, try again; exit 1, HTTP 503 */
    FAIL_SYSTEM = -8,    /* the disk, the network or the operating system refused; exit 1, HTTP 500 */
    FAIL_CORRUPT = -9,   /* stored data is not what it must be; exit 1, HTTP 500 */
};

/* Why it failed, as a word that stays the same whatever the sentence. Only a failure that somebody distinguishes has
 * one: a caller, or a user interface with advice. It is a constant in the header of the subject:
 *
 *     #define REASON_TEXT_CHANGED FAIL_REASON("text-changed")
 *
 * Two reasons with the same word are the same. */
struct fail_reason {
    const char *word;
};
#define FAIL_REASON(literal) (&(const struct fail_reason){"" literal})
#define REASON_NONE ((const struct fail_reason *)NULL)

#define FAIL_FIELD_BYTES 40

/* Records the failure, without reason and field, and returns `code`. Conversions allowed in `format`: %s %d %u %ld %lu
 * %lld %llu %zu %c %%. */
int fail(enum fail_code code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with a reason (or REASON_NONE), and with the neutral name of the input that it is about ("because", "until";
 * shorter than FAIL_FIELD_BYTES, copied) or NULL. */
int fail_at(enum fail_code code, const struct fail_reason *reason, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* fail() with the arguments of another call, such as a plugin's. */
int fail_with(enum fail_code code, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* The last sentence, in English whatever the locale; "" if none. Lent until the next fail(). */
const char *fail_sentence(void);

/* The last sentence in another language: `translate` maps the format to a translated format, which may take the
 * arguments by position (%2$s). Lent until the next call. */
const char *fail_sentence_in(const char *(*translate)(const char *message_id, void *context), void *context);

enum fail_code fail_last_code(void);

/* The word of the last failure's reason, for ever; NULL if it has none. */
const char *fail_last_reason(void);

/* The input that the last failure is about; NULL: none. Lent until the next fail(). */
const char *fail_last_field(void);

/* True if `result`, which a function has just returned, is the last failure and has this reason. */
bool fail_is(int result, const struct fail_reason *reason);

/* Clears the last failure. */
void fail_forget(void);

/* Keeps the last failure aside while something is tidied up that may fail itself; fail_restore() makes it the last one
 * again, and ends what fail_keep() gave. */
struct failure *fail_keep(void);
void fail_restore(struct failure *kept);
