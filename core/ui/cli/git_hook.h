/* Git hook: this program as git runs it before and after it accepts a push (domain/publish/git_push.h). Not a command:
 * what it is told stands in its environment, and what it says is shown to whoever pushes. */
#pragma once

#include <stdbool.h>

struct site_config;

/* Whether the program was started so. */
bool git_hook_is_meant(int argument_count, char **arguments);

/* Runs the hook; the exit status. `load_plugins` loads those of the site, which look at texts too. */
int git_hook_run(const char *hook, void (*load_plugins)(const char *folder, const struct site_config *config));
