/* Demo keep up: lets a person of the demonstration do what is due and have it signed, as most people do. */
#pragma once

#include "domain/site/site.h"

/* Does every step that is due until that day, or has it signed by somebody who may, a few minutes apart on the held
 * clock; also steps without a day if `until` is more than half a year ahead. Accepts revisions that are to be read.
 * Leaves steps that have their own acts in the script (demo_script.h) to those, except signing again after a legal
 * change. */
int demo_keep_up(struct site *site, const char *person_id, int until);
