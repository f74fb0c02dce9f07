/* Git address: what a request below /git/ asks for. Only what git itself asks is an address; nothing else is. */
#pragma once

#include "io/http_fields.h"

#define GIT_ADDRESS_PREFIX "/git/"
#define GIT_LAYER_BYTES 65

struct git_address {
    char layer[GIT_LAYER_BYTES];
    bool is_push;          /* git-receive-pack, else git-upload-pack */
    bool is_advertisement; /* GET info/refs?service=..., else the POST of the service */
};

/* Reads "/git/LAYER.git/info/refs" and the like, the path decoded; false if it is none for this method and query. */
bool git_address_read(const char *method, const char *path, const struct http_fields *query,
                      struct git_address *ret_address);
