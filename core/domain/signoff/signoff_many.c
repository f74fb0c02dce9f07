/* Gives several signatures at once, all or none; see signoff.h. */
#include "base/memory.h"
#include "domain/signoff/signoff.h"

int signoff_give_all(struct site *site, const struct actor *actor, const struct signoff_new *signings, size_t count)
{
    int result = 0;
    TRY(records_begin(site->records));
    for (size_t i = 0; i < count && result == 0; i++)
        result = signoff_give(site, actor, &signings[i]);
    return records_end_unchanged(site->records, result); /* each signature has its own event */
}
