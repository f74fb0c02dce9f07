/* Circulars in a calendar (calendar/calendar_sources.h): the days by which they are to be read. */
#include "base/fail.h"
#include "domain/calendar/calendar_sources.h"
#include "domain/circular/circular.h"
#include "domain/circular/circular_sources.h"

/* The step's page is where a circular is confirmed. One that stands in a plan too is one event, on the earlier day. */
int calendar_of_circulars(struct calendar_collection *gathering)
{
    struct circular_list list;
    TRY(circulars_of(gathering->site, &gathering->self, gathering->arena, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct plan_item *item = &list.items[i].item; /* what does not wait is not due */
        calendar_add(gathering, &(struct calendar_entry){.kind = CALENDAR_DUE,
                                                         .subject = item->step.id,
                                                         .title = item->step.title,
                                                         .day = item->due,
                                                         .target = {.kind = TARGET_STEP, .id = item->step.id}});
    }
    return 0;
}
