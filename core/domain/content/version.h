/* Version: one state of a step in all its layers' parts, by a short name that forms and commands carry, so that nobody
 * acts on a text that has been replaced meanwhile. */
#pragma once

#include "domain/content/content.h"

#define REASON_TEXT_CHANGED FAIL_REASON("text-changed") /* another version was seen than the newest */

#define VERSION_NAME_BYTES 17 /* 16 hexadecimal digits of a hash over the parts */

void version_name(const char *parts, char ret_name[VERSION_NAME_BYTES]);

/* The revision of the first part in `parts`; 0 if it says none. */
int version_revision(const char *parts);

/* Calls `version` for every version there was of every step that a mentor or manager signs now, those of the newest
 * edition first; a step that is no longer used too. A return other than 0 ends it and is returned. */
int version_each_signed(struct content *content, int (*version)(void *context, const char *step, const char *parts),
                        void *context);

/* The parts of the step that have that name, in any edition there was; NULL if no edition has had them. */
int version_find(struct content *content, const char *step, const char *name, struct arena *arena,
                 const char **ret_parts);
