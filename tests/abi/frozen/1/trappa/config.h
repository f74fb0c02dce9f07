/* Service config/1: what the administrator wrote under `plugins: {ID: {key: value}}` in trappa.yaml. */
#ifndef TRAPPA_CONFIG_H
#define TRAPPA_CONFIG_H

#include <stdint.h>

#define TRAPPA_CONFIG_1 "config/1"

struct trappa_config_1 {
    uint32_t size;
    const char *(*value)(
        const char *key); /* of this plugin; NULL if it is not there. Lent while the plugin is loaded */
};

#endif
