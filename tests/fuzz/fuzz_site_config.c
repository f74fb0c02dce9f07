/* Fuzzes trappa.yaml: whatever an administrator wrote, a setting that was accepted is one that can be used. */
#include "base/fail.h"
#include "base/mime.h"
#include "domain/site/site.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    struct site_config config = {0};
    text_add_bytes(&text, data, size);
    if (site_config_parse("trappa.yaml", &text, &arena, &config) != 0) {
        assert(*fail_sentence());
        return 0;
    }
    assert(config.organisation && config.contact && config.listen);
    assert(config.workers >= 1 && config.workers <= SITE_WORKERS_MAX);
    /* It goes into the addresses of links, and into what a header is compared with. */
    for (const char *at = config.public_address; at && *at; at++)
        assert((unsigned char)*at > ' ' && *at != 0x7f);
    /* They go into an envelope and a header. */
    assert(!config.mail_from || mime_is_address(config.mail_from));
    for (const char *at = config.mail_server; at && *at; at++)
        assert((unsigned char)*at > ' ' && *at != 0x7f && *at != '@');
    return 0;
}
