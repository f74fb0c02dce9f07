/* Answers to git; see ui/web/kernel/git_answer.h. */
#include "ui/web/kernel/git_answer.h"

#include "base/fail.h"
#include "domain/site/site.h"
#include "io/cgi.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SENTENCE_MAX 4096
#define REPORT_MAX ((size_t)256 * 1024) /* the answer to a push, which is read and not only sent */
#define RETRY_SECONDS "20"
#define REPORT_TYPE "application/x-git-receive-pack-result"

static void add_headers(const struct git_visit *visit, struct http_response *response)
{
    http_response_add(response, "Cache-Control", "no-store");
    http_response_add(response, "X-Content-Type-Options", "nosniff");
    http_response_add(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (visit->web->is_secure)
        http_response_add(response, "Strict-Transport-Security", "max-age=31536000");
}

static void answer(struct git_visit *visit, struct http_response *response)
{
    add_headers(visit, response);
    if (visit->output >= 0 && !response->file)
        close(visit->output);
    visit->output = -1;
    http_answer(visit->request, response);
    text_finish(&response->text);
}

void git_answer_refuse(struct git_visit *visit, int status, const char *message_id)
{
    struct http_response response = {.status = status, .type = "text/plain; charset=utf-8", .text = TEXT(SENTENCE_MAX)};
    text_addf(&response.text, "%s\n", translate(visit->language, message_id));
    if (status == 401)
        http_response_add(&response, "WWW-Authenticate", "Basic realm=\"Trappa\", charset=\"UTF-8\"");
    if (status == 503)
        http_response_add(&response, "Retry-After", RETRY_SECONDS);
    answer(visit, &response);
}

/* ---- the end of a push: git shows no sentence of a failed status, but those of the protocol's side bands ---- */

enum band { BAND_TOLD = 2, BAND_FATAL = 3 };

static void packet_add(struct text *text, enum band band, const char *sentence)
{
    size_t length = strlen(sentence);
    text_addf(text, "%04zx%c%s\n", length + 6, (int)band, sentence);
}

static bool is_pushing(const struct git_visit *visit)
{
    return visit->address.is_push && !visit->address.is_advertisement;
}

/* Ends the whole push or request with a sentence. */
static void answer_fatal(struct git_visit *visit, int status, const char *message_id)
{
    struct http_response response = {.status = 200, .type = REPORT_TYPE, .text = TEXT(SENTENCE_MAX)};
    if (!is_pushing(visit)) {
        git_answer_refuse(visit, status, message_id);
        return;
    }
    packet_add(&response.text, BAND_FATAL, translate(visit->language, message_id));
    text_add(&response.text, "0000");
    answer(visit, &response);
}

void git_answer_too_large(struct git_visit *visit)
{
    answer_fatal(visit, 413, N_("This is more than Trappa takes in one push; push it in smaller parts."));
}

/* Whether the report says that what was pushed could not be read at all. */
static bool is_unreadable(const struct text *report)
{
    const char *found = memmem(text_string(report), report->length, "unpack ", 7);
    return found && strncmp(found, "unpack ok", 9) != 0;
}

static bool output_read(const struct git_visit *visit, uint64_t from, struct text *into)
{
    char buffer[16 * 1024];
    ssize_t got = 0;
    for (; (got = pread(visit->output, buffer, sizeof buffer, (off_t)from)) > 0; from += (uint64_t)got)
        text_add_bytes(into, buffer, (size_t)got);
    return got == 0 && !into->is_over;
}

/* The report of a push, with a sentence of ours before git's words where it could not be read. */
static bool answer_report(struct git_visit *visit, const struct cgi_head *head)
{
    CLEANUP(text_finish) struct text report = TEXT(REPORT_MAX);
    struct http_response response = {.status = head->status, .type = head->type, .text = TEXT(2 * REPORT_MAX)};
    if (!output_read(visit, head->length, &report))
        return false;
    if (text_equal(head->type, REPORT_TYPE) && is_unreadable(&report))
        packet_add(&response.text, BAND_TOLD,
                   translate(visit->language, N_("Nothing was taken: what was pushed is damaged, or too large or too "
                                                 "costly to unpack.")));
    text_add_bytes(&response.text, text_string(&report), report.length);
    answer(visit, &response);
    return true;
}

static bool answer_file(struct git_visit *visit, const struct cgi_head *head)
{
    struct stat status;
    struct http_response response = {.status = head->status, .type = head->type};
    if (fstat(visit->output, &status) != 0 || (uint64_t)status.st_size < head->length)
        return false;
    response.file = visit->output;
    response.file_from = head->length;
    response.file_length = (uint64_t)status.st_size - head->length;
    answer(visit, &response);
    return true;
}

static bool answer_output(struct git_visit *visit)
{
    char bytes[CGI_HEAD_MAX];
    struct cgi_head head;
    ssize_t got = pread(visit->output, bytes, sizeof bytes, 0);
    if (got <= 0 || !cgi_head_read(bytes, (size_t)got, &visit->request->arena, &head))
        return false;
    return is_pushing(visit) ? answer_report(visit, &head) : answer_file(visit, &head);
}

void git_answer_outcome(struct git_visit *visit, enum git_outcome outcome)
{
    if (outcome == GIT_DONE && answer_output(visit))
        return;
    if (outcome == GIT_BUSY)
        answer_fatal(visit, 503, N_("Too many use git here just now; try again in a minute."));
    else
        answer_fatal(visit, 500,
                     N_("Nothing was taken or given: it needed more time, memory or space than one request may."));
}
