/* What aspirants bring to the program. */
#include "domain/aspirant/aspirant_internal.h"
#include "domain/calendar/calendar_sources.h"
#include "domain/remind/reminder.h"

static const struct reminder_source aspirant_reminders[] = {
    {.row = {"promises", 40}, .find = remind_of_commitments, .is_on_start = true},
    {.row = {"hours", 50}, .find = remind_of_hours, .is_on_start = true},
    {.row = {0}},
};

static const struct calendar_source aspirant_entries[] = {
    {.row = {.name = "promises"}, .find = calendar_of_commitments},
    {.row = {0}},
};

const struct module aspirant_module = {
    .name = "aspirant", .reminders = aspirant_reminders, .calendar = aspirant_entries};
