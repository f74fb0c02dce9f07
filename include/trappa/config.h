/* Service config/1: the plugin's settings, `plugins: {ID: {key: value}}` in trappa.yaml. */
#ifndef TRAPPA_CONFIG_H
#define TRAPPA_CONFIG_H

#include <stdint.h>

#define TRAPPA_CONFIG_1 "config/1"

struct trappa_config_1 {
    uint32_t size;
    /* A setting of this plugin; NULL if absent. Lent while the plugin is loaded. */
    const char *(*value)(const char *key);
};

#endif
