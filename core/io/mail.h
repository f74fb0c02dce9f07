/* Mail: sends mails to a server over SMTP, always encrypted, with libcurl. For jobs and commands, not for requests.
 *
 *     struct mail_line *line;
 *     TRY(mail_open(&server, &line));            // the first mail connects; later ones reuse the connection
 *     int result = mail_send(line, from, to, &bytes, &outcome);
 *     mail_close(line);
 */
#pragma once

#include "base/text.h"

#define MAIL_SECONDS_MAX 120

struct mail_server {
    const char *url;                      /* "smtp://host:587", where STARTTLS is required, or "smtps://host:465" */
    const char *user, *password;          /* NULL: no authentication */
    const char *ca;                       /* a PEM file with the trusted CA; NULL: the system's CAs */
    int connect_seconds, timeout_seconds; /* for connecting; for one whole mail */
};

/* The result of sending a mail: whether to try again. */
enum mail_outcome {
    MAIL_ACCEPTED, /* the server has taken responsibility for it */
    MAIL_REFUSED,  /* it never accepts this mail, or this recipient (5xx) */
    MAIL_LATER,    /* not now for this recipient (4xx); others may succeed */
    MAIL_UNSURE,   /* all was sent but no answer came: perhaps accepted; a second try may deliver it twice */
    MAIL_DOWN,     /* no mail can be sent now: no connection, no TLS, wrong password, sender refused */
};

struct mail_line;

/* Prepares a connection; yours. FAIL_INPUT for a URL of neither kind. */
int mail_open(const struct mail_server *server, struct mail_line **ret_line);
void mail_close(struct mail_line *line);
void mail_close_at(struct mail_line **line);

/* Sends a mail from mime_write(), doubling dots that begin a line. 0 for MAIL_ACCEPTED, else FAIL_INPUT (REFUSED),
 * FAIL_BUSY (LATER) or FAIL_SYSTEM (others). The sentence names no recipient, so it may be stored and logged. */
int mail_send(struct mail_line *line, const char *from, const char *to, const struct text *mail,
              enum mail_outcome *ret_outcome);
