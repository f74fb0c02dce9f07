/* Views: the views v_* through which plugins read Trappa's records, with only people whom the viewer may see. */
#pragma once

#include "host/call.h"
#include "io/sqlite/database.h"

struct records;

/* Creates the views in the temporary schema of these records, if absent; *ret_is_new (may be NULL): whether they were
 * absent. Not inside a transaction. */
int views_make(struct records *records, bool *ret_is_new);

/* What the SQL of a plugin may access; no view is filled. */
struct confinement views_confinement(const struct plugin *plugin, bool may_write);

/* The same for a running call, whose statements find in the views the people whom its viewer may see. SQLite itself
 * says whether a statement reads a view, never its text. Reading one is FAIL_RULE while rows of an outer call are still
 * being read, because they would change. */
int views_confine(struct call *call, bool may_write, struct confinement *ret_confinement);

/* Call around the reading of rows. */
void views_reading_begins(void);
void views_reading_ends(void);
