/* Work command: the jobs, done by serve's job process or by `trappa work`. */
#pragma once

#include <stdbool.h>

/* Does what is due in the data directory, whose site stays open between calls, and logs failures on stderr; true if
 * anything was done. For a process that does nothing else. */
bool work_in_folder(const char *folder);
