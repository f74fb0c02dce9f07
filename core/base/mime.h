/* Mime: a mail as bytes (RFC 5322, 2045 to 2047): two alternatives of one text, headers in any language.
 *
 * Nothing that is put in can become a header of its own: line breaks and other control characters in a value are
 * blanks, and addresses must be what mime_is_address() says. */
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
    const char *id;           /* "words@host", the same for the same mail: Message-ID */
    const char *unsubscribe;  /* an https or http address that takes a POST (RFC 8058); NULL: none */
    const char *plain, *html; /* UTF-8; lines end in \n */
    const char *language;     /* "sv" */
};

/* An address that goes into an envelope as it is: ASCII, one '@' with something on both sides, no blanks and none of
 * <>()[],;:"\ . At most 254 bytes. */
bool mime_is_address(const char *address);

/* The whole mail, with CRLF; no line is longer than 998 bytes. The texts are quoted-printable. Asserts that both
 * addresses are addresses. */
void mime_write(struct text *into, const struct mime_mail *mail);

/* ---- its parts, for their test ---- */

/* Words of a header: as they are where that is allowed, else encoded words (RFC 2047) of whole characters, folded. */
void mime_add_words(struct text *into, const char *words);

/* Quoted-printable: lines of at most 76 bytes, \n becomes CRLF, and the last line ends too. */
void mime_add_quoted(struct text *into, const char *words);
