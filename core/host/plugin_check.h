/* Checking: what plugins find in `trappa check`, in the editor and at each publish. */
#pragma once

/* Makes the codes of loaded plugins known, and lets their checks look at every step. */
void plugin_check_begin(void);
