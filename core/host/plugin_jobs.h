/* Work: jobs and listeners of plugins, in the outbox and in the transactions of events. */
#pragma once

/* Makes the jobs of loaded plugins kinds of the outbox, and lets their listeners hear events. Done again when a plugin
 * has been refused since. */
void plugin_jobs_begin(void);

struct site;

/* The site whose events are heard from now on. */
void plugin_jobs_use_site(struct site *site);
