/* Views: the views v_* through which plugins read Trappa's records, with only people whom the viewer may see. */
#pragma once

#include "host/call.h"
#include "io/sqlite/database.h"

struct records;

/* Creates the views in the temporary schema of these records, if absent; *ret_is_new (may be NULL): whether they were
 * absent. Not inside a transaction. */
int views_make(struct records *records, bool *ret_is_new);

/* What the SQL of the call's plugin may access. */
struct confinement views_confinement(const struct call *call, bool may_write);

/* Fills the views with the people whom the call's viewer may see, if the SQL reads a view and it is not done yet.
 * FAIL_RULE while rows of an outer call are still being read, because they would change. */
int views_fill(struct call *call, const char *sql);

/* Call around the reading of rows. */
void views_reading_begins(void);
void views_reading_ends(void);
