/* Tests of how long a connection may take, with a clock of their own. */
#include "io/patience.h"

#include <criterion/criterion.h>
#include <sys/socket.h>
#include <unistd.h>

/* True if the other end of `pair` was told that the connection has ended. */
static bool has_ended(const int pair[2])
{
    char byte;
    return recv(pair[1], &byte, 1, MSG_DONTWAIT) == 0;
}

Test(patience, ends_who_drips_and_leaves_who_is_served)
{
    int slow[2], served[2];
    struct guest first = {0}, second = {0};
    struct patience patience = {0};
    cr_assert(socketpair(AF_UNIX, SOCK_STREAM, 0, slow) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, served) == 0);
    first.socket = slow[0];
    second.socket = served[0];
    patience_add(&patience, &first, 1000);
    patience_add(&patience, &second, 1000);
    second.is_heard = true;
    patience_sweep(&patience, false, 1000 + PATIENCE_HEAR_MILLISECONDS);
    cr_expect(!has_ended(slow) && !has_ended(served));
    patience_sweep(&patience, false, 2500 + PATIENCE_HEAR_MILLISECONDS);
    cr_expect(has_ended(slow) && !has_ended(served));
    patience_sweep(&patience, false, 2500 + PATIENCE_TELL_MILLISECONDS);
    cr_expect(has_ended(served));
    patience_remove(&patience, &first);
    patience_remove(&patience, &second);
    cr_expect(!patience.newest && !patience.count);
    for (int i = 0; i < 2; i++) {
        close(slow[i]);
        close(served[i]);
    }
}

Test(patience, is_short_when_places_run_out)
{
    int slow[2];
    struct guest guest = {0};
    struct patience patience = {0};
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, slow), 0);
    guest.socket = slow[0];
    patience_add(&patience, &guest, 1000);
    patience_sweep(&patience, true, 1001 + PATIENCE_TIGHT_MILLISECONDS);
    cr_expect(has_ended(slow));
    close(slow[0]);
    close(slow[1]);
}
