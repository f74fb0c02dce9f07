/* Reads addresses of git; see ui/web/kernel/git_address.h. */
#include "ui/web/kernel/git_address.h"

#include "base/text.h"

#include <string.h>

#define DOT_GIT ".git/"

static bool service_read(const char *name, struct git_address *address)
{
    address->is_push = name && text_equal(name, "git-receive-pack");
    return address->is_push || (name && text_equal(name, "git-upload-pack"));
}

bool git_address_read(const char *method, const char *path, const struct http_fields *query,
                      struct git_address *ret_address)
{
    struct git_address address = {0};
    if (!text_starts(path, GIT_ADDRESS_PREFIX))
        return false;
    const char *name = path + strlen(GIT_ADDRESS_PREFIX);
    size_t length = strcspn(name, "./");
    if (length >= sizeof address.layer || !text_starts(name + length, DOT_GIT))
        return false;
    memcpy(address.layer, name, length);
    if (!text_is_id(address.layer))
        return false;
    const char *rest = name + length + strlen(DOT_GIT);
    address.is_advertisement = text_equal(rest, "info/refs");
    bool is_known =
        address.is_advertisement
            ? text_equal(method, "GET") && query->count == 1 && service_read(http_field(query, "service"), &address)
            : text_equal(method, "POST") && query->count == 0 && service_read(rest, &address);
    if (is_known)
        *ret_address = address;
    return is_known;
}
