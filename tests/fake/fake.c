/* The fake host's services; see fake.h. */
#include "fake.h"

#include <stdarg.h>
#include <stdio.h>
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
    (void)id;
    (void)ret_step;
    return TRAPPA_NOT_FOUND;
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
    for (const char *at = sql; *at && length + 1 < room; at++)
        if (at[0] == '?' && at[1] > '0' && (size_t)(at[1] - '0') <= count)
            length += value_write(into + length, room - length, &values[*++at - '1']);
        else
            into[length++] = *at;
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
    return index == 0 ? pair_value(fake.fields, name) : NULL;
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
    static const struct trappa_web_1 web = {sizeof web,  say,         web_escaped,   web_escaped, web_number,
                                            web_escaped, web_token,   web_parameter, web_field,   web_field_at,
                                            web_title,   web_problem, web_redirect,  log_line};
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
