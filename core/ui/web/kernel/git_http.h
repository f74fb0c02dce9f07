/* Git HTTP: the addresses /git/LAYER.git of git's own programs: clone, fetch and push.
 *
 * They know no session, no cookie and no form: every request shows an access token (domain/access_token/), as the
 * password of any user. The work itself is done in the git process (ui/web/kernel/git_process.h). */
#pragma once

#include "ui/web/kernel/web.h"

/* Whether the path is one of git's. */
bool git_http_is_for(const char *path);

/* Answers, at once or later. */
void git_http_handle(struct web *web, struct http_request *request);

/* For http_settings: how large a body may be, in a file, of whoever shows a token; 0 for everybody else and for every
 * other address. */
uint64_t git_http_body_most(struct http_request *request, void *context);
