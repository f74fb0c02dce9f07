/* Git serve: answers one request of git's own protocol over HTTP, by the program `git http-backend`, run as a child
 * under limits and with an environment that is made from nothing.
 *
 * The child reads the request's body from a file and writes its answer, as a CGI program does (cgi.h), to another. It
 * is the leader of a process group, so that all that it starts can be ended with it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define GIT_SERVE_MORE_MAX 16 /* of `environment` and `shown` each */

struct git_serve {
    const char *root;               /* the folder of the repositories */
    const char *repository;         /* the one in it that is served, "NAME.git"; no other can be reached */
    bool is_push;                   /* git-receive-pack; else git-upload-pack */
    bool is_advertisement;          /* GET info/refs; else the POST of the service */
    const char *protocol;           /* the header Git-Protocol; "": none */
    const char *type;               /* the header Content-Type; "": none */
    const char *encoding;           /* the header Content-Encoding; "": none */
    const char *user;               /* who asks, for REMOTE_USER */
    const char *hooks;              /* the folder of hooks that a push runs; no others do */
    uint64_t push_most;             /* bytes of a pack that is pushed */
    const char *const *environment; /* further "NAME=VALUE" for the hooks; NULL after the last */
    const char *const *shown;       /* beginnings of the refs that are offered; NULL after the last */
    int input, output;              /* open files; -1: no input */
    uint64_t input_length;
};

/* Starts the child; it gets the signal of its parent's death. FAIL_SYSTEM. */
int git_serve_start(const struct git_serve *serve, pid_t *ret_process);

/* Removes what a push that was killed left in a repository that nobody pushes to now. */
void git_serve_tidy(const char *repository);
