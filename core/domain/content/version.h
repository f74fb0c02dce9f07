/* Version: one state of a step in all its layers' parts, by a short name that forms and commands carry, so that nobody
 * acts on a text that has been replaced meanwhile. */
#pragma once

#include "domain/content/content.h"

#define VERSION_NAME_BYTES 17 /* 16 hexadecimal digits of a hash over the parts */

void version_name(const char *parts, char ret_name[VERSION_NAME_BYTES]);

/* The parts of the step that have that name, in any edition there was; NULL if no edition has had them. */
int version_find(struct content *content, const char *step, const char *name, struct arena *arena,
                 const char **ret_parts);
