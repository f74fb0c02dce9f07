/* What plans bring to the program. */
#include "domain/records/module.h"

const struct module plan_module = {.name = "plan"};
