/* Shuts down connections that take too long; see patience.h. */
#include "io/patience.h"

#include <sys/socket.h>

#define SWEEP_MILLISECONDS 1000

void patience_add(struct patience *patience, struct guest *guest, int64_t now)
{
    guest->since = now;
    guest->older = patience->newest;
    if (patience->newest)
        patience->newest->newer = guest;
    patience->newest = guest;
    patience->count++;
}

void patience_remove(struct patience *patience, struct guest *guest)
{
    if (guest->newer)
        guest->newer->older = guest->older;
    else
        patience->newest = guest->older;
    if (guest->older)
        guest->older->newer = guest->newer;
    patience->count--;
}

void patience_sweep(struct patience *patience, bool is_tight, int64_t now)
{
    if (now - patience->swept < SWEEP_MILLISECONDS)
        return;
    patience->swept = now;
    int64_t hear = is_tight ? PATIENCE_TIGHT_MILLISECONDS : PATIENCE_HEAR_MILLISECONDS;
    for (struct guest *guest = patience->newest; guest; guest = guest->older)
        if (now - guest->since > (guest->is_heard ? PATIENCE_TELL_MILLISECONDS : hear))
            shutdown(guest->socket, SHUT_RDWR);
}
