/* Figures about questions; see report.h. They count everybody, whoever the viewer is: figures without names, which show
 * an author which question nobody understands. So they do not use people/1, and withhold groups of fewer than five
 * here. */
#include "report.h"

#include "quiz.h"

#include <string.h>

#define PEOPLE_LEAST 5

/* For each question, only the version that was answered last, so that a changed question starts from zero. */
#define FIGURES                                                                                                        \
    "SELECT a.step, a.block, count(DISTINCT a.person),"                                                                \
    " sum(CASE WHEN a.trial = 1 AND a.is_right = 1 THEN 1 ELSE 0 END)"                                                 \
    " FROM quiz_attempt a JOIN (SELECT step, block, max(key) AS newest FROM quiz_attempt GROUP BY step, block) l"      \
    " ON l.step = a.step AND l.block = a.block JOIN quiz_attempt n ON n.key = l.newest"                                \
    " AND (n.question = a.question OR n.blob = a.blob)"

static void figure(int64_t number, int64_t tried)
{
    if (tried < PEOPLE_LEAST)
        table->cell(text->translate(N_("fewer than five")));
    else
        table->cell_number(number);
}

static int row_table(void *context, const struct trappa_row *row)
{
    const struct trappa_step_1 *step = NULL;
    const char *id = records->text(row, 0);
    (void)context;
    table->cell(curriculum->step(id, &step) == 0 ? step->title : id);
    table->cell(records->text(row, 1));
    figure(records->number(row, 2), records->number(row, 2));
    figure(records->number(row, 3), records->number(row, 2));
    return 0;
}

static void table_begin(void)
{
    const char *const columns[] = {text->translate(N_("Step")), text->translate(N_("Question")),
                                   text->translate(N_("Have tried")), text->translate(N_("Right at first try")), NULL};
    table->begin(text->translate(N_("Questions in steps")), columns);
}

static int write_all(void)
{
    table_begin();
    int result =
        records->select(FIGURES " GROUP BY a.step, a.block ORDER BY a.step, a.block", NULL, 0, row_table, NULL);
    table->end();
    return result;
}

struct json {
    const struct trappa_command_call_1 *call;
    const char *comma;
};

/* Ids need no escaping: a-z, 0-9, - and / only. */
static int row_json(void *context, const struct trappa_row *row)
{
    struct json *json = context;
    int64_t tried = records->number(row, 2);
    json->call->print("%s{\"question\":\"%s\",", json->comma, records->text(row, 1));
    if (tried < PEOPLE_LEAST)
        json->call->print("\"tried\":null,\"right_at_first_try\":null}");
    else
        json->call->print("\"tried\":%lld,\"right_at_first_try\":%lld}", (long long)tried,
                          (long long)records->number(row, 3));
    json->comma = ",";
    return 0;
}

static int run(const struct trappa_command_call_1 *call)
{
    const struct trappa_step_1 *step = NULL;
    struct json json = {call, ""};
    int result = curriculum->step(call->word(0), &step);
    const struct trappa_value values[] = {{.kind = TRAPPA_TEXT, .bytes = call->word(0)}};
    static const char sql[] = FIGURES " WHERE a.step = ?1 GROUP BY a.step, a.block ORDER BY a.block";
    if (result != 0)
        return result;
    if (!call->option("json")) {
        table_begin();
        result = records->select(sql, values, COUNT(values), row_table, NULL);
        table->end();
        return result;
    }
    call->print("{\"step\":\"%s\",\"questions\":[", step->id);
    result = records->select(sql, values, COUNT(values), row_json, &json);
    call->print("]}\n");
    return result;
}

const struct trappa_report_1 quiz_report = {sizeof quiz_report,  "quiz", N_("Questions in steps"),
                                            "author,hr,manager", 1,      write_all};
const struct trappa_command_1 quiz_report_command = {
    sizeof quiz_report_command, "quiz report", "STEP [--json]",
    N_("How many have tried each question of a step, and how many were right at once"), run};
