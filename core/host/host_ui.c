/* Stores the callbacks of the user interface; see host_ui.h. */
#include "host/host_ui.h"

static const struct host_ui *in_use;

void host_ui_use(const struct host_ui *ui)
{
    in_use = ui;
}

const struct host_ui *host_ui(void)
{
    return in_use;
}
