/* Request: the client and the origin of a request, and safe local paths from its input. */
#pragma once

#include "ui/web/kernel/web.h"

/* The client's address: the connection's, or the last of X-Forwarded-For from the trusted proxy. */
const char *web_address(const struct web *web, const struct http_request *request);

/* Whether a POST comes from this site: by Sec-Fetch-Site, else by Origin against the public address or Host. */
bool web_is_same_origin(const struct web *web, const struct http_request *request);

/* Writes one line on standard error for programs that block addresses, such as fail2ban: `what` and the client's
 * address, and nothing that was typed. */
void web_log_refusal(const struct web *web, const struct http_request *request, const char *what);

/* A path of this site from user input, such as ?to=/plan; "/" for anything else. */
const char *web_local_path(const char *path);

/* The name of the session's cookie: with https a sibling of this host cannot set it (__Host-). */
const char *web_session_name(const struct web *web);

/* Its value; where there are several of that name, the one at `index` from 0. NULL: none. */
const char *web_session_cookie(const struct web *web, const struct http_fields *cookies, size_t index);
