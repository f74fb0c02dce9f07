/* Audit: is the event log unbroken, and do the records say what its events made? */
#pragma once

#include "base/memory.h"
#include "domain/records/records.h"

struct audit {
    int64_t events;
    bool is_ok;
    int64_t first_bad;           /* number of the event where it goes wrong; 0 when is_ok */
    const char *problem;         /* one sentence; NULL when is_ok */
    char head[SECRET_HEX_BYTES]; /* the newest event's hash as it should be; 64 zeros in an empty log */
};

/* Walks the chain and compares every row of every table with the digest its last event gave it. With `head` (64
 * hexadecimal digits, as a backup printed it) the log must also contain an event with that hash: so a cut tail or a
 * rewritten history is found. A difference is an answer, not a failure: 0 and is_ok false. */
int audit_verify(struct records *records, const char *head, struct arena *arena, struct audit *ret_audit);
