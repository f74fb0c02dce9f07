/* What circulars bring to the program. */
#include "domain/calendar/calendar_sources.h"
#include "domain/circular/circular_sources.h"
#include "domain/remind/reminder.h"

static const struct reminder_source circular_reminders[] = {
    {.row = {"circulars", 20}, .find = remind_of_circulars, .is_shown_by_start_pages = true},
    {.row = {0}},
};

static const struct calendar_source circular_entries[] = {
    {.row = {.name = "circulars"}, .find = calendar_of_circulars},
    {.row = {0}},
};

const struct module circular_module = {
    .name = "circular", .reminders = circular_reminders, .calendar = circular_entries};
