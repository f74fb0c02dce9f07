/* Service http/1: outgoing requests, from jobs and commands only; see trappa/http.h. */
#include "base/fail.h"
#include "host/call.h"
#include "host/service_data.h"
#include "io/fetch.h"

static int http_send(const struct trappa_http_request_1 *request, const struct trappa_http_answer_1 **ret_answer)
{
    struct call *call = NULL;
    struct fetch_answer answer;
    TRY(call_with_site(TRAPPA_HTTP_1, &call));
    if (!call->may_send || call->is_writing)
        return fail(FAIL_RULE, "plugin '%s': a request is sent by a job or a command, and not inside change()",
                    call->plugin->id);
    TRY(fetch_send(&(struct fetch_request){.method = request->method,
                                           .url = request->url,
                                           .headers = request->headers,
                                           .body = request->body,
                                           .body_length = request->body_length,
                                           .timeout_seconds = (int)request->timeout_seconds},
                   &call->arena, &answer));
    struct trappa_http_answer_1 *given = arena_zeroed(&call->arena, sizeof *given);
    *given = (struct trappa_http_answer_1){answer.status, answer.type, answer.body, answer.body_length};
    *ret_answer = given;
    return 0;
}

const struct trappa_http_1 service_http = {sizeof service_http, http_send};
