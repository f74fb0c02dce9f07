/* The services that need no data (log, clock, config), the list of all services, and the host for plugins; see
 * service.h. */
#include "host/service.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/host.h"
#include "host/host_ui.h"
#include "host/service_data.h"

#include <stdarg.h>
#include <stdio.h>
#include <trappa/clock.h>
#include <trappa/config.h>
#include <trappa/log.h>

static const char *plugin_id(void)
{
    struct call *call = call_current();
    return call ? call->plugin->id : "";
}

static void log_info(const char *sentence)
{
    fprintf(stderr, "trappa: plugin %s: %s\n", plugin_id(), sentence ? sentence : "");
}

static void log_warning(const char *sentence)
{
    fprintf(stderr, "trappa: plugin %s: warning: %s\n", plugin_id(), sentence ? sentence : "");
}

static int32_t clock_service_today(void)
{
    return clock_today();
}

static int32_t clock_service_day_of(int64_t now)
{
    return instant_day(now);
}

static const char *config_value(const char *key)
{
    return host_setting(plugin_id(), key);
}

static const struct trappa_log_1 log_service = {sizeof log_service, log_info, log_warning};
static const struct trappa_clock_1 clock_service = {sizeof clock_service, clock_now, clock_service_today,
                                                    clock_service_day_of};
static const struct trappa_config_1 config_service = {sizeof config_service, config_value};

const void *service_find(const char *id)
{
    const struct {
        const char *id;
        const void *table;
    } services[] = {
        {TRAPPA_CHART_1, &service_chart},     {TRAPPA_CLOCK_1, &clock_service},
        {TRAPPA_CONFIG_1, &config_service},   {TRAPPA_CURRICULUM_1, &service_curriculum},
        {TRAPPA_HTTP_1, &service_http},       {TRAPPA_JOBS_1, &service_jobs},
        {TRAPPA_LOG_1, &log_service},         {TRAPPA_PEOPLE_1, &service_people},
        {TRAPPA_RECORDS_1, &service_records}, {TRAPPA_TABLE_1, &service_table},
        {TRAPPA_TEXT_1, host_ui()->text},     {TRAPPA_WEB_1, host_ui()->web},
    };
    for (size_t i = 0; i < COUNT_OF(services); i++)
        if (text_equal(services[i].id, id))
            return services[i].table;
    return NULL;
}

/* Only services in the plugin's `needs`, so that the list is true. */
static const void *host_service(const char *id)
{
    struct call *call = call_current();
    for (const char *const *need = call ? call->plugin->descriptor->needs : NULL; need && *need; need++)
        if (text_equal(*need, id))
            return service_find(id);
    return NULL;
}

static int host_fail(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int host_fail(int code, const char *format, ...)
{
    va_list arguments;
    enum fail_code known = code < 0 && code >= FAIL_CORRUPT ? (enum fail_code)code : FAIL_SYSTEM;
    va_start(arguments, format);
    fail_with(known, format, arguments);
    va_end(arguments);
    return known;
}

const struct trappa_host service_host = {
    .abi = TRAPPA_ABI,
    .size = sizeof service_host,
    .version = TRAPPA_VERSION,
    .service = host_service,
    .fail = host_fail,
};
