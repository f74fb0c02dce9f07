/* Commitments in a calendar (calendar/calendar_sources.h): the days after which they are broken. */
#include "base/fail.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/commitment.h"
#include "domain/calendar/calendar_sources.h"

/* Leaves out the words of a commitment, which are about a person; a count says that there is one. */
static void promises_add(struct calendar_collection *gathering, const struct aspirant *aspirant,
                         enum calendar_kind kind, enum target_kind target)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].outcome == COMMITMENT_IS_DUE)
            calendar_add(gathering,
                         &(struct calendar_entry){
                             .kind = kind,
                             .subject = arena_format(gathering->arena, "%lld", (long long)aspirant->commitments[i].key),
                             .count = 1,
                             .day = aspirant->commitments[i].due,
                             .target = {.kind = target}});
}

/* The commitments to a student, and those that a manager has given. */
int calendar_of_commitments(struct calendar_collection *gathering)
{
    struct aspirant own = {0};
    struct aspirants others = {0};
    int result = aspirant_of(gathering->site, &gathering->self, gathering->arena, &own);
    if (fail_is(result, REASON_NO_ASPIRANT))
        fail_forget();
    else
        TRY(result);
    promises_add(gathering, &own, CALENDAR_PROMISED, TARGET_TODAY);
    if (!(gathering->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(aspirant_list(gathering->site, &gathering->actor, NULL, gathering->arena, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.items[i].person.key != gathering->self.person.key)
            promises_add(gathering, &others.items[i], CALENDAR_PROMISES, TARGET_UNIT);
    return 0;
}
