/* Passwords: hashed, compared, and what happens when there is no memory to do it. */
#include "io/secret.h"

#include "base/fail.h"

#include <criterion/criterion.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

Test(password, is_right_or_wrong)
{
    char encoded[SECRET_PASSWORD_BYTES];
    bool is_right = false;
    cr_assert_eq(secret_begin(), 0);
    cr_assert_eq(secret_password_hash("rätt lösenord", encoded), 0);
    cr_assert_eq(secret_password_check(encoded, "rätt lösenord", &is_right), 0);
    cr_expect(is_right);
    cr_assert_eq(secret_password_check(encoded, "fel lösenord", &is_right), 0);
    cr_expect_not(is_right);
}

#ifndef TRAPPA_FAULTS /* the sanitizers' own memory does not fit below the limit */
/* Whoever cannot be checked has not written the wrong password. */
Test(password, is_neither_without_memory)
{
    /* Made before: memory that hashing gave back could be used again. */
    static const char encoded[] =
        "$argon2id$v=19$m=19456,t=2,p=1$JfMTt+1H7sV1Gdjw7NmdZQ$czMRmVMskeJLu3u0QStKvBkLWAGp2aVRqbBCVlr4gDQ";
    int status = 0;
    cr_assert_eq(secret_begin(), 0);
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        bool is_right = true;
        struct rlimit little = {8 << 20, 8 << 20};
        if (setrlimit(RLIMIT_AS, &little) != 0)
            _exit(2);
        _exit(secret_password_check(encoded, "rätt lösenord", &is_right) == FAIL_SYSTEM && !is_right ? 0 : 1);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    cr_assert_eq(WEXITSTATUS(status), 0);
}
#endif
