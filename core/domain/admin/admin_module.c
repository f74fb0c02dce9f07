/* What the administration of a site brings to the program. */
#include "domain/records/module.h"

const struct module admin_module = {.name = "admin"};
