/* Compares targets and has their addresses written; see target.h. */
#include "domain/records/target.h"

#include <assert.h>

static target_writer *writer;

bool target_is_same(const struct target *one, const struct target *other)
{
    return one->kind == other->kind && text_equal(one->person, other->person) && text_equal(one->id, other->id);
}

void target_use_writer(target_writer *write)
{
    writer = write;
}

void target_write(const struct target *target, struct text *into)
{
    assert(writer && "the floor above gives the addresses");
    writer(target, into);
}
