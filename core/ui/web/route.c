/* Finds the row for a path, and lists the rows; see route.h. */
#include "ui/web/route.h"

#include "base/json.h"

#include <string.h>

/* One segment of `path` and of `pattern` at a time; the values of ":name" segments go to `values`. */
static bool matches(const char *pattern, const char *path, struct arena *arena, const char *values[2])
{
    int count = 0;
    while (*pattern == '/' && *path == '/') {
        size_t want = strcspn(++pattern, "/"), have = strcspn(++path, "/");
        if (*pattern == ':' && have > 0 && count < 2)
            values[count++] = arena_copy_bytes(arena, path, have);
        else if (want != have || strncmp(pattern, path, want) != 0)
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

const struct route *route_next(const struct route *after)
{
    bool is_next = !after;
    for (size_t i = 0; route_tables[i]; i++) {
        const struct route *rows = route_tables[i]->rows;
        size_t count = route_tables[i]->count;
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

/* A row without ":name" goes before one with, whatever their order. */
const struct route *route_find(const char *method, const char *path, struct arena *arena, const char *ret_values[2],
                               const char **ret_allow)
{
    const struct route *found = NULL;
    bool has_get = false, has_post = false;
    for (const struct route *row = NULL; (row = route_next(row));) {
        const char *values[2] = {NULL, NULL};
        if (!matches(row->path, path, arena, values))
            continue;
        has_get = has_get || text_equal(row->method, "GET");
        has_post = has_post || text_equal(row->method, "POST");
        if (!takes_method(row, method) || (found && values[0]))
            continue;
        found = row;
        memcpy(ret_values, values, sizeof values);
    }
    *ret_allow = has_get && has_post ? "GET, HEAD, POST" : has_get ? "GET, HEAD" : has_post ? "POST" : "";
    return found;
}

static void list_open_to(struct json *json, unsigned open_to)
{
    static const char *const names[] = {"learner", "mentor", "manager",   "hr",       "author",
                                        "contact", "admin",  "signed-in", "everybody"};
    json_key(json, "open_to");
    json_array(json);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (open_to >> i & 1)
            json_string(json, names[i]);
    json_end(json);
}

void route_list_json(struct text *into)
{
    struct json json = JSON(into);
    json_array(&json);
    for (const struct route *row = NULL; (row = route_next(row));) {
        json_object(&json);
        json_put_string(&json, "method", row->method);
        json_put_string(&json, "path", row->path);
        json_put_string(&json, "title", row->title);
        list_open_to(&json, row->open_to);
        json_key(&json, "fields");
        json_array(&json);
        for (size_t field = 0; field < ROUTE_FIELDS_MOST && row->fields[field]; field++)
            json_string(&json, row->fields[field]);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    text_add_char(into, '\n');
}
