/* Begins and ends a unit of work; see change.h. */
#include "domain/people/change.h"

#include "base/fail.h"

void change_finish(struct change *change)
{
    text_finish(&change->data);
    arena_finish(&change->arena);
}

static int begin(struct change *change)
{
    TRY(records_begin(change->records));
    change->json = JSON(&change->data);
    json_object(&change->json);
    return 0;
}

int change_begin_unchecked(struct change *change, struct subject_ref person)
{
    TRY(begin(change));
    int result = subject_find(change->records, change->actor, person, &change->arena, &change->subject);
    return result == 0 ? 0 : records_end_unchanged(change->records, result);
}

int change_begin(struct change *change, struct subject_ref person, enum right right)
{
    TRY(change_begin_unchecked(change, person));
    int result = subject_check(&change->subject, right);
    return result == 0 ? 0 : records_end_unchanged(change->records, result);
}

int change_begin_checked(struct change *change, struct subject_ref person, int (*check)(const struct subject *subject))
{
    TRY(change_begin_unchecked(change, person));
    int result = check(&change->subject);
    return result == 0 ? 0 : records_end_unchanged(change->records, result);
}

int change_begin_with(struct change *change, const struct subject *subject)
{
    if (subject)
        change->subject = *subject;
    return begin(change);
}

int change_end(struct change *change, int result, const char *event)
{
    if (result == 0 && change->is_unchanged)
        return records_end_unchanged(change->records, 0);
    if (result == 0) {
        json_end(&change->json);
        result = text_check(&change->data, event);
    }
    return records_end(change->records, result,
                       &(struct event){.actor = change->actor,
                                       .kind = event,
                                       .about = change->subject.person.rid,
                                       .data = text_string(&change->data)});
}
