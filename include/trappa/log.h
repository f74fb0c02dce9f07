/* Service log/1: writes to the administrator's log. Never personal data: at most step ids and random ids of people. */
#ifndef TRAPPA_LOG_H
#define TRAPPA_LOG_H

#include <stdint.h>

#define TRAPPA_LOG_1 "log/1"

struct trappa_log_1 {
    uint32_t size;
    void (*info)(const char *sentence);
    void (*warning)(const char *sentence);
};

#endif
