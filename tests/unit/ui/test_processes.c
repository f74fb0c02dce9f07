/* The table of processes: what is given texts and programs of others sees little and cannot go on for ever. */
#include "app/processes.h"
#include "base/text.h"

#include <criterion/criterion.h>

Test(processes, have_each_a_name_of_its_own)
{
    for (size_t i = 0; processes[i]; i++) {
        cr_expect_not(text_is_blank(processes[i]->name));
        for (size_t j = 0; j < i; j++)
            cr_expect_str_neq(processes[i]->name, processes[j]->name);
    }
}

Test(processes, that_work_on_what_others_wrote_see_neither_data_nor_network_and_end)
{
    size_t found = 0;
    for (size_t i = 0; processes[i]; i++) {
        const struct process_kind *kind = processes[i];
        if (!text_starts(kind->name, "a rendering child") && !text_starts(kind->name, "a child in which"))
            continue;
        found++;
        cr_expect_eq(kind->view.records, PROCESS_NOTHING, "%s", kind->name);
        cr_expect_eq(kind->view.content, PROCESS_NOTHING, "%s", kind->name);
        cr_expect_eq(kind->view.layers, PROCESS_NOTHING, "%s", kind->name);
        cr_expect_not(kind->view.listens || kind->view.calls_out, "%s", kind->name);
        cr_expect(kind->limits.cpu_seconds && kind->limits.wall_seconds, "%s", kind->name);
        cr_expect(kind->parent_death, "%s", kind->name);
    }
    cr_assert_eq(found, 3);
}
