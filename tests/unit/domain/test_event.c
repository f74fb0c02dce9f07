/* The registry of events: what no module declares is not appended. */
#include "fixture.h"

#include "base/fail.h"
#include "domain/records/event.h"
#include "domain/records/module.h"

#include <criterion/criterion.h>
#include <string.h>

static int unit_change(struct fixture *fixture, const struct event *event)
{
    fixture_ok(records_begin(fixture->records));
    return records_end(fixture->records, 0, event);
}

Test(event, of_an_undeclared_kind_is_refused_and_nothing_is_kept)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    int64_t before = fixture_events(&fixture);
    struct event event = {.actor = &actor_trappa, .kind = "unit.painted"};
    fixture_expect_failure(unit_change(&fixture, &event), FAIL_SYSTEM, "event 'unit.painted': no module declares it");
    cr_expect_eq(fixture_events(&fixture), before);
    event.is_of_plugin = true;
    fixture_ok(unit_change(&fixture, &event));
    cr_expect_eq(fixture_events(&fixture), before + 1);
}

#ifdef TRAPPA_FAULTS
Test(event, has_no_other_keys_than_its_module_declares)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct event event = {.actor = &actor_trappa, .kind = "unit.added", .data = "{\"unit\":\"barn\",\"colour\":1}"};
    fixture_expect_failure(unit_change(&fixture, &event), FAIL_SYSTEM,
                           "event 'unit.added': no module declares its key 'colour'");
    event.data = "{\"parent\":\"kommun\",\"unit\":\"barn\"}";
    fixture_ok(unit_change(&fixture, &event));
    event = (struct event){.actor = &actor_trappa, .kind = "stair.own_view_said", .data = "{\"norm\":3,\"samtal\":2}"};
    fixture_ok(unit_change(&fixture, &event));
}
#endif

Test(event, is_declared_once_with_words_in_their_form)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    size_t kinds = 0;
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct event_kind *kind = (*module)->events; kind && kind->kind; kind++, kinds++) {
            cr_expect_eq(event_kind_find(kind->kind), kind, "%s is declared twice", kind->kind);
            cr_expect(strchr(kind->kind, '.') && kind->keys && kind->since, "%s", kind->kind);
        }
    cr_expect_gt(kinds, 1);
}
