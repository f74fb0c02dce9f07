/* Fetch note: how the last fetch of a layer ended. What is known of a source is no record of what somebody did, so it
 * has no event: it lies in the layer's own repository, layers/NAME.git/trappa-fetch, beside the state that was fetched
 * (docs/decisions/0034). First a line with both instants, then the sentence of a failure. */
#pragma once

#include "domain/records/records.h"

struct fetch_note {
    int64_t tried_at, fetched_at; /* instants of the last fetch, and of the last that succeeded; 0: none is known */
    const char *because;          /* the sentence of the last one's failure; NULL: it succeeded */
};

/* A note that is missing or broken says nothing. */
struct fetch_note fetch_note_read(struct records *records, const char *layer, struct arena *arena);

/* Notes that a fetch ended now: `because` is its failure's sentence, NULL after success. The last failure stays the
 * last one, also if the note cannot be written, which changes nothing else. */
void fetch_note_write(struct records *records, const char *layer, const char *because);
