/* What has a day without being in a plan: circulars to read, and promises; see calendar_sources.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/commitment.h"
#include "domain/calendar/calendar_sources.h"
#include "domain/circular/circular.h"
#include "domain/progress/state.h"

/* A circular that stands in a plan too is one event, on the earlier day. */
int calendar_of_circulars(struct calendar_collection *gathering)
{
    struct circular_list list;
    TRY(circulars_of(gathering->site, &gathering->actor, gathering->person, gathering->arena, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct plan_item *item = &list.items[i].item; /* what does not wait is not due */
        calendar_add(gathering,
                     &(struct calendar_entry){.kind = CALENDAR_DUE,
                                              .subject = item->step.id,
                                              .title = item->step.title,
                                              .day = item->due,
                                              .path = arena_format(gathering->arena, "/cirkular/%s", item->step.id)});
    }
    return 0;
}

/* The words of a promise were written about somebody and stay out; a count says that there is one. */
static void promises_add(struct calendar_collection *gathering, const struct aspirant *aspirant,
                         enum calendar_kind kind, const char *path)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].outcome == COMMITMENT_IS_DUE)
            calendar_add(gathering,
                         &(struct calendar_entry){
                             .kind = kind,
                             .subject = arena_format(gathering->arena, "%lld", (long long)aspirant->commitments[i].key),
                             .count = 1,
                             .day = aspirant->commitments[i].due,
                             .path = path});
}

/* What somebody was promised, and what a manager has promised. */
int calendar_of_commitments(struct calendar_collection *gathering)
{
    struct aspirant own = {0};
    struct aspirants others = {0};
    int result = aspirant_of(gathering->site, &gathering->actor, gathering->person, gathering->arena, &own);
    if (fail_is(result, REASON_NO_ASPIRANT))
        fail_forget();
    else
        TRY(result);
    promises_add(gathering, &own, CALENDAR_PROMISED, "/i-dag");
    if (!(gathering->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(aspirant_list(gathering->site, &gathering->actor, NULL, gathering->arena, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.items[i].person.key != gathering->person->key)
            promises_add(gathering, &others.items[i], CALENDAR_PROMISES, "/enheten");
    return 0;
}
