/* The sampler in a fake host: pages, events, jobs and reports without Trappa. */
#include "fake.h"

#include <criterion/criterion.h>

extern const struct trappa_plugin trappa_plugin;

static void begin(void)
{
    cr_assert_eq(fake_start(&trappa_plugin), 0);
}

Test(fake_sampler, shows_rows_escaped)
{
    begin();
    fake.rows[0].columns[0] = "<b>";
    fake.row_count = 1;
    cr_expect_eq(fake_route("GET", "/sampler/notes"), 0);
    cr_expect(strstr(fake.said, "<li>&;b&;</li>"), "%s", fake.said);
    cr_expect_str_eq(fake.title, "Notes");
}

Test(fake_sampler, saves_what_was_written_and_leads_back)
{
    begin();
    fake.fields[0] = (struct fake_pair){"words", "hej"};
    fake.viewer = "abc";
    cr_expect_eq(fake_route("POST", "/sampler/notes"), 0);
    cr_expect_str_eq(fake.redirect, "/sampler/notes");
    cr_expect_str_eq(fake.events[0], "sampler.noted");
    cr_expect_str_eq(fake.statements[0],
                     "INSERT INTO sampler_note (person, words, at) VALUES ('abc', 'hej', 86400) RETURNING *");
}

Test(fake_sampler, asks_again_when_nothing_was_written)
{
    begin();
    cr_expect_eq(fake_route("POST", "/sampler/notes"), 0);
    cr_expect_str_eq(fake.problem, "words: Write something");
    cr_expect_eq(fake.event_count, 0);
}

Test(fake_sampler, hears_events_and_fails_when_told_to)
{
    begin();
    cr_expect_eq(fake_event("unit.added", "", "{}"), 0);
    cr_expect_eq(fake.statement_count, 1);
    fake.settings[0] = (struct fake_pair){"listener-fails", "yes"};
    cr_expect_eq(fake_event("unit.added", "", "{}"), TRAPPA_RULE);
}

Test(fake_sampler, counts_in_a_job_and_reports)
{
    begin();
    fake.rows[0].columns[0] = "3";
    fake.row_count = 1;
    cr_expect_eq(fake_job("sampler.count", "{}"), 0);
    cr_expect(strstr(fake.statements[0], "'somebody'"), "%s", fake.statements[0]);
    cr_expect_eq(fake_report("notes"), 0);
    cr_expect_str_eq(fake.said, "Notes by unit|few|3|many|7\nNotes by unit|few|3|many|7\n");
}

Test(fake_sampler, finds_shows_and_takes_a_block)
{
    int32_t is_passed = 1;
    begin();
    cr_expect_eq(fake_find("Read.\n\n?? Colour = blue\n\n```\n?? in = code\n```\n"), 0);
    cr_assert_eq(fake.block_count, 1);
    cr_expect_eq(fake.blocks[0].first, 2);
    cr_expect_str_eq(fake.blocks[0].words, "Colour");
    cr_expect_eq(fake_show(0), 0);
    cr_expect(strstr(fake.said, "name=\"q-c.key\""), "%s", fake.said);
    cr_expect_null(strstr(fake.said, "blue"));
    cr_expect_eq(fake_answer(), 0);
    cr_expect_str_eq(fake.problems[0].name, "q-c.key");
    cr_expect_eq(fake.event_count, 0);
    fake.fields[0] = (struct fake_pair){"q-c.key", "blue"};
    cr_expect_eq(fake_answer(), 0);
    cr_expect_str_eq(fake.events[0], "sampler.answered");
    fake.rows[0].columns[0] = "0";
    fake.row_count = 1;
    cr_expect_eq(fake_is_passed(0, &is_passed), 0);
    cr_expect_eq(is_passed, 0);
}
