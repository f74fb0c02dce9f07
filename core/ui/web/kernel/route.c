/* Finds the row for a path, and lists the rows; see ui/web/kernel/route.h. */
#include "ui/web/kernel/route.h"

#include "base/json.h"
#include "domain/people/person.h"

#include <string.h>

/* The values of the ":name" segments of a path, lent from it. */
struct values {
    const char *starts[2];
    size_t lengths[2], count;
};

static size_t segment_length(const char *segment)
{
    size_t length = 0;
    while (segment[length] && segment[length] != '/')
        length++;
    return length;
}

/* One segment of `path` and of `pattern` at a time. */
static bool matches(const char *pattern, const char *path, struct values *values)
{
    while (*pattern == '/' && *path == '/') {
        pattern++;
        path++;
        if (*pattern != ':' && *pattern != *path)
            return false;
        size_t want = segment_length(pattern), have = segment_length(path);
        if (*pattern == ':' && have > 0 && values->count < COUNT_OF(values->starts)) {
            values->starts[values->count] = path;
            values->lengths[values->count++] = have;
        } else if (want != have || memcmp(pattern, path, want) != 0)
            return false;
        pattern += want;
        path += have;
    }
    return !*pattern && !*path;
}

static bool takes_method(const struct route *route, const char *method)
{
    return text_equal(route->method, method) || (text_equal(method, "HEAD") && text_equal(route->method, "GET"));
}

const struct route *route_next(const struct route_table *const *tables, const struct route *after)
{
    bool is_next = !after;
    for (size_t i = 0; tables[i]; i++) {
        const struct route *rows = tables[i]->rows;
        size_t count = tables[i]->count;
        if (is_next && count)
            return rows;
        if (after && after >= rows && after < rows + count) {
            if (after + 1 < rows + count)
                return after + 1;
            is_next = true;
        }
    }
    return NULL;
}

struct search {
    const char *method, *path;
    const struct route *found;
    struct values values;
    bool has_get, has_post;
};

/* A row without ":name" goes before one with, whatever their order. */
static void look_at(struct search *search, const struct route *row)
{
    struct values values = {.count = 0};
    if (!matches(row->path, search->path, &values))
        return;
    search->has_get = search->has_get || text_equal(row->method, "GET");
    search->has_post = search->has_post || text_equal(row->method, "POST");
    if (!takes_method(row, search->method) || (search->found && values.count))
        return;
    search->found = row;
    search->values = values;
}

const struct route *route_find(const struct route_table *const *tables, const char *method, const char *path,
                               struct arena *arena, const char *ret_values[2], const char **ret_allow)
{
    struct search search = {.method = method, .path = path};
    for (size_t i = 0; tables[i]; i++)
        for (size_t j = 0; j < tables[i]->count; j++)
            look_at(&search, &tables[i]->rows[j]);
    for (size_t i = 0; i < search.values.count; i++)
        ret_values[i] = arena_copy_bytes(arena, search.values.starts[i], search.values.lengths[i]);
    *ret_allow = search.has_get && search.has_post ? "GET, HEAD, POST"
                 : search.has_get                  ? "GET, HEAD"
                 : search.has_post                 ? "POST"
                                                   : "";
    return search.found;
}

bool route_word_is_taken(const struct route_table *const *tables, const char *word)
{
    size_t length = strlen(word);
    for (const struct route *row = NULL; (row = route_next(tables, row));)
        if (row->path[0] == '/' && strncmp(row->path + 1, word, length) == 0 &&
            (!row->path[1 + length] || row->path[1 + length] == '/'))
            return true;
    return false;
}

static void list_open_to(struct json *json, unsigned open_to)
{
    json_key(json, "open_to");
    json_array(json);
    for (unsigned bit = ROUTE_FOR_LEARNER; bit <= ROUTE_FOR_ADMIN; bit <<= 1)
        if (open_to & bit)
            json_string(json, role_word(bit));
    if (open_to & ROUTE_FOR_SIGNED_IN)
        json_string(json, "signed-in");
    if (open_to & ROUTE_FOR_EVERYBODY)
        json_string(json, "everybody");
    json_end(json);
}

void route_list_json(const struct route_table *const *tables, struct text *into)
{
    struct json json = JSON(into);
    json_array(&json);
    for (const struct route *row = NULL; (row = route_next(tables, row));) {
        json_object(&json);
        json_put_string(&json, "method", row->method);
        json_put_string(&json, "path", row->path);
        json_put_string(&json, "title", row->title);
        list_open_to(&json, row->open_to);
        json_key(&json, "fields");
        json_array(&json);
        for (size_t field = 0; field < ROUTE_FIELDS_MAX && row->fields[field]; field++)
            json_string(&json, row->fields[field]);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    text_add_char(into, '\n');
}
