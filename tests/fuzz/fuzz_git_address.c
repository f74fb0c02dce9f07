/* Fuzzes request lines below /git/: what is an address names one layer, and one of four things to do. */
#include "base/text.h"
#include "ui/web/kernel/git_address.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void address_is_what_was_written(const char *method, const char *path, const struct http_fields *query)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct git_address address;
    if (!git_address_read(method, path, query, &address))
        return;
    const char *service = address.is_push ? "git-receive-pack" : "git-upload-pack";
    const char *said = arena_format(&arena, GIT_ADDRESS_PREFIX "%s.git/%s", address.layer,
                                    address.is_advertisement ? "info/refs" : service);
    assert(text_is_id(address.layer) && text_equal(said, path));
    assert(text_equal(method, address.is_advertisement ? "GET" : "POST"));
    assert(!address.is_advertisement || text_equal(http_field(query, "service"), service));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    char *rest = arena_copy_bytes(&arena, data, size);
    const char *method = strsep(&rest, " ");
    char *path = rest ? strsep(&rest, "?") : NULL;
    struct http_fields query = {0};
    if (!path || http_path_decode(path) != 0 || http_fields_read(rest ? rest : "", "query", &arena, &query) != 0)
        return 0;
    address_is_what_was_written(method, path, &query);
    return 0;
}
