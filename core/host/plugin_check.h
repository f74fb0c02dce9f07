/* Plugin check: runs plugins' checks and block finders in `trappa check`, in the editor and at each publish. */
#pragma once

/* Registers the finding codes, checks and block finders of loaded plugins. */
void plugin_check_begin(void);
