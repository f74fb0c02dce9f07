/* Listening sockets and their addresses; see http.h. */
#include "base/fail.h"
#include "io/http.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Splits "host:port" or "[host]:port"; false if it is neither. */
static bool split_address(const char *address, char *ret_host, size_t size, const char **ret_port)
{
    const char *colon = strrchr(address, ':');
    if (!colon || colon == address || !colon[1])
        return false;
    bool has_brackets = address[0] == '[' && colon[-1] == ']';
    int length = (int)(colon - address) - (has_brackets ? 2 : 0);
    *ret_port = colon + 1;
    int written = snprintf(ret_host, size, "%.*s", length, address + has_brackets);
    return written > 0 && (size_t)written < size && (has_brackets || !strchr(ret_host, ':'));
}

static int find_address(const char *address, struct addrinfo **ret_found)
{
    char host[256];
    const char *port = NULL;
    int64_t number = 0;
    struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    if (!split_address(address, host, sizeof host, &port) || !text_to_number(port, 0, 65535, &number) ||
        getaddrinfo(strcmp(host, "localhost") == 0 ? "127.0.0.1" : host, port, &hints, ret_found) != 0)
        return fail(FAIL_USAGE, "'%s' is not an address such as 127.0.0.1:8420", address);
    return 0;
}

static void addresses_free(struct addrinfo **found)
{
    if (*found)
        freeaddrinfo(*found);
}

int http_listen(const char *address, int *ret_listener)
{
    CLEANUP(addresses_free) struct addrinfo *found = NULL;
    TRY(find_address(address, &found));
    int yes = 1, listener = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(listener, found->ai_addr, found->ai_addrlen) != 0 || listen(listener, 1024) != 0) {
        int code = fail(FAIL_SYSTEM, "%s: %s", address, strerror(errno));
        if (listener >= 0)
            close(listener);
        return code;
    }
    *ret_listener = listener;
    return 0;
}

bool http_address_is_loopback(const char *address)
{
    char host[256];
    const char *port = NULL;
    return split_address(address, host, sizeof host, &port) &&
           (strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0 || strcmp(host, "localhost") == 0);
}

void http_log_listening(int listener)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char host[HTTP_ADDRESS_BYTES], port[8];
    if (getsockname(listener, (struct sockaddr *)&address, &length) != 0 ||
        getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    printf(strchr(host, ':') ? "listening on http://[%s]:%s\n" : "listening on http://%s:%s\n", host, port);
    fflush(stdout);
}
