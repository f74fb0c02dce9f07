/* Writes mails with reminders; see ui/web/digest_mail.h. */
#include "ui/web/digest_mail.h"

#include "base/fail.h"
#include "ui/text/humanize.h"
#include "ui/text/links.h"
#include "ui/text/message.h"
#include "ui/text/reminder_text.h"

#include <stdarg.h>
#include <string.h>

#define DIGEST_MAIL_BYTES_MAX (256UL * 1024)

static void say(struct template *into, const char *message_id, ...) __attribute__((format(printf, 2, 3)));
static void say(struct template *into, const char *message_id, ...)
{
    va_list arguments;
    va_start(arguments, message_id);
    message_add_plain(into->text, into->language, message_id, arguments);
    va_end(arguments);
}

const char *digest_link(const struct digest_page *letter, const struct target *target)
{
    return arena_format(letter->arena, "%s%s", letter->digest->public_address, link_to(letter->arena, target));
}

/* ---- plain text ---- */

static void plain_row(struct template *into, const struct digest_page *letter, const struct reminder *reminder)
{
    const char *when = reminder_when(into->language, letter->arena, reminder, letter->digest->day);
    text_addf(into->text, "- %s", reminder_what(into->language, letter->arena, reminder));
    if (*when)
        text_addf(into->text, " (%s)", when);
    text_addf(into->text, "\n  %s\n", digest_link(letter, &reminder->target));
}

static void plain_kind(struct template *into, const struct digest_page *letter, enum reminder_kind kind)
{
    size_t first, count = reminder_list_of_kind(&letter->digest->list, kind, &first);
    if (!count)
        return;
    text_addf(into->text, "%s\n\n", reminder_kind_title(into->language, kind));
    for (size_t i = 0; i < count && i < DIGEST_MAIL_ROWS_MAX; i++)
        plain_row(into, letter, &letter->digest->list.items[first + i]);
    if (count > DIGEST_MAIL_ROWS_MAX) {
        text_add(into->text, "- ");
        say(into, N_("and %d more"), (int)count - DIGEST_MAIL_ROWS_MAX);
        text_addf(into->text, "\n  %s\n", digest_link(letter, &(struct target){.kind = TARGET_REMINDERS}));
    }
    text_add(into->text, "\n");
}

static void plain_write(struct template *into, const struct digest_page *letter)
{
    const struct digest_mail *digest = letter->digest;
    say(into, N_("Hello %s,"), digest->person->name);
    text_add(into->text, "\n\n");
    say(into, N_("this is what Trappa reminds you of, %s."),
        humanize_date(into->language, letter->arena, digest->day, digest->day));
    text_add(into->text, "\n\n");
    for (int kind = REMINDER_LATE; kind <= REMINDER_ON_OTHERS; kind++)
        plain_kind(into, letter, (enum reminder_kind)kind);
    text_add(into->text, "-- \n");
    say(into, N_("You get this mail because you chose it in Trappa. Choose again: %s"),
        digest_link(letter, &(struct target){.kind = TARGET_REMINDERS}));
    text_add(into->text, "\n");
    say(into, N_("Stop these mails, without signing in: %s"), letter->unsubscribe);
    text_add(into->text, "\n");
    if (*digest->organisation)
        text_addf(into->text, "%s\n", digest->organisation);
}

/* ---- the whole ---- */

static const char *subject_of(enum language language, const struct digest_page *letter)
{
    const char *words = translate_plural(language, "Trappa: %d thing to do", "Trappa: %d things to do", letter->asks);
    const char *at = strstr(words, "%d");
    return at ? arena_format(letter->arena, "%.*s%d%s", (int)(at - words), words, letter->asks, at + 2) : words;
}

int letter_write(const struct digest_mail *digest, struct arena *arena, struct digest_words *ret_words)
{
    CLEANUP(text_finish) struct text plain = TEXT(DIGEST_MAIL_BYTES_MAX);
    CLEANUP(text_finish) struct text html = TEXT(DIGEST_MAIL_BYTES_MAX);
    enum language language = LANGUAGE_SV;
    struct digest_page letter = {.digest = digest, .arena = arena};
    language_from_code(digest->person->language, &language);
    letter.unsubscribe = digest_link(&letter, &(struct target){.kind = TARGET_REMINDERS_STOP, .id = digest->token});
    for (size_t i = 0; i < digest->list.count; i++)
        letter.asks += digest->list.items[i].kind != REMINDER_ON_OTHERS;
    plain_write(&(struct template){.text = &plain, .language = language}, &letter);
    digest_mail_page(&(struct template){.text = &html, .language = language}, &letter);
    TRY(text_check(&plain, "a mail"));
    TRY(text_check(&html, "a mail"));
    *ret_words = (struct digest_words){.subject = subject_of(language, &letter),
                                       .plain = arena_copy_string(arena, text_string(&plain)),
                                       .html = arena_copy_string(arena, text_string(&html)),
                                       .unsubscribe = letter.unsubscribe};
    return 0;
}
