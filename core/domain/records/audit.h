/* Audit: verifies that the event log is unbroken and that the records match their events. */
#pragma once

#include "base/memory.h"
#include "domain/records/records.h"

struct audit {
    int64_t events;
    bool is_ok;
    int64_t first_bad;           /* number of the first wrong event; 0 if is_ok */
    const char *problem;         /* one sentence; NULL if is_ok */
    char head[SECRET_HEX_BYTES]; /* the correct hash of the newest event; 64 zeros in an empty log */
};

/* Verifies the hash chain, and compares every row of every table with the digest in its last event. With `head` (64
 * hexadecimal digits, as printed by a backup) the log must also have an event with that hash, which detects a cut tail
 * or a rewritten history. The schema must be what the migrations
 * make (audit_schema.h). A difference is a result, not a failure: 0 and is_ok false. */
int audit_verify(struct records *records, const char *head, struct arena *arena, struct audit *ret_audit);
