/* Closes connections past their deadline; see io/http_deadline.h. */
#include "io/http_deadline.h"

#include <sys/socket.h>

#define SWEEP_MILLISECONDS 1000

void http_deadline_add(struct http_deadline *http_deadline, struct http_peer *peer, int64_t now)
{
    peer->since = now;
    peer->older = http_deadline->newest;
    if (http_deadline->newest)
        http_deadline->newest->newer = peer;
    http_deadline->newest = peer;
    http_deadline->count++;
}

void http_deadline_remove(struct http_deadline *http_deadline, struct http_peer *peer)
{
    if (peer->newer)
        peer->newer->older = peer->older;
    else
        http_deadline->newest = peer->older;
    if (peer->older)
        peer->older->newer = peer->newer;
    http_deadline->count--;
}

void http_deadline_sweep(struct http_deadline *http_deadline, bool is_tight, int64_t now)
{
    if (now - http_deadline->swept < SWEEP_MILLISECONDS)
        return;
    http_deadline->swept = now;
    int64_t request = is_tight ? HTTP_DEADLINE_TIGHT_MILLISECONDS : HTTP_DEADLINE_REQUEST_MILLISECONDS;
    for (struct http_peer *peer = http_deadline->newest; peer; peer = peer->older) {
        int64_t most = peer->is_long       ? HTTP_DEADLINE_LONG_MILLISECONDS
                       : peer->has_request ? HTTP_DEADLINE_RESPONSE_MILLISECONDS
                                           : request;
        if (now - peer->since > most)
            shutdown(peer->socket, SHUT_RDWR);
    }
}
