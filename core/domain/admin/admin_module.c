/* What the administration of a site brings to the program. */
#include "domain/admin/doctor.h"

const struct module admin_module = {.name = "admin", .checks = machine_checks};
