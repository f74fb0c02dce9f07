/* Functions of handlers for reading input and building the answer; see ui/web/kernel/page.h. */
#include "ui/web/kernel/page.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/people/person.h"
#include "domain/site/site.h"
#include "io/http.h"
#include "ui/text/links.h"
#include "ui/text/message.h"
#include "ui/web/kernel/page_failure.h"
#include "ui/web/kernel/request.h"
#include "ui/web/kernel/route.h"
#include "ui/web/kernel/web.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_MAX 400

const char *page_parameter_or_null(const struct page *page, const char *name)
{
    int index = 0;
    for (const char *at = strchr(page->route->path, ':'); at; at = strchr(at + 1, ':'), index++) {
        size_t length = strcspn(at + 1, "/");
        if (strlen(name) == length && strncmp(at + 1, name, length) == 0)
            return page->parameters[index];
    }
    return NULL;
}

const char *page_parameter(const struct page *page, const char *name)
{
    const char *value = page_parameter_or_null(page, name);
    assert(value && "the row has such a segment");
    return value;
}

static const struct http_fields *fields_of(const struct page *page)
{
    return text_equal(page->request->method, "POST") ? &page->request->form : &page->request->query;
}

const char *page_field(const struct page *page, const char *name)
{
    const char *value = http_field(fields_of(page), name);
    return value ? value : "";
}

const char *page_field_at(const struct page *page, const char *name, size_t index)
{
    return http_field_at(fields_of(page), name, index);
}

bool page_has_field(const struct page *page, const char *name)
{
    return http_field(fields_of(page), name) != NULL;
}

bool page_field_is(const struct page *page, const char *name, const char *value)
{
    const char *found = NULL;
    for (size_t i = 0; (found = page_field_at(page, name, i)); i++)
        if (text_equal(found, value))
            return true;
    return false;
}

const struct http_file *page_file(const struct page *page, const char *name)
{
    const struct http_files *files = &page->request->files;
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].field, name) && files->items[i].length)
            return &files->items[i];
    return NULL;
}

int page_field_number(const struct page *page, const char *name, int64_t least, int64_t most, int64_t *ret)
{
    if (text_to_number(page_field(page, name), least, most, ret))
        return 0;
    return fail(FAIL_INPUT, "'%s' is not a whole number from %lld to %lld", page_field(page, name), (long long)least,
                (long long)most);
}

int page_field_day(const struct page *page, const char *name, int *ret)
{
    return day_parse(page_field(page, name), ret);
}

void page_title(struct page *page, const char *format, ...)
{
    va_list arguments;
    char title[200];
    va_start(arguments, format);
    vsnprintf(title, sizeof title, format, arguments);
    va_end(arguments);
    size_t length = strlen(title), bad = 0;
    if (!text_is_utf8(title, length, &bad)) /* cut inside a character */
        title[bad] = '\0';
    page->title = arena_copy_string(page->arena, title);
}

static void add_problem(struct page *page, const char *field, const char *sentence)
{
    if (page->problem_count < PAGE_PROBLEMS_MAX)
        page->problems[page->problem_count++] = (struct page_problem){field, sentence};
}

void page_problem(struct page *page, const char *field, const char *message_id)
{
    add_problem(page, field, translate(page->language, message_id));
}

static bool is_mendable(int result)
{
    return result == FAIL_USAGE || result == FAIL_INPUT || result == FAIL_RULE || result == FAIL_LIMIT;
}

bool page_problem_failed(struct page *page, const char *field, int result)
{
    const char *own = is_mendable(result) ? page_failed_field(page) : NULL;
    return page_problem_failed_here(page, own ? own : field, result);
}

bool page_problem_failed_here(struct page *page, const char *field, int result)
{
    if (!is_mendable(result))
        return false;
    add_problem(page, field, page_failure(page));
    return true;
}

bool page_has_problems(const struct page *page)
{
    return page->problem_count > 0;
}

const char *page_problem_of(const struct page *page, const char *field)
{
    for (size_t i = 0; i < page->problem_count; i++)
        if (text_equal(page->problems[i].field, field))
            return page->problems[i].sentence;
    return NULL;
}

int page_redirect(struct page *page, const char *format, ...)
{
    va_list arguments;
    char path[1024];
    va_start(arguments, format);
    vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    page->redirect = arena_copy_string(page->arena, path);
    return 0;
}

const char *page_link(const struct page *page, enum target_kind kind, const char *person, const char *id)
{
    return link_to(page->arena, &(struct target){kind, person, id});
}

const char *page_whole_link(const struct page *page, enum target_kind kind, const char *person, const char *id)
{
    const struct site_config *config = &page->site->config;
    const char *path = page_link(page, kind, person, id);
    return config->public_address ? page_format(page, "%s%s", config->public_address, path)
                                  : page_format(page, "http://%s%s", config->listen, path);
}

int page_lead(struct page *page, enum target_kind kind, const char *person, const char *id)
{
    page->redirect = page_link(page, kind, person, id);
    return 0;
}

int page_bytes(struct page *page, const void *bytes, size_t length, const char *type)
{
    page->bytes = bytes;
    page->byte_count = length;
    page->bytes_type = type;
    return 0;
}

int page_document(struct page *page, const void *bytes, size_t length, const char *type)
{
    unsigned char digest[SECRET_HASH_BYTES];
    char hex[SECRET_HEX_BYTES];
    secret_hash_of(bytes, length, digest);
    secret_to_hex(digest, sizeof digest / 2, hex);
    page->entity_tag = arena_format(page->arena, "\"%s\"", hex);
    return page_bytes(page, bytes, length, type);
}

bool page_may_try(struct page *page, const char *kind, const char *who, unsigned most)
{
    const char *name = arena_format(page->arena, "%s %s", kind, who);
    if (rate_allows(&page->web->shared->rates, page->web->shared->key, name, most, PAGE_TRIES_SECONDS))
        return true;
    web_log_refusal(page->web, page->request, "too many tries");
    return false;
}

void page_forgive(struct page *page, const char *kind, const char *who)
{
    const char *name = arena_format(page->arena, "%s %s", kind, who);
    rate_forgive(&page->web->shared->rates, page->web->shared->key, name, PAGE_TRIES_SECONDS);
}

void page_message(struct page *page, const char *message_id, ...)
{
    CLEANUP(text_finish) struct text text = TEXT(MESSAGE_MAX);
    va_list arguments;
    va_start(arguments, message_id);
    message_add_plain(&text, page->language, message_id, arguments);
    va_end(arguments);
    page->message_next = page->message_next ? page_format(page, "%s %s", page->message_next, text_string(&text))
                                            : arena_copy_string(page->arena, text_string(&text));
}

const char *page_title_of(const struct page *page, const char *path)
{
    for (const struct route *row = NULL; (row = route_next(page->web->routes, row));)
        if (text_equal(row->path, path))
            return page_translate(page, row->title);
    return path;
}

void page_viewed(struct page *page, const char *rid)
{
    struct page_viewed *viewed = arena_zeroed(page->arena, sizeof *viewed);
    *viewed = (struct page_viewed){.rid = arena_copy_string(page->arena, rid), .before = page->viewed};
    page->viewed = viewed;
}

void page_cookie(struct page *page, const char *name, const char *value, int seconds)
{
    size_t index = 0;
    while (index < page->cookie_count && !text_equal(page->cookies[index].name, name))
        index++;
    assert(index < COUNT_OF(page->cookies));
    const char *attributes = arena_format(page->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s", name,
                                          seconds ? value : "", seconds, page->web->is_secure ? "; Secure" : "");
    page->cookies[index] = (struct http_field){name, attributes};
    page->cookie_count += index == page->cookie_count;
}

void page_end_reading(struct page *page)
{
    if (page->is_reading) {
        content_read_end(page->site->content);
        records_read_end(page->site->records);
    }
    page->is_reading = false;
}

const char *page_translate(const struct page *page, const char *message_id)
{
    return translate(page->language, message_id);
}

const char *page_format(const struct page *page, const char *format, ...)
{
    va_list arguments, second;
    va_start(arguments, format);
    va_copy(second, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *string = arena_zeroed(page->arena, (size_t)length + 1);
    vsnprintf(string, (size_t)length + 1, format, second);
    va_end(second);
    return string;
}
