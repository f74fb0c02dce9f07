/* Views: what plugins read of Trappa's own records, as views v_* that show only people whom the viewer may see. */
#pragma once

#include "host/call.h"
#include "io/sqlite/database.h"

struct records;

/* Makes them in the temporary schema of these records, if they are not there; *ret_is_new (may be NULL) says whether
 * they were not. Not inside a transaction. */
int views_make(struct records *records, bool *ret_is_new);

/* What the SQL of the call's plugin may touch. */
struct confinement views_confinement(const struct call *call, bool may_write);

/* Fills in whom the viewer of the call may see, if the SQL asks for views and it was not done. FAIL_RULE while rows of
 * an outer call are still being read, which would change under it. */
int views_fill(struct call *call, const char *sql);

/* Brackets the reading of rows. */
void views_reading_begins(void);
void views_reading_ends(void);
