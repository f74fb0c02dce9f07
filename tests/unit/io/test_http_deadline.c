/* Tests of how long a connection may take, with a clock of their own. */
#include "io/http_deadline.h"

#include <criterion/criterion.h>
#include <sys/socket.h>
#include <unistd.h>

/* True if the other end of `pair` was told that the connection has ended. */
static bool has_ended(const int pair[2])
{
    char byte;
    return recv(pair[1], &byte, 1, MSG_DONTWAIT) == 0;
}

Test(http_deadline, ends_who_drips_and_leaves_who_is_served)
{
    int slow[2], served[2];
    struct http_peer first = {0}, second = {0};
    struct http_deadline http_deadline = {0};
    cr_assert(socketpair(AF_UNIX, SOCK_STREAM, 0, slow) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, served) == 0);
    first.socket = slow[0];
    second.socket = served[0];
    http_deadline_add(&http_deadline, &first, 1000);
    http_deadline_add(&http_deadline, &second, 1000);
    second.has_request = true;
    http_deadline_sweep(&http_deadline, false, 1000 + HTTP_DEADLINE_REQUEST_MILLISECONDS);
    cr_expect(!has_ended(slow) && !has_ended(served));
    http_deadline_sweep(&http_deadline, false, 2500 + HTTP_DEADLINE_REQUEST_MILLISECONDS);
    cr_expect(has_ended(slow) && !has_ended(served));
    http_deadline_sweep(&http_deadline, false, 2500 + HTTP_DEADLINE_RESPONSE_MILLISECONDS);
    cr_expect(has_ended(served));
    http_deadline_remove(&http_deadline, &first);
    http_deadline_remove(&http_deadline, &second);
    cr_expect(!http_deadline.newest && !http_deadline.count);
    for (int i = 0; i < 2; i++) {
        close(slow[i]);
        close(served[i]);
    }
}

Test(http_deadline, is_short_when_places_run_out)
{
    int slow[2];
    struct http_peer peer = {0};
    struct http_deadline http_deadline = {0};
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, slow), 0);
    peer.socket = slow[0];
    http_deadline_add(&http_deadline, &peer, 1000);
    http_deadline_sweep(&http_deadline, true, 1001 + HTTP_DEADLINE_TIGHT_MILLISECONDS);
    cr_expect(has_ended(slow));
    close(slow[0]);
    close(slow[1]);
}
