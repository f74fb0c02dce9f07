/* SMTP by libcurl; see mail.h. */
#include "io/mail.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/mime.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct mail_line {
    CURL *curl;
    char problem[CURL_ERROR_SIZE];
};

/* What is being handed over. */
struct upload {
    const char *bytes;
    size_t left;
};

static size_t upload_read(char *to, size_t size, size_t count, void *context)
{
    struct upload *upload = context;
    size_t length = size * count < upload->left ? size * count : upload->left;
    memcpy(to, upload->bytes, length);
    upload->bytes += length;
    upload->left -= length;
    return length;
}

static size_t answer_drop(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    (void)context;
    return size * count;
}

static void options_set(struct mail_line *line, const struct mail_server *server)
{
    CURL *curl = line->curl;
    curl_easy_setopt(curl, CURLOPT_URL, server->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)server->connect_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)server->timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, line->problem);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, upload_read);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, answer_drop);
    if (server->ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca);
    if (server->user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    }
}

int mail_open(const struct mail_server *server, struct mail_line **ret_line)
{
    if (!text_starts(server->url, "smtp://") && !text_starts(server->url, "smtps://"))
        return fail(FAIL_INPUT, "'%s' is no mail server such as smtp://mail.example.se:587", server->url);
    struct mail_line *line = memory_zeroed(sizeof *line);
    line->curl = curl_easy_init();
    if (!line->curl) {
        memory_free(line);
        return fail(FAIL_SYSTEM, "libcurl cannot begin");
    }
    options_set(line, server);
    *ret_line = line;
    return 0;
}

void mail_close(struct mail_line *line)
{
    if (!line)
        return;
    curl_easy_cleanup(line->curl);
    memory_free(line);
}

void mail_close_at(struct mail_line **line)
{
    mail_close(*line);
    *line = NULL;
}

/* ---- what became of it ---- */

/* libcurl says "RCPT failed: 550"; the words of the server's own answer, which may name the recipient, it does not. */
static long code_of(const struct mail_line *line, const char *what)
{
    return text_starts(line->problem, what) ? strtol(line->problem + strlen(what), NULL, 10) : 0;
}

static int refused(long code, enum mail_outcome *outcome)
{
    *outcome = code >= 500 ? MAIL_REFUSED : MAIL_LATER;
    if (code >= 500)
        return fail(FAIL_INPUT, "the mail server refused it: %ld", code);
    return fail(FAIL_BUSY, "the mail server does not take it now: %ld", code);
}

/* The answer to the mail itself; libcurl has no words for it. */
static long answer_code(struct mail_line *line)
{
    long code = 0;
    curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

static int outcome_of(struct mail_line *line, CURLcode result, const struct upload *upload, enum mail_outcome *outcome)
{
    bool has_all = upload->left == 0;
    long code = code_of(line, "RCPT failed: ");
    *outcome = MAIL_ACCEPTED;
    if (result == CURLE_OK)
        return 0;
    if (code >= 400)
        return refused(code, outcome);
    code = has_all ? answer_code(line) : 0;
    if (result == CURLE_WEIRD_SERVER_REPLY && code >= 400)
        return refused(code, outcome);
    *outcome = has_all ? MAIL_UNSURE : MAIL_DOWN;
    if (has_all)
        return fail(FAIL_SYSTEM, "the mail server had the whole mail and did not answer: %s",
                    curl_easy_strerror(result));
    return fail(FAIL_SYSTEM, "the mail server cannot be used: %s",
                *line->problem ? line->problem : curl_easy_strerror(result));
}

/* Leaves a server that did not answer: a late answer would be taken for that to the next mail, and libcurl would wait
 * two minutes for one to its goodbye. The next mail has a connection of its own. */
static void hang_up(struct mail_line *line)
{
    curl_socket_t connection = CURL_SOCKET_BAD;
    CURL *next = curl_easy_duphandle(line->curl); /* all but the connections */
    if (!next)
        return;
    if (curl_easy_getinfo(line->curl, CURLINFO_ACTIVESOCKET, &connection) == CURLE_OK && connection != CURL_SOCKET_BAD)
        (void)shutdown(connection, SHUT_RD);
    curl_easy_cleanup(line->curl);
    line->curl = next;
}

int mail_send(struct mail_line *line, const char *from, const char *to, const struct text *mail,
              enum mail_outcome *ret_outcome)
{
    struct upload upload = {text_string(mail), mail->length};
    *ret_outcome = MAIL_REFUSED;
    if (!mime_is_address(to))
        return fail(FAIL_INPUT, "the recipient's address is none that mail can be sent to");
    *ret_outcome = MAIL_DOWN;
    if (!mime_is_address(from))
        return fail(FAIL_INPUT, "the sender's address is none that mail can be sent from");
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    *line->problem = '\0';
    curl_easy_setopt(line->curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(line->curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(line->curl, CURLOPT_READDATA, &upload);
    int result = outcome_of(line, curl_easy_perform(line->curl), &upload, ret_outcome);
    if (*ret_outcome == MAIL_UNSURE)
        hang_up(line);
    curl_easy_setopt(line->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    return result;
}
