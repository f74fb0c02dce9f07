/* Tests of addresses to listen on. */
#include "base/address.h"

#include "base/fail.h"

#include <criterion/criterion.h>

static void reads(const char *string, const char *host, int port, bool is_loopback)
{
    struct address address = {0};
    cr_assert_eq(address_parse(string, &address), 0, "%s", string);
    cr_assert_str_eq(address.host, host);
    cr_assert_eq(address.port, port);
    cr_assert_eq(address.is_loopback, is_loopback, "%s", string);
}

Test(address, reads_host_and_port)
{
    reads("127.0.0.1:8420", "127.0.0.1", 8420, true);
    reads("localhost:1", "127.0.0.1", 1, true);
    reads("0.0.0.0:65535", "0.0.0.0", 65535, false);
    reads("[::1]:80", "::1", 80, true);
    reads("[::]:80", "::", 80, false);
}

Test(address, refuses_what_cannot_be_listened_on)
{
    static const char *const bad[] = {"",        ":80",         "127.0.0.1", "127.0.0.1:",      "127.0.0.1:0", "::1:80",
                                      "[::1]",   "127.0.0.1:x", "host:80",   "127.0.0.1:65536", "[1.2.3.4]:5", "[]:1",
                                      "1.2.3:80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct address address;
        cr_assert_eq(address_parse(bad[i], &address), FAIL_INPUT, "%s", bad[i]);
    }
    cr_assert_str_eq(fail_sentence(), "'1.2.3:80' is no address to listen on, such as 127.0.0.1:8420 or [::1]:8420");
}

Test(address, tells_an_ip_address_from_a_name)
{
    cr_assert(address_is_ip("10.0.0.1") && address_is_ip("fe80::1"));
    cr_assert_not(address_is_ip("proxy") || address_is_ip("10.0.0.1:80") || address_is_ip(""));
}
