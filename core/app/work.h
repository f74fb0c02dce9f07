/* Work: runs due jobs, for serve's job process and for `trappa work`. */
#pragma once

#include <stdbool.h>

/* Runs the due jobs of a data directory, and logs failures on stderr; true if there were any. The site stays open
 * between calls: for a process that does nothing else. */
bool work_in_folder(const char *folder);
