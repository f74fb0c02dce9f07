/* Promises as reminders (remind/reminder.h): one that is about to break, to the student and to who leads. What was
 * promised is somebody's words, and not said. */
#include "domain/aspirant/promise.h"
#include "domain/remind/reminder_sources.h"

#include "base/fail.h"

static void promises_add(struct reminding *reminding, const struct aspirant *aspirant, const struct person *about,
                         const char *path)
{
    for (size_t i = 0; i < aspirant->promise_count; i++) {
        const struct promise *promise = &aspirant->promises[i];
        if (promise->outcome == PROMISE_IS_DUE && promise->is_near)
            reminding_add(reminding, &(struct reminder){.kind = REMINDER_ENDING,
                                                        .about = about,
                                                        .counts = REMINDER_PROMISES,
                                                        .count = 1,
                                                        .day = promise->due,
                                                        .path = path});
    }
}

static int own_find(struct reminding *reminding)
{
    struct aspirant own;
    int result = aspirant_of(reminding->site, &reminding->actor, reminding->person, reminding->arena, &own);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    promises_add(reminding, &own, NULL, "/timmar");
    return 0;
}

/* Whoever leads gave the word. */
int remind_of_promises(struct reminding *reminding)
{
    struct aspirants list;
    TRY(own_find(reminding));
    if (!(reminding->actor.roles & ROLE_MANAGER))
        return 0;
    TRY(aspirant_list(reminding->site, &reminding->actor, reminding->person->unit_id, reminding->arena, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct person *person = &list.items[i].person;
        if (person->key != reminding->person->key)
            promises_add(reminding, &list.items[i], person,
                         arena_format(reminding->arena, "/person/%s/aspirant", person->rid));
    }
    return 0;
}
