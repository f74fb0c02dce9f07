/* What progress brings to the program. */
#include "domain/records/module.h"

const struct module progress_module = {.name = "progress"};
