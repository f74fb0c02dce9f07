/* Sizes: what has been released never changes; a struct that grows is a new one with a new id. */
#include <stdio.h>
#include <trappa/block.h>
#include <trappa/check.h>
#include <trappa/clock.h>
#include <trappa/command.h>
#include <trappa/config.h>
#include <trappa/curriculum.h>
#include <trappa/http.h>
#include <trappa/job.h>
#include <trappa/listener.h>
#include <trappa/log.h>
#include <trappa/migration.h>
#include <trappa/output.h>
#include <trappa/people.h>
#include <trappa/personal.h>
#include <trappa/plugin.h>
#include <trappa/records.h>
#include <trappa/report.h>
#include <trappa/route.h>
#include <trappa/step_kind.h>
#include <trappa/text.h>
#include <trappa/web.h>

static const struct {
    const char *name;
    size_t size, expected;
} structs[] = {
#define STRUCT(name, expected)                                                                                         \
    {                                                                                                                  \
#name, sizeof(struct trappa_##name), expected                                                                  \
    }
    STRUCT(bar_1, 24),          STRUCT(block_1, 48),        STRUCT(catalogue_1, 32),  STRUCT(chart_1, 16),
    STRUCT(check_1, 24),        STRUCT(check_code_1, 40),   STRUCT(clock_1, 32),      STRUCT(command_1, 40),
    STRUCT(command_call_1, 24), STRUCT(config_1, 16),       STRUCT(curriculum_1, 32), STRUCT(event_1, 48),
    STRUCT(finder_1, 16),       STRUCT(found_1, 56),        STRUCT(host, 32),         STRUCT(http_1, 16),
    STRUCT(http_answer_1, 32),  STRUCT(http_request_1, 48), STRUCT(job_1, 32),        STRUCT(jobs_1, 16),
    STRUCT(listener_1, 24),     STRUCT(log_1, 24),          STRUCT(migration_1, 24),  STRUCT(offer, 16),
    STRUCT(people_1, 32),       STRUCT(person_1, 24),       STRUCT(plugin, 64),       STRUCT(records_1, 56),
    STRUCT(report_1, 48),       STRUCT(route_1, 64),        STRUCT(shown_1, 64),      STRUCT(source_1, 32),
    STRUCT(step_1, 80),         STRUCT(step_kind_1, 24),    STRUCT(table_1, 48),      STRUCT(text_1, 32),
    STRUCT(value, 32),          STRUCT(web_1, 152),         STRUCT(personal_1, 32),
};

int main(void)
{
    int wrong = 0;
    for (size_t i = 0; i < sizeof structs / sizeof structs[0]; i++) {
        if (structs[i].size == structs[i].expected)
            continue;
        printf("struct trappa_%s: %zu bytes, was %zu\n", structs[i].name, structs[i].size, structs[i].expected);
        wrong++;
    }
    printf("%zu passed, %d failed\n", sizeof structs / sizeof structs[0] - (size_t)wrong, wrong);
    return wrong > 0;
}
