/* Sampler: a plugin that uses every service and offers of every kind, for tests; some of it misbehaves on request. */
#include <stdlib.h>
#include <string.h>
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

static const struct trappa_host *host;
static const struct trappa_chart_1 *chart;
static const struct trappa_clock_1 *sundial;
static const struct trappa_config_1 *config;
static const struct trappa_curriculum_1 *curriculum;
static const struct trappa_http_1 *http;
static const struct trappa_jobs_1 *jobs;
static const struct trappa_log_1 *logbook;
static const struct trappa_people_1 *people;
static const struct trappa_records_1 *records;
static const struct trappa_table_1 *table;
static const struct trappa_text_1 *text;
static const struct trappa_web_1 *web;

#define VALUE_TEXT(string) ((struct trappa_value){.kind = TRAPPA_TEXT, .bytes = (string)})
#define VALUE_NUMBER(n) ((struct trappa_value){.kind = TRAPPA_NUMBER, .number = (n)})

/* ---- notes: own rows ---- */

struct note {
    const char *person, *words;
};

static int note_write(void *context)
{
    const struct note *note = context;
    const struct trappa_value values[] = {VALUE_TEXT(note->person), VALUE_TEXT(note->words),
                                          VALUE_NUMBER(sundial->now())};
    return records->execute("INSERT INTO sampler_note (person, words, at) VALUES (?1, ?2, ?3) RETURNING *", values, 3,
                            NULL);
}

static int note_add(const char *person, const char *words)
{
    struct note note = {person, words};
    return records->change("sampler.noted", person, "{\"by\":\"sampler\"}", note_write, &note);
}

static int run_note(const struct trappa_command_call_1 *call)
{
    return note_add(call->word(0), call->word(1));
}

static int row_tell(void *context, const struct trappa_row *row)
{
    (void)context;
    table->cell(records->text(row, 0));
    table->cell(records->text(row, 1));
    table->cell_number(records->number(row, 2));
    return 0;
}

static int run_list(const struct trappa_command_call_1 *call)
{
    static const char *const columns[] = {"Person", "Words", "Number", NULL};
    (void)call;
    table->begin(text->translate("Notes"), columns);
    int result = records->select("SELECT person, words, key FROM sampler_note ORDER BY key", NULL, 0, row_tell, NULL);
    table->end();
    return result;
}

/* ---- people: the views ---- */

static int person_tell(void *context, const struct trappa_row *row)
{
    const struct trappa_command_call_1 *call = context;
    const struct trappa_person_1 *person = NULL;
    int result = people->person(records->text(row, 0), &person);
    if (result != 0)
        return result;
    call->print("%s, %s\n", person->name, person->unit);
    return 0;
}

static int run_people(const struct trappa_command_call_1 *call)
{
    return records->select("SELECT person FROM v_person WHERE is_active = 1 ORDER BY person", NULL, 0, person_tell,
                           (void *)(size_t)call);
}

static int run_who(const struct trappa_command_call_1 *call)
{
    const struct trappa_person_1 *person = NULL;
    int result = people->person(call->word(0), &person);
    if (result != 0)
        return result;
    call->print("%s %d\n", person->name, people->may(person->rid, TRAPPA_SEE_COMMENTS));
    return 0;
}

/* ---- any SQL, to see what is refused ---- */

static int row_print(void *context, const struct trappa_row *row)
{
    const struct trappa_command_call_1 *call = context;
    const char *words = records->text(row, 0);
    call->print("%s\n", words ? words : "NULL");
    return 0;
}

static int sql_write(void *context)
{
    int64_t key = 0;
    return records->execute(context, NULL, 0, &key);
}

static int run_sql(const struct trappa_command_call_1 *call)
{
    char sql[1000] = "";
    size_t length = strlen(call->word(0));
    if (length >= sizeof sql)
        return host->fail(TRAPPA_LIMIT, "too long");
    memcpy(sql, call->word(0), length);
    if (call->option("write"))
        return records->change("sampler.tried", NULL, NULL, sql_write, sql);
    if (call->option("bare"))
        return records->execute(sql, NULL, 0, NULL);
    return records->select(sql, NULL, 0, row_print, (void *)(size_t)call);
}

/* ---- the curriculum ---- */

static int step_command(void *context, const struct trappa_step_1 *step)
{
    const struct trappa_command_call_1 *call = context;
    call->print("%s: %s\n", step->id, step->title);
    return 0;
}

static int run_steps(const struct trappa_command_call_1 *call)
{
    return curriculum->steps(call->word(0), step_command, (void *)(size_t)call);
}

/* ---- the network ---- */

static int run_fetch(const struct trappa_command_call_1 *call)
{
    const struct trappa_http_answer_1 *answer = NULL;
    const struct trappa_http_request_1 request = {.method = "GET", .url = call->word(0), .timeout_seconds = 5};
    int result = http->send(&request, &answer);
    if (result == 0)
        call->print("%d %s %zu\n", (int)answer->status, answer->type, answer->body_length);
    return result;
}

static int page_fetches(void)
{
    const struct trappa_http_answer_1 *answer = NULL;
    const struct trappa_http_request_1 request = {.method = "GET", .url = "http://127.0.0.1/", .timeout_seconds = 1};
    return http->send(&request, &answer);
}

/* ---- a listener that fails when the configuration says so, and a job ---- */

static int hear(const struct trappa_event_1 *event)
{
    int result = note_add(NULL, event->kind);
    const char *fails = config->value("listener-fails");
    if (result == 0 && fails && strcmp(fails, "yes") == 0)
        return host->fail(TRAPPA_RULE, "event %lld is not to my liking", (long long)event->n);
    return result;
}

static int job_ask(void *context)
{
    (void)context;
    return jobs->add("sampler.count", "{}", sundial->now());
}

static int run_later(const struct trappa_command_call_1 *call)
{
    (void)call;
    return records->change("sampler.asked", NULL, NULL, job_ask, NULL);
}

static int row_count(void *context, const struct trappa_row *row)
{
    *(int64_t *)context = records->number(row, 0);
    return 0;
}

static int count_people(void)
{
    static const char *const words[] = {"nobody", "somebody"};
    int64_t count = 0;
    int result = records->select("SELECT count(*) FROM v_person", NULL, 0, row_count, &count);
    return result != 0 ? result : note_add(NULL, words[count > 0]);
}

static int run_count(const char *payload)
{
    (void)payload;
    logbook->info("counts");
    return count_people();
}

static int run_count_nobody(const char *payload)
{
    (void)payload;
    return count_people();
}

/* ---- pages ---- */

static int row_item(void *context, const struct trappa_row *row)
{
    (void)context;
    web->literal("<li>");
    web->text(records->text(row, 0));
    web->literal("</li>");
    return 0;
}

static int page_show(void)
{
    web->title("Notes");
    web->literal("<h1>");
    web->translated("Notes");
    web->literal("</h1><ul>");
    int result = records->select("SELECT words FROM sampler_note ORDER BY key", NULL, 0, row_item, NULL);
    web->literal("</ul><form method=\"post\" action=\"/sampler/notes\">");
    web->form_token();
    web->literal("<p><label for=\"words\">Words</label> <input id=\"words\" name=\"words\" value=\"");
    web->text(web->field("words"));
    web->literal("\"></p><button>Save</button></form>");
    return result;
}

static int page_save(void)
{
    if (!web->field("words")[0]) {
        web->problem("words", "Write something");
        return page_show();
    }
    int result = note_add(people->viewer(), web->field("words"));
    if (result != 0)
        return result;
    web->message("Saved");
    return web->redirect("/sampler/notes");
}

/* Breaks the rule that reading changes nothing. */
static int page_writes(void)
{
    return note_add(NULL, "from a page that is only read");
}

/* ---- a report ---- */

static int report_write(void)
{
    static const char *const columns[] = {"Unit", "Notes", NULL};
    static const struct trappa_bar_1 bars[] = {{"few", 3, 4}, {"many", 7, 5}};
    table->begin("Notes by unit", columns);
    table->cell("few");
    table->cell_figure(3, 4);
    table->cell("many");
    table->cell_figure(7, 5);
    table->end();
    chart->bars("Notes by unit", bars, 2);
    return 0;
}

/* ---- a check: no step shouts ---- */

static int check_step(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    for (size_t i = 0; i < source->line_count; i++) {
        const char *shout = strstr(source->lines[i], "!!!");
        if (shout && !source->is_code[i])
            finder->finding("SA101", i, (size_t)(shout - source->lines[i]), source->step);
    }
    return 0;
}

static const struct trappa_check_code_1 codes[] = {
    {"SA101", 1, "'%s' shouts", "one '!' is enough", "A step that shouts frightens."},
    {"SA102", 0, "the question '%s' has no key", "write ?? QUESTION = KEY",
     "A question without a key cannot be answered."},
    {NULL, 0, NULL, NULL, NULL}};
static const struct trappa_check_1 check = {sizeof check, codes, check_step};

/* ---- a block: a line "?? QUESTION = KEY", answered by its key ---- */

static int block_found(const struct trappa_finder_1 *finder, size_t line, const char *question, size_t column)
{
    char id[16] = "q-", words[200] = "";
    const char *key = strstr(question, " = ");
    size_t length = key ? (size_t)(key - question) : 0;
    if (!key || length >= sizeof words) {
        finder->finding("SA102", line, column, question);
        return 0;
    }
    memcpy(words, question, length);
    id[2] = (char)('a' + line % 26);
    finder->found(&(struct trappa_found_1){.first = line,
                                           .last = line,
                                           .column = column,
                                           .id = id,
                                           .words = words,
                                           .compiled = question,
                                           .compiled_length = strlen(question) + 1});
    return 0;
}

static int block_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    for (size_t i = 0; i < source->line_count; i++) {
        const char *mark = strstr(source->lines[i], "?? ");
        if (mark && source->is_code[i] != TRAPPA_CODE_FENCED)
            block_found(finder, i, mark + 3, (size_t)(mark - source->lines[i]));
        if (strstr(source->lines[i], "?!fail"))
            return host->fail(TRAPPA_RULE, "step '%s' is not to my liking", source->step);
        if (strstr(source->lines[i], "?!crash"))
            abort();
    }
    return 0;
}

struct given {
    const struct trappa_shown_1 *blocks;
    size_t count;
    int is_right;
};

static int given_read(void *context, const struct trappa_row *row)
{
    *(int *)context = (int)records->number(row, 0);
    return 0;
}

/* 1 right, 0 wrong, -1 not answered. */
static int given_last(const struct trappa_shown_1 *block, int *ret_is_right)
{
    const struct trappa_value values[] = {VALUE_TEXT(block->person), VALUE_TEXT(block->step), VALUE_TEXT(block->block)};
    *ret_is_right = -1;
    return records->select("SELECT is_right FROM sampler_answer WHERE person = ?1 AND step = ?2 AND block = ?3"
                           " ORDER BY key DESC LIMIT 1",
                           values, block->person ? 3 : 0, given_read, ret_is_right);
}

static int block_show(const struct trappa_shown_1 *block)
{
    const char *question = block->compiled, *key = strstr(question, " = ");
    int is_right = -1, result = block->person ? given_last(block, &is_right) : 0;
    if (result != 0)
        return result;
    web->literal("<p><label for=\"");
    web->block_name(block, "key");
    web->literal("\">");
    for (const char *at = question; at < key; at++)
        web->text((const char[]){*at, '\0'});
    web->literal("</label> ");
    if (strstr(question, "breaks"))
        return host->fail(TRAPPA_RULE, "this block breaks in the middle");
    if (block->may_answer) {
        web->literal("<input id=\"");
        web->block_name(block, "key");
        web->literal("\" name=\"");
        web->block_name(block, "key");
        web->literal("\" value=\"");
        web->text(web->block_field(block, "key"));
        web->literal("\">");
    }
    web->literal("</p><p>");
    web->text(web->block_problem_of(block, "key"));
    web->text(is_right == 1 ? "Right" : is_right == 0 ? "Wrong" : "");
    web->literal("</p>");
    return 0;
}

static int given_write(void *context)
{
    const struct given *given = context;
    for (size_t i = 0; i < given->count; i++) {
        const struct trappa_shown_1 *block = &given->blocks[i];
        const char *words = web->block_field(block, "key"), *key = strstr(block->compiled, " = ") + 3;
        const struct trappa_value values[] = {VALUE_TEXT(block->person), VALUE_TEXT(block->step),
                                              VALUE_TEXT(block->block), VALUE_TEXT(words),
                                              VALUE_NUMBER(strcmp(words, key) == 0)};
        int result = records->execute("INSERT INTO sampler_answer (person, step, block, words, is_right)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING *",
                                      values, 5, NULL);
        if (result != 0)
            return result;
    }
    return 0;
}

static int block_answer(const struct trappa_shown_1 *blocks, size_t count)
{
    struct given given = {blocks, count, 0};
    int is_whole = 1;
    for (size_t i = 0; i < count; i++)
        if (!web->block_field(&blocks[i], "key")[0]) {
            web->block_problem(&blocks[i], "key", "Write an answer");
            is_whole = 0;
        }
    return is_whole ? records->change("sampler.answered", blocks[0].person, NULL, given_write, &given) : 0;
}

static int block_is_passed(const struct trappa_shown_1 *block, int32_t *ret_is_passed)
{
    int is_right = -1, result = given_last(block, &is_right);
    *ret_is_passed = is_right == 1;
    return result;
}

static const struct trappa_block_1 block = {sizeof block, "question",   block_find,
                                            block_show,   block_answer, block_is_passed};
static const char *const erased[] = {"words", NULL};
static const struct trappa_personal_1 personal = {sizeof personal, "sampler_answer", "person", erased};
static const struct trappa_step_kind_1 step_kind = {sizeof step_kind, "excursion", "excursion"};

/* ---- what is offered ---- */

static int start(const struct trappa_host *given)
{
    host = given;
    chart = host->service(TRAPPA_CHART_1);
    sundial = host->service(TRAPPA_CLOCK_1);
    config = host->service(TRAPPA_CONFIG_1);
    curriculum = host->service(TRAPPA_CURRICULUM_1);
    http = host->service(TRAPPA_HTTP_1);
    jobs = host->service(TRAPPA_JOBS_1);
    logbook = host->service(TRAPPA_LOG_1);
    people = host->service(TRAPPA_PEOPLE_1);
    records = host->service(TRAPPA_RECORDS_1);
    table = host->service(TRAPPA_TABLE_1);
    text = host->service(TRAPPA_TEXT_1);
    web = host->service(TRAPPA_WEB_1);
    return 0;
}

#define COMMAND(function, words, takes)                                                                                \
    static const struct trappa_command_1 command_##function = {sizeof command_##function, "sampler " words, takes,     \
                                                               "For tests", run_##function};
COMMAND(note, "note", "PERSON WORDS [--by PERSON]")
COMMAND(list, "list", "")
COMMAND(people, "people", "[--by PERSON]")
COMMAND(who, "who", "PERSON [--by PERSON]")
COMMAND(sql, "sql", "SQL [--write] [--bare] [--by PERSON]")
COMMAND(fetch, "fetch", "URL")
COMMAND(steps, "steps", "[PROGRAMME]")
COMMAND(later, "later", "")

static const char *const fields[] = {"words", NULL};
static const struct trappa_route_1 route_show = {
    sizeof route_show, "GET", "/sampler/notes", "Notes", "signed-in", 60, NULL, page_show};
static const struct trappa_route_1 route_save = {sizeof route_save, "POST", "/sampler/notes", "Notes",
                                                 "signed-in",       0,      fields,           page_save};
static const struct trappa_route_1 route_writes = {
    sizeof route_writes, "GET", "/sampler/writes", "Writes", "signed-in", 0, NULL, page_writes};
static const struct trappa_route_1 route_fetches = {
    sizeof route_fetches, "GET", "/sampler/fetches", "Fetches", "signed-in", 0, NULL, page_fetches};
static const struct trappa_listener_1 listener = {sizeof listener, "unit.", hear};
static const struct trappa_job_1 job_count = {sizeof job_count, "sampler.count", 0, TRAPPA_SCOPE_EVERYBODY, run_count};
static const struct trappa_job_1 job_nobody = {sizeof job_nobody, "sampler.count-nobody", 86400, TRAPPA_SCOPE_NOBODY,
                                               run_count_nobody};
static const struct trappa_migration_1 migration_1 = {
    sizeof migration_1, 1, "notes",
    "CREATE TABLE sampler_note (key INTEGER PRIMARY KEY, person TEXT, words TEXT NOT NULL) STRICT;"
    "CREATE INDEX sampler_note_person ON sampler_note(person);"};
static const struct trappa_migration_1 migration_2 = {sizeof migration_2, 2, "when",
                                                      "ALTER TABLE sampler_note ADD COLUMN at INTEGER;"
                                                      "CREATE TABLE sampler_word (word TEXT NOT NULL, n INTEGER,"
                                                      " PRIMARY KEY (word)) STRICT, WITHOUT ROWID;"};
static const struct trappa_migration_1 migration_3 = {
    sizeof migration_3, 3, "answers",
    "CREATE TABLE sampler_answer (key INTEGER PRIMARY KEY, person TEXT NOT NULL, step TEXT NOT NULL,"
    " block TEXT NOT NULL, words TEXT, is_right INTEGER NOT NULL) STRICT;"};
static const struct trappa_report_1 report = {sizeof report, "notes", "Notes by unit", "manager,hr", 1, report_write};

static const struct trappa_offer offers[] = {
    /* tables */
    {TRAPPA_MIGRATION_1, &migration_1},
    {TRAPPA_MIGRATION_1, &migration_2},
    {TRAPPA_MIGRATION_1, &migration_3},
    {TRAPPA_PERSONAL_1, &personal},
    /* commands */
    {TRAPPA_COMMAND_1, &command_note},
    {TRAPPA_COMMAND_1, &command_list},
    {TRAPPA_COMMAND_1, &command_people},
    {TRAPPA_COMMAND_1, &command_who},
    {TRAPPA_COMMAND_1, &command_sql},
    {TRAPPA_COMMAND_1, &command_steps},
    {TRAPPA_COMMAND_1, &command_later},
    {TRAPPA_COMMAND_1, &command_fetch},
    /* pages */
    {TRAPPA_ROUTE_1, &route_fetches},
    {TRAPPA_ROUTE_1, &route_show},
    {TRAPPA_ROUTE_1, &route_save},
    {TRAPPA_ROUTE_1, &route_writes},
    /* work */
    {TRAPPA_LISTENER_1, &listener},
    {TRAPPA_JOB_1, &job_count},
    {TRAPPA_JOB_1, &job_nobody},
    {TRAPPA_REPORT_1, &report},
    /* the curriculum */
    {TRAPPA_CHECK_1, &check},
    {TRAPPA_STEP_KIND_1, &step_kind},
    {TRAPPA_BLOCK_1, &block},
    {NULL, NULL},
};

static const char *const needs[] = {
    TRAPPA_HTTP_1, TRAPPA_CHART_1,  TRAPPA_CLOCK_1,   TRAPPA_CONFIG_1, TRAPPA_CURRICULUM_1, TRAPPA_JOBS_1,
    TRAPPA_LOG_1,  TRAPPA_PEOPLE_1, TRAPPA_RECORDS_1, TRAPPA_TABLE_1,  TRAPPA_TEXT_1,       TRAPPA_WEB_1,
    NULL};

TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
    TRAPPA_ABI, sizeof trappa_plugin, "sampler", "1.0", "Uses everything there is", needs, offers, start, NULL};
