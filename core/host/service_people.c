/* Services people/1 and curriculum/1: people as this viewer may see them, and the newest edition. */
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/people/subject.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/service_data.h"

/* ---- people/1 ---- */

static const char *people_viewer(void)
{
    struct call *call = call_current();
    return call && call->viewer ? call->viewer->rid : "";
}

static int people_person(const char *rid, const struct trappa_person_1 **ret_person)
{
    struct call *call = NULL;
    struct person person;
    TRY(call_with_site(TRAPPA_PEOPLE_1, &call));
    TRY(person_get_checked(call->site->records, call->viewer, rid, RIGHT_SEE_DATES, &call->arena, &person));
    struct trappa_person_1 *given = arena_zeroed(&call->arena, sizeof *given);
    *given = (struct trappa_person_1){.rid = person.rid, .name = person.name, .unit = person.unit_id};
    *ret_person = given;
    return 0;
}

static int people_may(const char *rid, int right)
{
    static const enum right rights[] = {[TRAPPA_SEE_DATES] = RIGHT_SEE_DATES,
                                        [TRAPPA_SEE_COMMENTS] = RIGHT_SEE_COMMENTS,
                                        [TRAPPA_LEARN] = RIGHT_LEARN,
                                        [TRAPPA_SIGN] = RIGHT_SIGN,
                                        [TRAPPA_LEAD] = RIGHT_LEAD};
    struct call *call = NULL;
    struct person person;
    if (right < TRAPPA_SEE_DATES || right > TRAPPA_LEAD || call_with_site(TRAPPA_PEOPLE_1, &call) != 0)
        return 0;
    return person_by_rid(call->site->records, rid, &call->arena, &person) == 0 &&
           access_may(call->site->records, call->viewer, rights[right], person.key);
}

const struct trappa_people_1 service_people = {sizeof service_people, people_viewer, people_person, people_may};

/* ---- curriculum/1 ---- */

static struct trappa_step_1 step_of(const struct content_entry *entry)
{
    return (struct trappa_step_1){.id = entry->id,
                                  .title = entry->title,
                                  .programme = entry->programme,
                                  .phase = entry->phase,
                                  .component = step_component_word(entry->component),
                                  .kind = step_kind_word(entry->kind),
                                  .signoff = step_signoff_word(entry->signoff),
                                  .layer = entry->layer,
                                  .blob = entry->blob,
                                  .revision = entry->revision};
}

static int curriculum_edition(const char **ret_edition)
{
    struct call *call = NULL;
    const char *edition = NULL;
    TRY(call_with_site(TRAPPA_CURRICULUM_1, &call));
    TRY(content_read_begin(call->site->content));
    int result = content_edition(call->site->content, &edition);
    if (result == 0)
        *ret_edition = arena_copy_string(&call->arena, edition);
    content_read_end(call->site->content);
    return result;
}

static int curriculum_step(const char *id, const struct trappa_step_1 **ret_step)
{
    struct call *call = NULL;
    struct content_entry entry;
    TRY(call_with_site(TRAPPA_CURRICULUM_1, &call));
    TRY(content_read_begin(call->site->content));
    int result = content_step(call->site->content, id ? id : "", &call->arena, &entry);
    content_read_end(call->site->content);
    TRY(result);
    struct trappa_step_1 *step = arena_zeroed(&call->arena, sizeof *step);
    *step = step_of(&entry);
    *ret_step = step;
    return 0;
}

static int curriculum_steps(const char *programme, int (*step)(void *context, const struct trappa_step_1 *step),
                            void *context)
{
    struct call *call = NULL;
    struct content_entries entries = {0};
    TRY(call_with_site(TRAPPA_CURRICULUM_1, &call));
    TRY(content_read_begin(call->site->content));
    int result = programme ? content_programme_steps(call->site->content, programme, &call->arena, &entries)
                           : content_steps(call->site->content, &call->arena, &entries);
    content_read_end(call->site->content);
    for (size_t i = 0; result == 0 && i < entries.count; i++) {
        const struct trappa_step_1 given = step_of(&entries.items[i]);
        result = step(context, &given);
    }
    return result;
}

const struct trappa_curriculum_1 service_curriculum = {sizeof service_curriculum, curriculum_edition, curriculum_step,
                                                       curriculum_steps};
