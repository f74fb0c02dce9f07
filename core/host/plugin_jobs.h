/* Plugin jobs: runs plugins' jobs from the outbox, and their listeners in the transactions of events. */
#pragma once

/* Registers the job kinds and listeners of loaded plugins. Call it again after a plugin was refused. */
void plugin_jobs_begin(void);

struct site;

/* Sets the site whose events go to the listeners. */
void plugin_jobs_use_site(struct site *site);
