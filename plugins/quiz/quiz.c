/* Quiz: the plugin for questions in a step's text, in LiaScript's syntax. Each offer has its own file:
 *
 *   line_shape.c recognises lines · parse.c, tail.c find questions · settings.c parses the comment above them
 *   find.c, compiled.c, check.c from text to edition · show.c, inline.c write the page
 *   answer.c, grade.c, attempts.c receive a submission · report.c figures · words.c, fill.c text */
#include "quiz.h"

#include "answer.h"
#include "attempts.h"
#include "check.h"
#include "find.h"
#include "report.h"
#include "show.h"
#include "swedish.h"

const struct trappa_host *host;
const struct trappa_clock_1 *clock;
const struct trappa_curriculum_1 *curriculum;
const struct trappa_people_1 *people;
const struct trappa_records_1 *records;
const struct trappa_table_1 *table;
const struct trappa_text_1 *text;
const struct trappa_web_1 *web;

static int start(const struct trappa_host *answer)
{
    host = answer;
    clock = host->service(TRAPPA_CLOCK_1);
    curriculum = host->service(TRAPPA_CURRICULUM_1);
    people = host->service(TRAPPA_PEOPLE_1);
    records = host->service(TRAPPA_RECORDS_1);
    table = host->service(TRAPPA_TABLE_1);
    text = host->service(TRAPPA_TEXT_1);
    web = host->service(TRAPPA_WEB_1);
    return 0;
}

static const struct trappa_block_1 block = {.size = sizeof block,
                                            .name = "question",
                                            .find = quiz_find,
                                            .show = quiz_show,
                                            .answer = quiz_answer,
                                            .is_passed = quiz_is_passed};

static const struct trappa_offer offers[] = {
    {TRAPPA_BLOCK_1, &block},
    {TRAPPA_CHECK_1, &quiz_check},
    {TRAPPA_MIGRATION_1, &attempts_migration},
    {TRAPPA_PERSONAL_1, &attempts_personal},
    {TRAPPA_REPORT_1, &quiz_report},
    {TRAPPA_COMMAND_1, &quiz_report_command},
    {TRAPPA_CATALOGUE_1, &swedish},
    {NULL, NULL},
};

static const char *const needs[] = {TRAPPA_CLOCK_1, TRAPPA_CURRICULUM_1, TRAPPA_PEOPLE_1, TRAPPA_RECORDS_1,
                                    TRAPPA_TABLE_1, TRAPPA_TEXT_1,       TRAPPA_WEB_1,    NULL};

TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
    .abi = TRAPPA_ABI,
    .size = sizeof trappa_plugin,
    .id = "quiz",
    .version = "1.0",
    .summary = N_("Questions in steps: choices and texts, graded here"),
    .needs = needs,
    .offers = offers,
    .start = start,
};
