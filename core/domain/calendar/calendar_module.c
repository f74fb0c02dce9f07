/* What calendars bring to the program: the sources that belong to no later subject. */
#include "domain/calendar/calendar_address.h"
#include "domain/calendar/calendar_sources.h"

static const struct calendar_source calendar_entries[] = {
    {.row = {.name = "plans"}, .find = calendar_of_plans},
    {.row = {.name = "deferrals"}, .find = calendar_of_deferrals},
    {.row = {.name = "requests"}, .find = calendar_of_requests},
    {.row = {0}},
};

/* A calendar is read without signing in, so it ends with a protected identity too, and for good. */
static int calendar_person_leaves(struct records *records, const struct departure *departure)
{
    return departure->how & (DEPARTURE_CLOSED | DEPARTURE_HIDDEN) ? calendar_forget(records, departure->person_key) : 0;
}

const struct module calendar_module = {
    .name = "calendar", .calendar = calendar_entries, .person_leaves = calendar_person_leaves};
