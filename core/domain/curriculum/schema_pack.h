/* Schema pack: packs a struct into bytes and unpacks it, by the same schema that reads it. */
#pragma once

#include "base/pack.h"
#include "domain/curriculum/schema.h"

void schema_pack(const struct schema *schema, const void *from, struct text *into);

/* Fills the struct at `into`; strings point into the bytes, arrays are in the arena. Check from->is_bad afterwards. */
void schema_unpack(struct arena *arena, const struct schema *schema, struct unpack *from, void *into);
