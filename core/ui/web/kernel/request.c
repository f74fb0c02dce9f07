/* The client and origin of a request; see ui/web/kernel/request.h. */
#include "ui/web/kernel/request.h"

#include "base/text.h"
#include "io/http.h"

#include <stdio.h>
#include <string.h>

#define ADDRESS_MAX 45 /* of IPv6 */

const char *web_address(const struct web *web, const struct http_request *request)
{
    const char *forwarded = http_request_header(request, "X-Forwarded-For");
    if (!web->trusted_proxy || !forwarded || !text_equal(web->trusted_proxy, request->address))
        return request->address;
    const char *comma = strrchr(forwarded, ',');
    const char *last = comma ? comma + 1 : forwarded;
    return last + strspn(last, " ");
}

/* The proxy's header may say anything. */
static bool is_address(const char *address)
{
    size_t length = strspn(address, "0123456789abcdefABCDEF.:");
    return length && length <= ADDRESS_MAX && !address[length];
}

void web_log_refusal(const struct web *web, const struct http_request *request, const char *what)
{
    const char *address = web_address(web, request);
    fprintf(stderr, "trappa: refused: %s, from %s\n", what, is_address(address) ? address : "an unknown address");
}

bool web_is_same_origin(const struct web *web, const struct http_request *request)
{
    const char *site = http_request_header(request, "Sec-Fetch-Site");
    const char *origin = http_request_header(request, "Origin"), *host = http_request_header(request, "Host");
    if (site)
        return text_equal(site, "same-origin");
    if (!origin)
        return true; /* not a browser; the form token decides */
    if (web->origin)
        return text_equal(origin, web->origin);
    const char *authority = strstr(origin, "://");
    return authority && host && text_equal(authority + 3, host);
}

const char *web_local_path(const char *path)
{
    if (!path || path[0] != '/' || path[1] == '/' || path[1] == '\\')
        return "/";
    for (const unsigned char *at = (const unsigned char *)path; *at; at++)
        if (*at <= ' ' || *at == 0x7f || *at == '\\')
            return "/";
    return path;
}

const char *web_session_name(const struct web *web)
{
    return web->is_secure ? "__Host-session" : "session";
}

const char *web_session_cookie(const struct web *web, const struct http_fields *cookies, size_t index)
{
    return http_field_at(cookies, web_session_name(web), index);
}
