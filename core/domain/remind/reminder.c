/* Asks every source, and sorts; see reminder.h. */
#include "domain/remind/reminder.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_words[] = {
    [REMINDER_LATE] = "late",           [REMINDER_ENDING] = "ending", [REMINDER_RETURNED] = "returned",
    [REMINDER_CHANGED] = "changed",     [REMINDER_DUE] = "due",       [REMINDER_FOR_YOU] = "for_you",
    [REMINDER_ON_OTHERS] = "on_others",
};

const char *reminder_kind_word(enum reminder_kind kind)
{
    return kind_words[kind];
}

/* A circular may be a step of a plan too. */
static bool is_said(const struct reminder_collection *reminder_collection, const struct reminder *reminder)
{
    for (size_t i = 0; i < reminder_collection->count; i++)
        if (reminder->title && text_equal(reminder_collection->items[i].title, reminder->title) &&
            target_is_same(&reminder_collection->items[i].target, &reminder->target))
            return true;
    return false;
}

void reminder_collection_add(struct reminder_collection *reminder_collection, const struct reminder *reminder)
{
    if (is_said(reminder_collection, reminder))
        return;
    ARRAY_RESERVE(reminder_collection->items, reminder_collection->count, reminder_collection->capacity);
    reminder_collection->items[reminder_collection->count] = *reminder;
    reminder_collection->items[reminder_collection->count++].source = reminder_collection->source;
}

void reminder_collection_add_due(struct reminder_collection *reminder_collection, struct reminder reminder)
{
    if (reminder.day == DAY_NONE || reminder.day >= reminder_collection->today + REMINDER_DAYS)
        return;
    reminder.kind = reminder.day < reminder_collection->today ? REMINDER_LATE : REMINDER_DUE;
    reminder_collection_add(reminder_collection, &reminder);
}

static bool comes_before(const struct reminder *a, const struct reminder *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind;
    int day_a = a->day == DAY_NONE ? INT32_MAX : a->day, day_b = b->day == DAY_NONE ? INT32_MAX : b->day;
    return day_a < day_b;
}

/* Stable, for equal ones stay as their source gave them. */
static void list_give(const struct reminder_collection *reminder_collection, struct reminder_list *ret_list)
{
    struct reminder *items = arena_zeroed(reminder_collection->arena, (reminder_collection->count + 1) * sizeof *items);
    for (size_t i = 0; i < reminder_collection->count; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(&reminder_collection->items[i], &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = reminder_collection->items[i];
    }
    *ret_list = (struct reminder_list){.items = items, .count = reminder_collection->count};
}

static void reminder_collection_finish(struct reminder_collection *reminder_collection)
{
    memory_free(reminder_collection->items);
}

static int gather(bool is_beside, struct reminder_collection *reminder_collection)
{
    const struct person *person = &reminder_collection->self.person;
    TRY(subject_check(&reminder_collection->self, RIGHT_EXPORT));
    TRY(person_actor(reminder_collection->site->records, person, &reminder_collection->actor));
    reminder_collection->self = subject_own(&reminder_collection->actor, person);
    const struct module_row *const *rows =
        modules_rows(offsetof(struct module, reminders), sizeof(struct reminder_source), reminder_collection->arena);
    for (; *rows; rows++) {
        const struct reminder_source *source = (const void *)*rows;
        if (is_beside && source->is_shown_by_start_pages)
            continue;
        reminder_collection->source = source->row.name;
        TRY(source->find(reminder_collection));
    }
    return 0;
}

static int list_gather(bool is_beside, const struct reminder_collection *begun, struct reminder_list *ret_list)
{
    CLEANUP(reminder_collection_finish) struct reminder_collection reminder_collection = *begun;
    reminder_collection.today = clock_today();
    TRY(gather(is_beside, &reminder_collection));
    list_give(&reminder_collection, ret_list);
    return 0;
}

int reminder_list(struct site *site, const struct subject *subject, struct arena *arena, struct reminder_list *ret_list)
{
    return list_gather(false, &(struct reminder_collection){.site = site, .self = *subject, .arena = arena}, ret_list);
}

int reminder_list_beside(struct site *site, const struct subject *subject, struct arena *arena,
                         struct reminder_list *ret_list)
{
    return list_gather(true, &(struct reminder_collection){.site = site, .self = *subject, .arena = arena}, ret_list);
}

bool reminder_list_asks(const struct reminder_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind != REMINDER_ON_OTHERS)
            return true;
    return false;
}

size_t reminder_list_of_kind(const struct reminder_list *list, enum reminder_kind kind, size_t *ret_first)
{
    size_t first = 0, end;
    while (first < list->count && list->items[first].kind != kind)
        first++;
    for (end = first; end < list->count && list->items[end].kind == kind; end++)
        ;
    *ret_first = first;
    return end - first;
}
