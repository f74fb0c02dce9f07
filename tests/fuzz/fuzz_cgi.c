/* Fuzzes the head of what git's program answers, and the header of basic authentication. */
#include "base/text.h"
#include "io/cgi.h"
#include "io/http_basic.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void head_is_within(const char *bytes, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct cgi_head head;
    if (!cgi_head_read(bytes, size, &arena, &head))
        return;
    assert(head.length <= size && head.length <= CGI_HEAD_MAX && head.status >= 200 && head.status <= 599);
    for (const unsigned char *at = (const unsigned char *)head.type; *at; at++)
        assert(*at >= ' ' || *at == '\t');
}

static void login_is_text(const char *header)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *user = NULL, *password = NULL;
    if (!http_basic_read(header, &arena, &user, &password))
        return;
    assert(!strchr(user, ':') && text_is_utf8(user, strlen(user), NULL));
    assert(text_is_utf8(password, strlen(password), NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(memory_free_at) char *string = memory_copy_bytes(data, size);
    CLEANUP(memory_free_at) char *header = memory_format("Basic %s", string);
    head_is_within(string, size);
    login_is_text(header);
    return 0;
}
