/* Schema pack: a struct that was read by a schema, as bytes and back, by the same table of rows. */
#pragma once

#include "base/pack.h"
#include "domain/curriculum/schema.h"

void schema_pack(const struct schema *schema, const void *from, struct text *into);

/* Fills the struct at `into`; strings are lent by the bytes, arrays live in the arena. Look at from->is_bad after. */
void schema_unpack(struct arena *arena, const struct schema *schema, struct unpack *from, void *into);
