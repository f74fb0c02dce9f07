/* What the records themselves bring to the program. */
#include "domain/records/module.h"

const struct module records_module = {.name = "records"};
