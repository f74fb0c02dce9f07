/* What calendars bring to the program: the sources that belong to no later subject. */
#include "domain/calendar/calendar_address.h"
#include "domain/calendar/calendar_sources.h"
#include "domain/records/event.h"
#include "domain/records/table.h"

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

static const struct records_table calendar_tables[] = {
    {.name = "calendar_address",
     .key_columns = 1,
     .person = "person_key",
     .exported = "calendar",
     .erase = {"erase.calendar_address", "calendar_address",
               "DELETE FROM calendar_address WHERE person_key = ?1 RETURNING *"}},
    {.name = "calendar_event",
     .key_columns = 3,
     .person = "person_key",
     .exported = "calendar_events",
     .erase = {"erase.calendar_event", "calendar_event",
               "DELETE FROM calendar_event WHERE person_key = ?1 RETURNING *"}},
    {0},
};

static const struct person_export calendar_exports[] = {
    {.row = {"calendar", 330},
     .query = {"export.calendar", NULL,
               "SELECT made_at AS at__address_made FROM calendar_address WHERE person_key = ?1"}},
    {.row = {"calendar_events", 340},
     .query =
         {"export.calendar_events", NULL,
          "SELECT kind, subject, uid, sequence, day AS day__day, at AS at__begins, minutes, changed_at AS at__changed,"
          " is_cancelled AS is__cancelled FROM calendar_event WHERE person_key = ?1 ORDER BY kind, subject"}},
    {.row = {0}},
};

static const struct event_kind calendar_events[] = {
    {"calendar.address_made", "", "0.1.0"},
    {"calendar.address_revoked", "", "0.1.0"},
    {"calendar.published", "events", "0.1.0"},
    {0},
};

const struct module calendar_module = {.name = "calendar",
                                       .events = calendar_events,
                                       .calendar = calendar_entries,
                                       .person_leaves = calendar_person_leaves,
                                       .tables = calendar_tables,
                                       .exports = calendar_exports};
