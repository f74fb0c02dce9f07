/* Mail: handing one mail to a server over SMTP, always encrypted, by libcurl. For jobs and commands, not for requests.
 *
 *     struct mail_line *line;
 *     TRY(mail_open(&server, &line));            // connects at the first mail, and goes on with one connection
 *     int result = mail_send(line, from, to, &bytes, &outcome);
 *     mail_close(line);
 */
#pragma once

#include "base/text.h"

#define MAIL_SECONDS_MAX 120

struct mail_server {
    const char *url;             /* "smtp://host:587", where STARTTLS is required, or "smtps://host:465" */
    const char *user, *password; /* NULL: none asked for */
    const char *ca;              /* a PEM file that the server's certificate must lead to; NULL: those of the system */
    int connect_seconds, timeout_seconds; /* for reaching it; for all that one mail takes */
};

/* What became of a mail, and so whether it may be tried again. */
enum mail_outcome {
    MAIL_ACCEPTED, /* the server has taken charge of it */
    MAIL_REFUSED,  /* it will never take this mail, or this recipient (5xx) */
    MAIL_LATER,    /* not now for this recipient (4xx); others may work */
    MAIL_UNSURE,   /* it had everything and did not answer: perhaps it was taken; trying again may make two */
    MAIL_DOWN,     /* nothing can be sent to anybody now: not reached, no TLS, wrong password, sender refused */
};

struct mail_line;

/* FAIL_INPUT for an address that is none of the two kinds. */
int mail_open(const struct mail_server *server, struct mail_line **ret_line);
void mail_close(struct mail_line *line);
void mail_close_at(struct mail_line **line);

/* `mail` as mime_write() made it; dots that begin a line are doubled on the way. 0 for MAIL_ACCEPTED, else FAIL_INPUT
 * (REFUSED), FAIL_BUSY (LATER) or FAIL_SYSTEM, whose sentence names no recipient: it may be kept and logged. */
int mail_send(struct mail_line *line, const char *from, const char *to, const struct text *mail,
              enum mail_outcome *ret_outcome);
