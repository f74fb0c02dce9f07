/* What signing brings to the program. */
#include "domain/records/module.h"

const struct module signoff_module = {.name = "signoff"};
