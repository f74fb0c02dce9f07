/* Attach: brings loaded plugins together with an opened site. */
#pragma once

struct site;

/* After site_open() or site_refresh(): makes each plugin's tables as its migrations say and the views that plugins
 * read. A plugin whose migration fails is refused with its sentence and costs nothing else. Cheap when it was done for
 * these records already. Not inside a transaction. */
void plugin_install(struct site *site);
