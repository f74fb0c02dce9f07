/* Reads the head of a CGI answer; see cgi.h. */
#include "io/cgi.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

/* The value of a line of that name, without blanks around it; NULL if the line has another. */
static const char *value_of(const char *line, const char *name)
{
    size_t length = strlen(name);
    if (strncasecmp(line, name, length) != 0 || line[length] != ':')
        return NULL;
    return line + length + 1 + strspn(line + length + 1, " \t");
}

/* False for a line that is no header, or whose value could break ours. */
static bool line_is_header(const char *line)
{
    size_t name = strcspn(line, ":");
    if (!name || !line[name] || strcspn(line, " \t") < name)
        return false;
    for (const unsigned char *at = (const unsigned char *)line; *at; at++)
        if (*at < ' ' && *at != '\t')
            return false;
    return true;
}

static bool line_read(const char *line, struct cgi_head *head)
{
    const char *status = value_of(line, "Status"), *type = value_of(line, "Content-Type");
    int64_t number = 0;
    char digits[4] = "";
    if (!line_is_header(line))
        return false;
    if (status) {
        if (strspn(status, "0123456789") != 3 || (status[3] && status[3] != ' '))
            return false;
        memcpy(digits, status, 3);
        if (!text_to_number(digits, 200, 599, &number))
            return false;
        head->status = (int)number;
    }
    if (type)
        head->type = type;
    return true;
}

bool cgi_head_read(const char *bytes, size_t length, struct arena *arena, struct cgi_head *ret_head)
{
    struct cgi_head head = {.status = 200, .type = ""};
    size_t most = length < CGI_HEAD_MAX ? length : CGI_HEAD_MAX, at = 0;
    while (at < most) {
        const char *end = memchr(bytes + at, '\n', most - at);
        if (!end)
            return false;
        size_t next = (size_t)(end - bytes) + 1, last = next - 1;
        last -= last > at && bytes[last - 1] == '\r';
        if (last == at) {
            head.length = next;
            *ret_head = head;
            return true;
        }
        const char *line = arena_copy_bytes(arena, bytes + at, last - at);
        if (strlen(line) != last - at || !line_read(line, &head))
            return false;
        at = next;
    }
    return false;
}
