/* What the administration of a site brings to the program. */
#include "domain/admin/doctor.h"
#include "domain/records/event.h"

static const struct event_kind admin_events[] = {
    {"person.exported", "", "0.1.0"},
    {"person.erased", "learners remarks because", "0.1.0"},
    {"backup.made", "head events", "0.1.0"},
    {"backup.restored", "head events", "0.1.0"},
    {0},
};

const struct module admin_module = {.name = "admin", .events = admin_events, .checks = machine_checks};
