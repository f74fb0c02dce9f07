/* Failures: a negative code and one sentence, created where the cause is known.
 *
 *     if (!programme)
 *         return fail(FAIL_NOT_FOUND, "programme '%s': no such programme in edition %s", id, edition);
 *
 * The sentence is stored as its format and its arguments, so that the user interface (a page, a command) can show it in
 * the reader's language; the format is the message id in po/. A failure travels up untouched: a function that receives
 * a negative code returns it, and calls fail() only for a code that did not come from a function of ours. There is one
 * thread, so one last failure. */
#pragma once

#include <stdarg.h>
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

/* Records the failure and returns `code`. Conversions allowed in `format`: %s %d %u %ld %lu %lld %llu %zu %c %%. */
int fail(enum fail_code code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* fail() with the arguments of another call, such as a plugin's. */
int fail_with(enum fail_code code, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* The last sentence, in English whatever the locale; "" if none. Lent until the next fail(). */
const char *fail_sentence(void);

/* The last sentence in another language: `translate` maps the format to a translated format, which may take the
 * arguments by position (%2$s). Lent until the next call. */
const char *fail_sentence_in(const char *(*translate)(const char *message_id, void *context), void *context);

enum fail_code fail_last_code(void);
void fail_forget(void);
