/* Links: where a target (domain/records/target.h) is on the web. The one table that pages, mails, calendars, commands
 * and rendered texts ask; a test holds it against the routes. */
#pragma once

#include "base/memory.h"
#include "domain/records/target.h"

/* The address, "/person/8fd3.../moment/riksnormen"; in the arena. Asserts that there is a page for what the target says
 * and leaves out. */
const char *link_to(struct arena *arena, const struct target *target);

/* The same at the end of a text. */
target_writer link_add;

/* Whether there is a page for a target that says as much as this one. */
bool link_is_known(const struct target *target);

/* Lets the domain write addresses where it must (target_write). */
void links_install(void);
