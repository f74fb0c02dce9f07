/* Mime: writes a mail (RFC 5322, 2045 to 2047) with a text in plain and HTML form and headers in any language.
 *
 * No value can inject a header: line breaks and other control characters become blanks, and addresses must pass
 * mime_is_address(). */
#pragma once

#include "base/text.h"

struct mime_address {
    const char *name; /* NULL or "": none */
    const char *address;
};

struct mime_mail {
    struct mime_address from, to;
    const char *subject;
    int64_t at;               /* Date, shown in Swedish time */
    const char *id;           /* Message-ID, "words@host"; keep it when the same mail is sent again */
    const char *unsubscribe;  /* an https or http URL that accepts a POST (RFC 8058); NULL: none */
    const char *plain, *html; /* UTF-8; lines end in \n */
    const char *language;     /* "sv" */
};

/* Whether it is an address for an SMTP envelope: ASCII, one '@' with something on both sides, no blanks and none of
 * <>()[],;:"\ , at most 254 bytes. */
bool mime_is_address(const char *address);

/* Writes the whole mail with CRLF, no line longer than 998 bytes, the texts quoted-printable. Asserts that both
 * addresses pass mime_is_address(). */
void mime_write(struct text *into, const struct mime_mail *mail);

/* ---- exposed for tests ---- */

/* Adds the text of a header: as it is where that is allowed, else as encoded words (RFC 2047) of whole characters,
 * folded. */
void mime_add_words(struct text *into, const char *words);

/* Adds text as quoted-printable: lines of at most 76 bytes, each \n as CRLF, a CRLF after the last line too. */
void mime_add_quoted(struct text *into, const char *words);
