/* Calendar events in words; see ui/text/calendar_feed.h. */
#include "ui/text/calendar_feed.h"

#include "base/icalendar.h"
#include "ui/text/links.h"
#include "ui/text/message.h"

#define REFRESH_HOURS 4 /* nothing in it is in a hurry */

/* The words for an event with a title, or with a count. */
static const struct {
    const char *titled, *one, *many;
} words[] = {
    [CALENDAR_DUE] = {NULL, NULL, NULL},
    [CALENDAR_DEFERRAL] = {N_("Put off until today: %s"), NULL, NULL},
    [CALENDAR_LAPSES] = {N_("New wording applies: %s"), NULL, NULL},
    [CALENDAR_SIGN] = {NULL, N_("%d sign-off waits for you"), N_("%d sign-offs wait for you")},
    [CALENDAR_OBSERVE] = {NULL, N_("%d observation waits for you"), N_("%d observations wait for you")},
    [CALENDAR_PROMISED] = {NULL, N_("%d promise to you is to be kept by today"),
                           N_("%d promises to you are to be kept by today")},
    [CALENDAR_PROMISES] = {NULL, N_("%d promise of yours is to be kept by today"),
                           N_("%d promises of yours are to be kept by today")},
};

static void words_add(struct text *into, enum language language, const char *message_id, ...)
{
    va_list arguments;
    va_start(arguments, message_id);
    message_add_plain(into, language, message_id, arguments);
    va_end(arguments);
}

static void summary_write(enum language language, const struct calendar_event *event, struct text *into)
{
    const struct calendar_entry *entry = &event->entry;
    if (event->is_cancelled)
        text_add(into, translate(language, N_("Nothing to do any more")));
    else if (words[entry->kind].one)
        words_add(into, language, entry->count == 1 ? words[entry->kind].one : words[entry->kind].many, entry->count);
    else if (words[entry->kind].titled)
        words_add(into, language, words[entry->kind].titled, entry->title);
    else
        text_add(into, entry->title);
}

static void event_write(const struct site *site, enum language language, const struct calendar_event *event,
                        struct text *into)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text summary = TEXT(4096);
    const char *root = event->is_cancelled ? NULL : site->config.public_address;
    summary_write(language, event, &summary);
    icalendar_event(into,
                    &(struct icalendar_event){
                        .uid = arena_format(&arena, "%s@trappa", event->uid),
                        .sequence = event->sequence,
                        .changed_at = event->changed_at,
                        .is_cancelled = event->is_cancelled,
                        .day = event->entry.day,
                        .at = event->entry.at,
                        .minutes = event->entry.minutes,
                        .summary = text_string(&summary),
                        .url = root ? arena_format(&arena, "%s%s", root, link_to(&arena, &event->entry.target)) : NULL,
                    });
}

void calendar_feed_write(const struct site *site, const struct person *person, const struct calendar *calendar,
                         struct text *into)
{
    enum language language = LANGUAGE_SV;
    bool has_times = false;
    language_from_code(person->language, &language);
    for (size_t i = 0; i < calendar->count; i++)
        has_times = has_times || calendar->events[i].entry.minutes;
    icalendar_begin(into, &(struct icalendar){.product = "-//Trappa//Trappa//SV",
                                              .name = "Trappa",
                                              .refresh_hours = REFRESH_HOURS,
                                              .has_times = has_times});
    for (size_t i = 0; i < calendar->count; i++)
        event_write(site, language, &calendar->events[i], into);
    icalendar_end(into);
}

const char *calendar_feed_address(const struct site *site, struct arena *arena, const char *token)
{
    const struct site_config *config = &site->config;
    const char *path = link_to(arena, &(struct target){.kind = TARGET_CALENDAR_FEED, .id = token});
    return config->public_address ? arena_format(arena, "%s%s", config->public_address, path)
                                  : arena_format(arena, "http://%s%s", config->listen, path);
}
