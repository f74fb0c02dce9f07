/* Parses HOST:PORT; inet_pton() decides what an IP address is. See address.h. */
#include "base/address.h"

#include "base/fail.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

bool address_is_ip(const char *string)
{
    struct in_addr four;
    struct in6_addr six;
    return inet_pton(AF_INET, string, &four) == 1 || inet_pton(AF_INET6, string, &six) == 1;
}

/* Removes brackets and resolves "localhost"; false if the host is no IP address. */
static bool host_read(const char *host, size_t length, struct address *address)
{
    bool has_brackets = length > 2 && host[0] == '[' && host[length - 1] == ']';
    if (has_brackets) {
        host++;
        length -= 2;
    }
    if (length == 0 || length >= sizeof address->host)
        return false;
    memcpy(address->host, host, length);
    address->host[length] = '\0';
    if (!has_brackets && strcmp(address->host, "localhost") == 0)
        memcpy(address->host, "127.0.0.1", sizeof "127.0.0.1");
    struct in_addr four;
    struct in6_addr six;
    address->is_v6 = has_brackets;
    if (has_brackets ? inet_pton(AF_INET6, address->host, &six) != 1 : inet_pton(AF_INET, address->host, &four) != 1)
        return false;
    address->is_loopback = has_brackets ? IN6_IS_ADDR_LOOPBACK(&six) : ntohl(four.s_addr) >> 24 == 127;
    return true;
}

int address_parse(const char *string, struct address *ret_address)
{
    struct address address = {0};
    int64_t port = 0;
    const char *colon = strrchr(string, ':');
    if (!colon || !host_read(string, (size_t)(colon - string), &address) || !text_to_number(colon + 1, 1, 65535, &port))
        return fail(FAIL_INPUT, "'%s' is no address to listen on, such as 127.0.0.1:8420 or [::1]:8420", string);
    address.port = (int)port;
    *ret_address = address;
    return 0;
}
