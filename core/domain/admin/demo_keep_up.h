/* Demo keep up: somebody in the demonstration who does what is due and has it signed, as most people mostly do. */
#pragma once

#include "domain/site/site.h"

/* All that is due for the person until that day is done, or signed by whoever may, a few minutes apart on the held
 * clock; steps without a day too when `until` is more than half a year ahead. Steps that the script's own acts
 * tell (demo_script.h) are left to them, but for what a legal change asks to be signed anew. Differences to read are
 * taken. */
int demo_keep_up(struct site *site, const char *person_id, int until);
