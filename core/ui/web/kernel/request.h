/* Request: where a request comes from, and which paths it may lead on to. */
#pragma once

#include "ui/web/kernel/web.h"

/* The address of whoever asks: the connection's, or the last of X-Forwarded-For when the trusted proxy brings it. */
const char *web_address(const struct web *web, const struct http_request *request);

/* True if a POST may come from where it says it comes: Sec-Fetch-Site, else Origin against the public address or Host.
 */
bool web_is_same_origin(const struct web *web, const struct http_request *request);

/* A path of this site that somebody asked for, such as ?to=/plan; "/" for anything else. */
const char *web_local_path(const char *path);
