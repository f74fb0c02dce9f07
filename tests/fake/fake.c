/* The fake host's services; see fake.h. */
#include "fake.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trappa/clock.h>
#include <trappa/command.h>
#include <trappa/config.h>
#include <trappa/curriculum.h>
#include <trappa/http.h>
#include <trappa/job.h>
#include <trappa/listener.h>
#include <trappa/log.h>
#include <trappa/output.h>
#include <trappa/people.h>
#include <trappa/records.h>
#include <trappa/report.h>
#include <trappa/route.h>
#include <trappa/text.h>
#include <trappa/web.h>

struct fake fake;
static const struct trappa_plugin *running;

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void say(const char *words)
{
    size_t length = strlen(fake.said);
    snprintf(fake.said + length, sizeof fake.said - length, "%s", words ? words : "");
}

static const char *pair_value(const struct fake_pair *pairs, const char *name)
{
    for (size_t i = 0; i < FAKE_MOST && pairs[i].name; i++)
        if (strcmp(pairs[i].name, name) == 0)
            return pairs[i].value;
    return NULL;
}

/* ---- log, clock, config, text ---- */

static void log_line(const char *sentence)
{
    (void)sentence;
}

static int64_t clock_now_fake(void)
{
    return fake.now;
}

static int32_t clock_day_of(int64_t now)
{
    return (int32_t)(now / 86400);
}

static int32_t clock_today_fake(void)
{
    return clock_day_of(fake.now);
}

static const char *config_value(const char *key)
{
    return pair_value(fake.settings, key);
}

static const char *text_same(const char *message_id)
{
    return message_id;
}

static const char *text_plural(const char *one, const char *many, long number)
{
    return number == 1 ? one : many;
}

static const char *text_language(void)
{
    return "en";
}

/* ---- people, curriculum: everybody may everything, nothing is published ---- */

static const char *people_viewer(void)
{
    return fake.viewer ? fake.viewer : "operator";
}

static int people_person(const char *rid, const struct trappa_person_1 **ret_person)
{
    static struct trappa_person_1 person;
    person = (struct trappa_person_1){rid, rid, "unit"};
    *ret_person = &person;
    return 0;
}

static int people_may(const char *rid, int right)
{
    (void)rid;
    return right > 0;
}

static int curriculum_edition(const char **ret_edition)
{
    *ret_edition = "fake";
    return 0;
}

static int curriculum_step(const char *id, const struct trappa_step_1 **ret_step)
{
    static struct trappa_step_1 step;
    step =
        (struct trappa_step_1){.id = fake.step, .title = fake.step, .kind = "reading", .blob = "blob", .revision = 1};
    if (!id || !fake.step || strcmp(id, fake.step) != 0)
        return TRAPPA_NOT_FOUND;
    *ret_step = &step;
    return 0;
}

static int curriculum_steps(const char *programme, int (*step)(void *context, const struct trappa_step_1 *step),
                            void *context)
{
    (void)programme;
    (void)step;
    (void)context;
    return 0;
}

/* ---- records: rows from the test, statements written down ---- */

struct trappa_row {
    const struct fake_row *row;
};

static int records_select(const char *sql, const struct trappa_value *values, size_t count,
                          int (*row)(void *context, const struct trappa_row *row), void *context)
{
    int result = 0;
    (void)sql;
    (void)values;
    (void)count;
    for (size_t i = 0; i < fake.row_count && result == 0; i++)
        result = row(context, &(struct trappa_row){&fake.rows[i]});
    return result;
}

static const char *records_text(const struct trappa_row *row, int column)
{
    return row->row->columns[column];
}

static int64_t records_number(const struct trappa_row *row, int column)
{
    int64_t number = 0;
    for (const char *at = row->row->columns[column]; at && *at >= '0' && *at <= '9'; at++)
        number = 10 * number + (*at - '0');
    return number;
}

static const void *records_bytes(const struct trappa_row *row, int column, size_t *ret_length)
{
    *ret_length = strlen(row->row->columns[column]);
    return row->row->columns[column];
}

static int records_change(const char *kind, const char *about, const char *data, int (*write)(void *context),
                          void *context)
{
    int result = write(context);
    (void)about;
    (void)data;
    if (result == 0 && fake.event_count < FAKE_MOST)
        snprintf(fake.events[fake.event_count++], sizeof fake.events[0], "%s", kind);
    return result;
}

static size_t value_write(char *into, size_t room, const struct trappa_value *value)
{
    if (value->kind == TRAPPA_NUMBER)
        snprintf(into, room, "%lld", (long long)value->number);
    else
        snprintf(into, room, "'%s'", value->kind == TRAPPA_TEXT && value->bytes ? (const char *)value->bytes : "");
    return strlen(into);
}

static int records_execute(const char *sql, const struct trappa_value *values, size_t count, int64_t *ret_key)
{
    if (fake.statement_count == FAKE_MOST)
        return TRAPPA_LIMIT;
    char *into = fake.statements[fake.statement_count++];
    size_t length = 0, room = sizeof fake.statements[0];
    for (const char *at = sql; *at && length + 1 < room; at++) {
        char *after = NULL;
        size_t place = at[0] == '?' ? strtoul(at + 1, &after, 10) : 0;
        if (place >= 1 && place <= count) {
            length += value_write(into + length, room - length, &values[place - 1]);
            at = after - 1;
        } else
            into[length++] = *at;
    }
    if (ret_key)
        *ret_key = (int64_t)fake.statement_count;
    return 0;
}

static int jobs_add(const char *kind, const char *payload, int64_t due_at)
{
    (void)payload;
    (void)due_at;
    if (fake.event_count < FAKE_MOST)
        snprintf(fake.events[fake.event_count++], sizeof fake.events[0], "job %s", kind);
    return 0;
}

static int http_send(const struct trappa_http_request_1 *request, const struct trappa_http_answer_1 **ret_answer)
{
    static const struct trappa_http_answer_1 answer = {200, "text/plain", "", 0};
    (void)request;
    *ret_answer = &answer;
    return 0;
}

/* ---- web, table, chart ---- */

static void web_number(int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    say(digits);
}

static void web_escaped(const char *words)
{
    for (; words && *words; words++)
        if (strchr("<>&\"'", *words))
            say("&;");
        else
            say((const char[]){*words, '\0'});
}

static void web_token(void)
{
    say("<token>");
}

static const char *web_parameter(const char *name)
{
    return pair_value(fake.parameters, name);
}

static const char *web_field(const char *name)
{
    const char *value = pair_value(fake.fields, name);
    return value ? value : "";
}

static const char *web_field_at(const char *name, int32_t index)
{
    for (size_t i = 0; i < FAKE_MOST && fake.fields[i].name; i++)
        if (strcmp(fake.fields[i].name, name) == 0 && index-- == 0)
            return fake.fields[i].value;
    return NULL;
}

static void web_title(const char *words)
{
    snprintf(fake.title, sizeof fake.title, "%s", words);
}

static void web_problem(const char *field, const char *sentence)
{
    snprintf(fake.problem, sizeof fake.problem, "%s: %s", field, sentence);
}

static int web_redirect(const char *path)
{
    snprintf(fake.redirect, sizeof fake.redirect, "%s", path);
    return 0;
}

static const char *block_key(const struct trappa_shown_1 *block, const char *name)
{
    static char key[200];
    snprintf(key, sizeof key, "%s.%s", block->block, name);
    return key;
}

static void web_block_name(const struct trappa_shown_1 *block, const char *name)
{
    say(block_key(block, name));
}

static const char *web_block_field(const struct trappa_shown_1 *block, const char *name)
{
    return web_field(block_key(block, name));
}

static const char *web_block_field_at(const struct trappa_shown_1 *block, const char *name, int32_t index)
{
    return web_field_at(block_key(block, name), index);
}

static void web_block_problem(const struct trappa_shown_1 *block, const char *name, const char *sentence)
{
    static char names[FAKE_MOST][200];
    size_t i = 0;
    while (i + 1 < FAKE_MOST && fake.problems[i].name)
        i++;
    snprintf(names[i], sizeof names[i], "%s", block_key(block, name));
    fake.problems[i] = (struct fake_pair){names[i], sentence};
    web_problem(names[i], sentence);
}

static const char *web_block_problem_of(const struct trappa_shown_1 *block, const char *name)
{
    return pair_value(fake.problems, block_key(block, name));
}

static void table_begin(const char *caption, const char *const *columns)
{
    say(caption);
    (void)columns;
}

static void table_cell(const char *words)
{
    say("|");
    say(words);
}

static void table_number(int64_t number)
{
    say("|");
    web_number(number);
}

static void table_figure(int64_t figure, int64_t people)
{
    (void)people;
    table_number(figure);
}

static void table_end(void)
{
    say("\n");
}

static void chart_bars(const char *caption, const struct trappa_bar_1 *bars, int32_t count)
{
    say(caption);
    for (int32_t i = 0; i < count; i++) {
        table_cell(bars[i].label);
        table_number(bars[i].figure);
    }
    say("\n");
}

/* ---- the host ---- */

static const void *service(const char *id)
{
    static const struct trappa_chart_1 chart = {sizeof chart, chart_bars};
    static const struct trappa_clock_1 clock = {sizeof clock, clock_now_fake, clock_today_fake, clock_day_of};
    static const struct trappa_config_1 config = {sizeof config, config_value};
    static const struct trappa_curriculum_1 curriculum = {sizeof curriculum, curriculum_edition, curriculum_step,
                                                          curriculum_steps};
    static const struct trappa_http_1 http = {sizeof http, http_send};
    static const struct trappa_jobs_1 jobs = {sizeof jobs, jobs_add};
    static const struct trappa_log_1 log = {sizeof log, log_line, log_line};
    static const struct trappa_people_1 people = {sizeof people, people_viewer, people_person, people_may};
    static const struct trappa_records_1 records = {sizeof records, records_select, records_number, records_text,
                                                    records_bytes,  records_change, records_execute};
    static const struct trappa_table_1 table = {sizeof table, table_begin,  table_cell,
                                                table_number, table_figure, table_end};
    static const struct trappa_text_1 text = {sizeof text, text_same, text_plural, text_language};
    static const struct trappa_web_1 web = {
        sizeof web,          say,           web_escaped,    web_escaped,     web_number,         web_escaped,
        web_token,           web_parameter, web_field,      web_field_at,    web_title,          web_problem,
        web_redirect,        log_line,      web_block_name, web_block_field, web_block_field_at, web_block_problem,
        web_block_problem_of};
    static const struct {
        const char *id;
        const void *table;
    } services[] = {
        {TRAPPA_CHART_1, &chart},   {TRAPPA_CLOCK_1, &clock},     {TRAPPA_CONFIG_1, &config},
        {TRAPPA_HTTP_1, &http},     {TRAPPA_JOBS_1, &jobs},       {TRAPPA_LOG_1, &log},
        {TRAPPA_PEOPLE_1, &people}, {TRAPPA_RECORDS_1, &records}, {TRAPPA_TABLE_1, &table},
        {TRAPPA_TEXT_1, &text},     {TRAPPA_WEB_1, &web},         {TRAPPA_CURRICULUM_1, &curriculum},
    };
    for (size_t i = 0; i < COUNT(services); i++)
        if (strcmp(services[i].id, id) == 0)
            return services[i].table;
    return NULL;
}

static int fail(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int fail(int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fake.failure, sizeof fake.failure, format, arguments);
    va_end(arguments);
    return code;
}

static const struct trappa_host host = {TRAPPA_ABI, sizeof host, "0.0.0", service, fail};

int fake_start(const struct trappa_plugin *plugin)
{
    fake = (struct fake){.now = 86400};
    running = plugin;
    return plugin->start(&host);
}

/* ---- running what is offered ---- */

#define NO_SUCH_OFFER (-100)

static const void *offer_next(const char *kind, size_t *at)
{
    const struct trappa_offer *offers = running->offers;
    for (; offers[*at].kind; ++*at)
        if (strcmp(offers[*at].kind, kind) == 0)
            return offers[(*at)++].item;
    return NULL;
}

static const char *command_word(size_t index)
{
    return index < FAKE_MOST ? fake.words[index] : NULL;
}

static const char *command_option(const char *name)
{
    return pair_value(fake.options, name);
}

static void command_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void command_print(const char *format, ...)
{
    char line[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    say(line);
}

int fake_command(const char *name)
{
    static const struct trappa_command_call_1 call = {command_word, command_option, command_print};
    const struct trappa_command_1 *offer = NULL;
    fake.said[0] = '\0';
    for (size_t at = 0; (offer = offer_next(TRAPPA_COMMAND_1, &at));)
        if (strcmp(offer->name, name) == 0)
            return offer->run(&call);
    return NO_SUCH_OFFER;
}

int fake_route(const char *method, const char *path)
{
    const struct trappa_route_1 *offer = NULL;
    fake.said[0] = '\0';
    for (size_t at = 0; (offer = offer_next(TRAPPA_ROUTE_1, &at));)
        if (strcmp(offer->method, method) == 0 && strcmp(offer->path, path) == 0)
            return offer->handle();
    return NO_SUCH_OFFER;
}

int fake_job(const char *kind, const char *payload)
{
    const struct trappa_job_1 *offer = NULL;
    for (size_t at = 0; (offer = offer_next(TRAPPA_JOB_1, &at));)
        if (strcmp(offer->kind, kind) == 0)
            return offer->run(payload);
    return NO_SUCH_OFFER;
}

int fake_event(const char *kind, const char *about, const char *data)
{
    const struct trappa_listener_1 *offer = NULL;
    size_t at = 0;
    const struct trappa_event_1 event = {1, fake.now, kind, people_viewer(), about, data};
    offer = offer_next(TRAPPA_LISTENER_1, &at);
    return offer ? offer->hear(&event) : NO_SUCH_OFFER;
}

int fake_report(const char *id)
{
    const struct trappa_report_1 *offer = NULL;
    fake.said[0] = '\0';
    for (size_t at = 0; (offer = offer_next(TRAPPA_REPORT_1, &at));)
        if (strcmp(offer->id, id) == 0)
            return offer->write();
    return NO_SUCH_OFFER;
}

/* ---- blocks ---- */

static void found_take(const struct trappa_found_1 *found)
{
    if (fake.block_count == FAKE_MOST)
        return;
    struct fake_block *block = &fake.blocks[fake.block_count];
    if (found->compiled_length > sizeof block->compiled)
        return;
    fake.block_count++;
    *block = (struct fake_block){
        .first = found->first, .last = found->last, .column = found->column, .compiled_length = found->compiled_length};
    snprintf(block->id, sizeof block->id, "%s", found->id);
    snprintf(block->words, sizeof block->words, "%s", found->words);
    if (found->compiled_length)
        memcpy(block->compiled, found->compiled, found->compiled_length);
}

static void finding_take(const char *code, size_t line, size_t column, const char *detail)
{
    if (fake.finding_count < FAKE_MOST)
        snprintf(fake.findings[fake.finding_count++], sizeof fake.findings[0], "%s %zu:%zu %s", code, line + 1,
                 column + 1, detail ? detail : "");
}

int fake_find(const char *body)
{
    static char copy[65536];
    static const char *lines[FAKE_LINES_MOST];
    static uint8_t is_code[FAKE_LINES_MOST];
    static const struct trappa_finder_1 finder = {found_take, finding_take};
    size_t at = 0, count = 0;
    const struct trappa_block_1 *offer = offer_next(TRAPPA_BLOCK_1, &at);
    if (!offer)
        return NO_SUCH_OFFER;
    snprintf(copy, sizeof copy, "%s", body);
    for (char *line = copy; line && count < FAKE_LINES_MOST; count++) {
        char *end = strchr(line, '\n');
        lines[count] = line;
        if (end)
            *end++ = '\0';
        line = end;
    }
    fake_code_mark(lines, count, is_code);
    fake.block_count = fake.finding_count = 0;
    const struct trappa_source_1 source = {"step", lines, count, is_code};
    return offer->find(&source, &finder);
}

static struct trappa_shown_1 shown_of(size_t block)
{
    const struct fake_block *found = &fake.blocks[block];
    return (struct trappa_shown_1){.step = "step",
                                   .block = found->id,
                                   .blob = "blob",
                                   .revision = 1,
                                   .person = people_viewer(),
                                   .may_answer = 1,
                                   .compiled = found->compiled,
                                   .compiled_length = found->compiled_length};
}

int fake_show(size_t block)
{
    size_t at = 0;
    const struct trappa_block_1 *offer = offer_next(TRAPPA_BLOCK_1, &at);
    const struct trappa_shown_1 shown = shown_of(block);
    fake.said[0] = '\0';
    return offer ? offer->show(&shown) : NO_SUCH_OFFER;
}

int fake_answer(void)
{
    size_t at = 0;
    const struct trappa_block_1 *offer = offer_next(TRAPPA_BLOCK_1, &at);
    struct trappa_shown_1 shown[FAKE_MOST];
    for (size_t i = 0; i < fake.block_count; i++)
        shown[i] = shown_of(i);
    memset(fake.problems, 0, sizeof fake.problems);
    return offer && offer->answer ? offer->answer(shown, fake.block_count) : NO_SUCH_OFFER;
}

int fake_is_passed(size_t block, int32_t *ret_is_passed)
{
    size_t at = 0;
    const struct trappa_block_1 *offer = offer_next(TRAPPA_BLOCK_1, &at);
    const struct trappa_shown_1 shown = shown_of(block);
    *ret_is_passed = 1;
    return !offer ? NO_SUCH_OFFER : offer->is_passed ? offer->is_passed(&shown, ret_is_passed) : 0;
}
