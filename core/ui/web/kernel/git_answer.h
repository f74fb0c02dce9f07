/* Git answer: what git's own programs get from us, so that they show people a sentence. Used by git_http.c only. */
#pragma once

#include "domain/people/person.h"
#include "ui/web/kernel/git_address.h"
#include "ui/web/kernel/web.h"

/* One request of git; in its arena. */
struct git_visit {
    struct web *web;
    struct http_request *request;
    struct git_address address;
    struct person person;
    struct actor actor;
    unsigned scopes;
    int refused; /* a status of HTTP; 0: who asks may */
    int output;  /* the file of the answer; -1: none */
    enum language language;
};

/* A status and a sentence, which git shows for the first request of a clone or a push. */
void git_answer_refuse(struct git_visit *visit, int status, const char *message_id);

/* How the git process ended it. */
void git_answer_outcome(struct git_visit *visit, enum git_outcome outcome);

/* The body was longer than `git-push-bytes`. */
void git_answer_too_large(struct git_visit *visit);
