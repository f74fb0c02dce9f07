/* Version: short names for versions of steps.
 *
 * A version is one state of a step in all its layers' parts. Forms and commands carry its name, so that nobody acts on
 * a text that has been replaced meanwhile. */
#pragma once

#include "domain/content/content.h"

#define REASON_TEXT_CHANGED FAIL_REASON("text-changed") /* another version was seen than the newest */

#define VERSION_NAME_BYTES 17 /* 16 hexadecimal digits of a hash over the parts */

void version_name(const char *parts, char ret_name[VERSION_NAME_BYTES]);

/* The revision of the first part in `parts`; 0 if it has none. */
int version_revision(const char *parts);

/* Calls `version` for every version, past or present, of every step that a mentor or manager signs now, the newest
 * edition's first; also for steps no longer in use. A return other than 0 stops and is returned. */
int version_each_signed(struct content *content, int (*version)(void *context, const char *step, const char *parts),
                        void *context);

/* The parts of the version with that name, from any past or present edition; NULL if there is none. */
int version_find(struct content *content, const char *step, const char *name, struct arena *arena,
                 const char **ret_parts);
