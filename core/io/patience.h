/* Patience: how long the other end of a connection may take for one request, however busily it drips. The HTTP library
 * ends only what is silent, so that somebody who sends a byte now and then could hold every place there is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PATIENCE_HEAR_MILLISECONDS (60 * 1000)  /* from the connection or the last answer to the whole request */
#define PATIENCE_TIGHT_MILLISECONDS (5 * 1000)  /* the same when places run out */
#define PATIENCE_TELL_MILLISECONDS (300 * 1000) /* from the request to the end of its answer */

/* One connection; lent to the list from patience_add() to patience_remove(). */
struct guest {
    struct guest *newer, *older;
    int socket;
    int64_t since;
    bool is_heard; /* its request came whole; now we answer */
};

/* Zeroed it is ready. */
struct patience {
    struct guest *newest;
    size_t count;
    int64_t swept;
};

/* `now` is in milliseconds of any clock that only goes forward. */
void patience_add(struct patience *patience, struct guest *guest, int64_t now);
void patience_remove(struct patience *patience, struct guest *guest);

/* What is shut down ends by the library's own way, as if the other end had left. Looks once a second at most. */
void patience_sweep(struct patience *patience, bool is_tight, int64_t now);
