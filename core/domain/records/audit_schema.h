/* Audit of the schema: whether the records have the tables, indexes and nothing else that the migrations make. */
#pragma once

#include "domain/records/records.h"

/* What is wrong first, as a sentence in the arena; NULL if nothing is. Of a plugin's tables only the name is known. */
int audit_schema(struct records *records, struct arena *arena, const char **ret_problem);
