/* HTTP requests by libcurl; see fetch.h. */
#include "io/fetch.h"

#include "base/fail.h"
#include "base/text.h"

#include <curl/curl.h>
#include <string.h>

static size_t body_take(char *bytes, size_t size, size_t count, void *context)
{
    struct text *body = context;
    text_add_bytes(body, bytes, size * count);
    return body->is_over ? 0 : size * count; /* a smaller count stops the transfer */
}

static int request_check(const struct fetch_request *request)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *url = request->url ? request->url : "", *method = request->method ? request->method : "";
    if (!text_starts(url, "https://") && !text_starts(url, "http://"))
        return fail(FAIL_INPUT, "'%s' is no address that begins with https:// or http://", url);
    if (!*method || strspn(method, letters) != strlen(method))
        return fail(FAIL_INPUT, "'%s' is no method such as GET or POST", method);
    if (request->timeout_seconds < 1 || request->timeout_seconds > FETCH_SECONDS_MAX)
        return fail(FAIL_INPUT, "a request waits from 1 to %d seconds", FETCH_SECONDS_MAX);
    return 0;
}

static struct curl_slist *headers_list(const char *const *headers)
{
    struct curl_slist *list = NULL;
    for (size_t i = 0; headers && headers[i]; i++)
        if (!strpbrk(headers[i], "\r\n"))
            list = curl_slist_append(list, headers[i]);
    return list;
}

static void options_set(CURL *curl, const struct fetch_request *request, struct text *body)
{
    bool is_head = text_equal(request->method, "HEAD");
    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)request->timeout_seconds);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "trappa/" TRAPPA_VERSION);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, body_take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    if (request->body_length) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    }
    curl_easy_setopt(curl, CURLOPT_NOBODY, is_head ? 1L : 0L);
    if (!is_head)
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
}

static int answer_read(CURL *curl, CURLcode code, const struct text *body, struct arena *arena,
                       struct fetch_answer *ret_answer)
{
    long status = 0;
    char *type = NULL;
    TRY(text_check(body, "the answer"));
    if (code != CURLE_OK)
        return fail(FAIL_SYSTEM, "the request went wrong: %s", curl_easy_strerror(code));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    *ret_answer = (struct fetch_answer){.status = (int)status,
                                        .type = arena_copy_string(arena, type ? type : ""),
                                        .body = arena_copy_bytes(arena, text_string(body), body->length),
                                        .body_length = body->length};
    return 0;
}

int fetch_send(const struct fetch_request *request, struct arena *arena, struct fetch_answer *ret_answer)
{
    CLEANUP(text_finish) struct text body = TEXT(FETCH_MOST_BYTES);
    TRY(request_check(request));
    CURL *curl = curl_easy_init();
    if (!curl)
        return fail(FAIL_SYSTEM, "libcurl cannot begin");
    struct curl_slist *headers = headers_list(request->headers);
    options_set(curl, request, &body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    int result = answer_read(curl, curl_easy_perform(curl), &body, arena, ret_answer);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return result;
}
