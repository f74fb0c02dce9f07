/* The assets of pages, compiled in and named by their hash. */
#include "ui/text/embedded.h"
#include "ui/web/kernel/web.h"

#include <stdio.h>
#include <string.h>

struct asset {
    const char *name; /* as in pages */
    const char *stem, *ending, *type;
    const unsigned char *bytes;
    const size_t *length;
    const char *hash;
};

static const struct asset assets[] = {
    {"trappa.css", "trappa", "css", "text/css; charset=utf-8", embedded_style, &embedded_style_length,
     embedded_style_hash},
    {"icon.svg", "icon", "svg", "image/svg+xml", embedded_icon, &embedded_icon_length, embedded_icon_hash},
};

const char *page_asset(const char *name)
{
    static char paths[COUNT_OF(assets)][64];
    for (size_t i = 0; i < COUNT_OF(assets); i++)
        if (text_equal(assets[i].name, name)) {
            if (!paths[i][0])
                snprintf(paths[i], sizeof paths[i], "/assets/%s.%s.%s", assets[i].stem, assets[i].hash,
                         assets[i].ending);
            return paths[i];
        }
    return "";
}

bool asset_find(const char *path, struct http_response *response)
{
    for (size_t i = 0; i < COUNT_OF(assets); i++)
        if (text_equal(path, page_asset(assets[i].name))) {
            *response = (struct http_response){
                .status = 200, .type = assets[i].type, .lasting = assets[i].bytes, .lasting_length = *assets[i].length};
            http_response_add(response, "Cache-Control", "public, max-age=31536000, immutable");
            http_response_add(response, "X-Content-Type-Options", "nosniff");
            return true;
        }
    return false;
}
