/* Address: parses the HOST:PORT that a server listens on. */
#pragma once

#include <stdbool.h>

struct address {
    char host[46]; /* an IP address as inet_pton() reads it: "127.0.0.1", "::1" */
    int port;      /* 1..65535 */
    bool is_v6;
    bool is_loopback; /* reached from this machine only */
};

/* Parses "127.0.0.1:8420", "[::1]:8420" or "localhost:8420". FAIL_INPUT "'%s' is no address to listen on, such as
 * ..." */
int address_parse(const char *string, struct address *ret_address);

/* Whether the string is an IP address and nothing else. */
bool address_is_ip(const char *string);
