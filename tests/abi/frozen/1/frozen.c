/* Frozen: a plugin as it was when ABI 1 was made, compiled against the headers beside it: every service, every kind of
 * offer, every function. It is never edited (README.md). */
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

/* ---- rows of its own ---- */

struct note {
    const char *person, *words;
    int is_followed; /* by the job */
};

static int note_write(void *context)
{
    const struct note *note = context;
    const struct trappa_value values[] = {
        note->person ? VALUE_TEXT(note->person) : (struct trappa_value){.kind = TRAPPA_NULL}, VALUE_TEXT(note->words),
        VALUE_NUMBER(sundial->now()), (struct trappa_value){.kind = TRAPPA_BYTES, .bytes = "\0\1\2", .length = 3}};
    int64_t key = 0;
    int result = records->execute("INSERT INTO frozen_note (person, words, at, salt) VALUES (?1, ?2, ?3, ?4)"
                                  " RETURNING *",
                                  values, 4, &key);
    if (result != 0 || !note->is_followed)
        return result;
    return key > 0 ? jobs->add("frozen.count", "{}", sundial->now()) : host->fail(TRAPPA_SYSTEM, "no key came");
}

static int note_keep(const char *person, const char *words, int is_followed)
{
    struct note note = {person, words, is_followed};
    return records->change("frozen.noted", person, "{\"by\":\"frozen\"}", note_write, &note);
}

static int run_keep(const struct trappa_command_call_1 *call)
{
    return note_keep(call->word(0), call->word(1), call->option("follow") != NULL);
}

static int row_tell(void *context, const struct trappa_row *row)
{
    size_t length = 0;
    const unsigned char *salt = records->bytes(row, 3, &length);
    (void)context;
    table->cell(records->text(row, 0));
    table->cell(records->text(row, 1));
    table->cell_number(records->number(row, 2) > 0);
    table->cell_number((int64_t)length * 10 + (length == 3 ? salt[2] : 0));
    return 0;
}

static int run_kept(const struct trappa_command_call_1 *call)
{
    static const char *const columns[] = {"Person", "Words", "Is timed", "Salt", NULL};
    (void)call;
    table->begin("Notes", columns);
    int result =
        records->select("SELECT person, words, at, salt FROM frozen_note ORDER BY key", NULL, 0, row_tell, NULL);
    table->end();
    return result;
}

/* ---- each service that only answers ---- */

static int step_count(void *context, const struct trappa_step_1 *step)
{
    *(int *)context += step->id[0] != '\0';
    return 0;
}

static int curriculum_tell(const struct trappa_command_call_1 *call)
{
    const char *edition = NULL;
    const struct trappa_step_1 *step = NULL;
    int count = 0, result = curriculum->edition(&edition);
    if (result == 0)
        result = curriculum->step("ett", &step);
    if (result == 0)
        result = curriculum->steps(NULL, step_count, &count);
    if (result != 0)
        return result;
    call->print("curriculum: %d, %d steps, %s %s %s %s %s %s, revision %d, %zu\n", edition[0] != '\0', count, step->id,
                step->title, step->programme, step->phase, step->kind, step->signoff, (int)step->revision,
                strlen(step->blob));
    return 0;
}

static int people_tell(const struct trappa_command_call_1 *call)
{
    const struct trappa_person_1 *person = NULL;
    int result = people->person(call->word(0), &person);
    if (result != 0)
        return result;
    call->print("people: %s sees %s of %s, may %d%d%d\n",
                strcmp(people->viewer(), "operator") == 0 ? "operator" : "somebody", person->name, person->unit,
                people->may(person->rid, TRAPPA_SEE_DATES), people->may(person->rid, TRAPPA_LEARN),
                people->may(person->rid, TRAPPA_SIGN));
    return strcmp(person->rid, call->word(0)) == 0 ? 0 : host->fail(TRAPPA_CORRUPT, "another person came");
}

static int run_tell(const struct trappa_command_call_1 *call)
{
    const char *colour = config->value("colour");
    call->print("host: abi %u, version %s\n", host->abi, host->version[0] ? "there" : "missing");
    call->print("call: %d %s\n", call->word(1) == NULL, call->option("level") ? call->option("level") : "none");
    call->print("clock: %d\n", sundial->day_of(sundial->now()) == sundial->today());
    call->print("config: %s, %d\n", colour ? colour : "none", config->value("shape") == NULL);
    call->print("text: %s, %s, %s, %s\n", text->language(), text->translate("Frozen words"),
                text->translate_plural("%ld word", "%ld words", 1), text->translate_plural("%ld word", "%ld words", 2));
    logbook->info("tells");
    logbook->warning("warns");
    int result = people_tell(call);
    return result == 0 ? curriculum_tell(call) : result;
}

static int run_refuse(const struct trappa_command_call_1 *call)
{
    if (call->option("quietly"))
        return TRAPPA_SAYS_NO;
    return host->fail(TRAPPA_RULE, "'%s' is number %d, %u, %ld, %lld, %zu", call->word(0), 1, 2u, 3L, 4LL, (size_t)5);
}

static int run_fetch(const struct trappa_command_call_1 *call)
{
    static const char *const headers[] = {"X-Frozen: 1", NULL};
    const struct trappa_http_answer_1 *answer = NULL;
    const struct trappa_http_request_1 request = {.method = "POST",
                                                  .url = call->word(0),
                                                  .headers = headers,
                                                  .body = "words",
                                                  .body_length = 5,
                                                  .timeout_seconds = 5};
    int result = http->send(&request, &answer);
    if (result == 0)
        call->print("%d %s %d\n", (int)answer->status, answer->type, answer->body_length > 0 && answer->body != NULL);
    return result;
}

/* ---- what runs by itself ---- */

static int hear(const struct trappa_event_1 *event)
{
    if (event->n < 1 || event->at < 1 || !event->actor[0] || !event->about || event->data[0] != '{')
        return host->fail(TRAPPA_CORRUPT, "an event lacks something");
    return note_keep(NULL, event->kind, 0);
}

static int row_count(void *context, const struct trappa_row *row)
{
    *(int64_t *)context = records->number(row, 0);
    return 0;
}

static int run_count(const char *payload)
{
    int64_t count = 0;
    int result = records->select("SELECT count(*) FROM v_person", NULL, 0, row_count, &count);
    if (result != 0 || strcmp(payload, "{}") != 0)
        return result;
    return note_keep(NULL, count > 0 ? "somebody was counted" : "nobody was counted", 0);
}

static int run_count_nobody(const char *payload)
{
    (void)payload;
    return 0;
}

/* ---- pages ---- */

static int page_show(void)
{
    web->title("Frozen");
    web->literal("<h1>");
    web->translated("Frozen words");
    web->literal("</h1><p><a href=\"/frozen/show/");
    web->url_part("å/b");
    web->literal("\">");
    web->text("<b>");
    web->text(web->parameter("name"));
    web->literal("</a> ");
    web->number(42);
    for (int32_t i = 0; web->field_at("words", i); i++) {
        web->literal(" ");
        web->text(web->field_at("words", i));
    }
    web->literal("</p><form method=\"post\" action=\"/frozen/keep\">");
    web->form_token();
    web->literal("<p><label for=\"words\">Words</label> <input id=\"words\" name=\"words\"></p><button>Keep</button>"
                 "</form>");
    return 0;
}

static int page_keep(void)
{
    if (!web->field("words")[0]) {
        web->problem("words", "Write something");
        return page_show();
    }
    int result = note_keep(people->viewer(), web->field("words"), 0);
    if (result != 0)
        return result;
    web->message("It is kept");
    return web->redirect("/frozen/show/again");
}

static int report_write(void)
{
    static const char *const columns[] = {"Unit", "Notes", NULL};
    static const struct trappa_bar_1 bars[] = {{"few", 31, 4}, {"many", 71, 5}, {"nobody", 91, -1}};
    table->begin("Notes by unit", columns);
    table->cell("few");
    table->cell_figure(31, 4);
    table->cell("many");
    table->cell_figure(71, 5);
    table->end();
    chart->bars("Notes by unit", bars, 3);
    return 0;
}

/* ---- the curriculum: a step that shouts, and a line "?? QUESTION = KEY" ---- */

static int check_step(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    for (size_t i = 0; i < source->line_count; i++) {
        const char *shout = strstr(source->lines[i], "!!!");
        if (shout && !source->is_code[i])
            finder->finding("FZ101", i, (size_t)(shout - source->lines[i]), source->step);
    }
    return 0;
}

static int block_find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    for (size_t i = 0; i < source->line_count; i++) {
        const char *line = source->lines[i], *key = strstr(line, " = ");
        char words[100] = "";
        if (strncmp(line, "?? ", 3) != 0 || source->is_code[i] == TRAPPA_CODE_FENCED)
            continue;
        if (!key || (size_t)(key - line) >= sizeof words) {
            finder->finding("FZ102", i, 0, line);
            continue;
        }
        memcpy(words, line + 3, (size_t)(key - line - 3));
        finder->found(&(struct trappa_found_1){.first = i,
                                               .last = i,
                                               .id = "q",
                                               .words = words,
                                               .compiled = key + 3,
                                               .compiled_length = strlen(key + 3) + 1});
    }
    return 0;
}

/* 1 right, 0 wrong or not answered. */
static int answer_last(const struct trappa_shown_1 *block, int64_t *ret_is_right)
{
    const struct trappa_value values[] = {VALUE_TEXT(block->person), VALUE_TEXT(block->step), VALUE_TEXT(block->block)};
    *ret_is_right = 0;
    return records->select("SELECT is_right FROM frozen_answer WHERE person = ?1 AND step = ?2 AND block = ?3"
                           " ORDER BY key DESC LIMIT 1",
                           values, 3, row_count, ret_is_right);
}

static int block_show(const struct trappa_shown_1 *block)
{
    int64_t is_right = 0;
    int result = block->person ? answer_last(block, &is_right) : 0;
    if (result != 0)
        return result;
    web->literal("<p><label for=\"");
    web->block_name(block, "key");
    web->literal("\">Key</label> ");
    if (block->may_answer) {
        web->literal("<input id=\"");
        web->block_name(block, "key");
        web->literal("\" name=\"");
        web->block_name(block, "key");
        web->literal("\" value=\"");
        web->text(web->block_field(block, "key"));
        web->literal("\">");
    }
    web->text(web->block_problem_of(block, "key"));
    web->text(is_right ? "Thawed" : "Cold");
    web->literal("</p>");
    return block->revision > 0 && strlen(block->blob) == 40 && strlen(block->compiled) + 1 == block->compiled_length
               ? 0
               : host->fail(TRAPPA_CORRUPT, "a block lacks something");
}

static int answer_write(void *context)
{
    const struct trappa_shown_1 *block = context;
    const char *words = web->block_field_at(block, "key", 0);
    const struct trappa_value values[] = {VALUE_TEXT(block->person), VALUE_TEXT(block->step), VALUE_TEXT(block->block),
                                          VALUE_TEXT(words), VALUE_NUMBER(strcmp(words, block->compiled) == 0)};
    return records->execute("INSERT INTO frozen_answer (person, step, block, words, is_right)"
                            " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING *",
                            values, 5, NULL);
}

static int block_answer(const struct trappa_shown_1 *blocks, size_t count)
{
    struct trappa_shown_1 block = blocks[0];
    if (count == 1 && web->block_field(&block, "key")[0] && !web->block_field_at(&block, "key", 1))
        return records->change("frozen.answered", block.person, NULL, answer_write, &block);
    web->block_problem(&block, "key", "Write one answer");
    return 0;
}

static int block_is_passed(const struct trappa_shown_1 *block, int32_t *ret_is_passed)
{
    int64_t is_right = 0;
    int result = answer_last(block, &is_right);
    *ret_is_passed = is_right == 1;
    return result;
}

/* ---- what is offered ---- */

#define COMMAND(function, words, takes)                                                                                \
    static const struct trappa_command_1 command_##function = {sizeof command_##function, "frozen " words, takes,      \
                                                               "Keeps ABI 1", run_##function};
COMMAND(keep, "keep", "PERSON WORDS [--follow] [--by PERSON]")
COMMAND(kept, "kept", "")
COMMAND(tell, "tell", "PERSON [MORE] [--level 1..5] [--by PERSON]")
COMMAND(refuse, "refuse", "WORD [--quietly]")
COMMAND(fetch, "fetch", "URL")

/* "Frozen words" and a plural in Swedish, as msgfmt compiled them. */
static const unsigned char swedish_bytes[] = {
    0xde, 0x12, 0x04, 0x95, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00, 0x34, 0x00, 0x00,
    0x00, 0x05, 0x00, 0x00, 0x00, 0x4c, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x60, 0x00, 0x00, 0x00, 0x12, 0x00,
    0x00, 0x00, 0x61, 0x00, 0x00, 0x00, 0x0c, 0x00, 0x00, 0x00, 0x74, 0x00, 0x00, 0x00, 0x53, 0x00, 0x00, 0x00, 0x81,
    0x00, 0x00, 0x00, 0x11, 0x00, 0x00, 0x00, 0xd5, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00, 0xe7, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x25, 0x6c, 0x64, 0x20, 0x77, 0x6f, 0x72, 0x64, 0x00, 0x25, 0x6c, 0x64, 0x20, 0x77, 0x6f, 0x72, 0x64,
    0x73, 0x00, 0x46, 0x72, 0x6f, 0x7a, 0x65, 0x6e, 0x20, 0x77, 0x6f, 0x72, 0x64, 0x73, 0x00, 0x43, 0x6f, 0x6e, 0x74,
    0x65, 0x6e, 0x74, 0x2d, 0x54, 0x79, 0x70, 0x65, 0x3a, 0x20, 0x74, 0x65, 0x78, 0x74, 0x2f, 0x70, 0x6c, 0x61, 0x69,
    0x6e, 0x3b, 0x20, 0x63, 0x68, 0x61, 0x72, 0x73, 0x65, 0x74, 0x3d, 0x55, 0x54, 0x46, 0x2d, 0x38, 0x0a, 0x50, 0x6c,
    0x75, 0x72, 0x61, 0x6c, 0x2d, 0x46, 0x6f, 0x72, 0x6d, 0x73, 0x3a, 0x20, 0x6e, 0x70, 0x6c, 0x75, 0x72, 0x61, 0x6c,
    0x73, 0x3d, 0x32, 0x3b, 0x20, 0x70, 0x6c, 0x75, 0x72, 0x61, 0x6c, 0x3d, 0x28, 0x6e, 0x20, 0x21, 0x3d, 0x20, 0x31,
    0x29, 0x3b, 0x0a, 0x00, 0x25, 0x6c, 0x64, 0x20, 0x6f, 0x72, 0x64, 0x00, 0x25, 0x6c, 0x64, 0x20, 0x6f, 0x72, 0x64,
    0x65, 0x6e, 0x00, 0x46, 0x72, 0x75, 0x73, 0x6e, 0x61, 0x20, 0x6f, 0x72, 0x64, 0x00,
};

static const char *const fields[] = {"words", NULL};
static const char *const erased[] = {"words", "salt", NULL};
static const char *const erased_answers[] = {"words", NULL};
static const struct trappa_check_code_1 codes[] = {
    {"FZ101", 1, "'%s' shouts", "one '!' is enough", "A step that shouts frightens."},
    {"FZ102", 0, "'%s' has no key", "write ?? QUESTION = KEY", "A question without a key cannot be answered."},
    {NULL, 0, NULL, NULL, NULL}};
static const struct trappa_block_1 block = {sizeof block, "question",   block_find,
                                            block_show,   block_answer, block_is_passed};
static const struct trappa_catalogue_1 swedish = {sizeof swedish, "sv", swedish_bytes, sizeof swedish_bytes};
static const struct trappa_check_1 check = {sizeof check, codes, check_step};
static const struct trappa_job_1 job = {sizeof job, "frozen.count", 0, TRAPPA_SCOPE_EVERYBODY, run_count};
static const struct trappa_job_1 job_daily = {sizeof job_daily, "frozen.daily", 86400, TRAPPA_SCOPE_NOBODY,
                                              run_count_nobody};
static const struct trappa_listener_1 listener = {sizeof listener, "unit.", hear};
static const struct trappa_migration_1 notes = {
    sizeof notes, 1, "notes",
    "CREATE TABLE frozen_note (key INTEGER PRIMARY KEY, person TEXT, words TEXT, at INTEGER, salt BLOB) STRICT"};
static const struct trappa_migration_1 answers = {
    sizeof answers, 2, "answers",
    "CREATE TABLE frozen_answer (key INTEGER PRIMARY KEY, person TEXT NOT NULL, step TEXT NOT NULL,"
    " block TEXT NOT NULL, words TEXT, is_right INTEGER NOT NULL) STRICT"};
static const struct trappa_personal_1 personal = {sizeof personal, "frozen_note", "person", erased};
static const struct trappa_personal_1 personal_answers = {sizeof personal_answers, "frozen_answer", "person",
                                                          erased_answers};
static const struct trappa_report_1 report = {sizeof report, "notes", "Notes by unit", "manager,hr", 1, report_write};
static const struct trappa_route_1 route_show = {
    sizeof route_show, "GET", "/frozen/show/:name", "Frozen words", "learner,manager", 0, fields, page_show};
static const struct trappa_route_1 route_keep = {sizeof route_keep, "POST", "/frozen/keep", "Frozen words",
                                                 "signed-in",       0,      fields,         page_keep};
static const struct trappa_step_kind_1 step_kind = {sizeof step_kind, "thawing", "Frozen words"};

static const struct trappa_offer offers[] = {
    {TRAPPA_BLOCK_1, &block},
    {TRAPPA_CATALOGUE_1, &swedish},
    {TRAPPA_CHECK_1, &check},
    {TRAPPA_COMMAND_1, &command_keep},
    {TRAPPA_COMMAND_1, &command_kept},
    {TRAPPA_COMMAND_1, &command_tell},
    {TRAPPA_COMMAND_1, &command_refuse},
    {TRAPPA_COMMAND_1, &command_fetch},
    {TRAPPA_JOB_1, &job},
    {TRAPPA_JOB_1, &job_daily},
    {TRAPPA_LISTENER_1, &listener},
    {TRAPPA_MIGRATION_1, &notes},
    {TRAPPA_MIGRATION_1, &answers},
    {TRAPPA_PERSONAL_1, &personal},
    {TRAPPA_PERSONAL_1, &personal_answers},
    {TRAPPA_REPORT_1, &report},
    {TRAPPA_ROUTE_1, &route_show},
    {TRAPPA_ROUTE_1, &route_keep},
    {TRAPPA_STEP_KIND_1, &step_kind},
    {NULL, NULL},
};

static const char *const needs[] = {
    TRAPPA_CHART_1,  TRAPPA_CLOCK_1,   TRAPPA_CONFIG_1, TRAPPA_CURRICULUM_1, TRAPPA_HTTP_1, TRAPPA_JOBS_1, TRAPPA_LOG_1,
    TRAPPA_PEOPLE_1, TRAPPA_RECORDS_1, TRAPPA_TABLE_1,  TRAPPA_TEXT_1,       TRAPPA_WEB_1,  NULL};

/* A service that has another size than it had is another service. */
#define TAKE(into, id)                                                                                                 \
    do {                                                                                                               \
        into = host->service(id);                                                                                      \
        if (into->size != sizeof *into)                                                                                \
            return host->fail(TRAPPA_CORRUPT, "service %s has %u bytes, and had %zu", id, into->size, sizeof *into);   \
    } while (0)

static int start(const struct trappa_host *given)
{
    host = given;
    if (host->abi != 1 || host->size != sizeof *host || host->service("no-such/1"))
        return host->fail(TRAPPA_CORRUPT, "the host has %u bytes, and had %zu", host->size, sizeof *host);
    TAKE(chart, TRAPPA_CHART_1);
    TAKE(sundial, TRAPPA_CLOCK_1);
    TAKE(config, TRAPPA_CONFIG_1);
    TAKE(curriculum, TRAPPA_CURRICULUM_1);
    TAKE(http, TRAPPA_HTTP_1);
    TAKE(jobs, TRAPPA_JOBS_1);
    TAKE(logbook, TRAPPA_LOG_1);
    TAKE(people, TRAPPA_PEOPLE_1);
    TAKE(records, TRAPPA_RECORDS_1);
    TAKE(table, TRAPPA_TABLE_1);
    TAKE(text, TRAPPA_TEXT_1);
    TAKE(web, TRAPPA_WEB_1);
    return 0;
}

static void stop(void)
{
    host = NULL;
}

TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
    TRAPPA_ABI, sizeof trappa_plugin, "frozen", "1.0", "Keeps ABI 1", needs, offers, start, stop};
