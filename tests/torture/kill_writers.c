/* Kills all writers at random moments during a thousand sign-offs: whatever was answered is there afterwards, nothing
 * is there twice, and the log is whole after each kill. Usage: kill_writers FOLDER CURRICULUM */
#include "torture.h"

#include "base/fail.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define KILLS_MIN 5
#define KILLS_MAX 50
#define MICROSECONDS_MIN 4000
#define MICROSECONDS_MAX 30000

/* Later rounds live longer, because they pass what is signed already; the last one is left in peace. */
static bool round_of_writers(const char *folder, const char *answers, int kills)
{
    int writers[TORTURE_WRITERS];
    for (int i = 0; i < TORTURE_WRITERS; i++)
        writers[i] = torture_fork_writer(folder, answers, i);
    int rest = torture_random(MICROSECONDS_MIN, MICROSECONDS_MAX * (1 + kills / 10));
    while ((rest > 0 || kills == KILLS_MAX) && !torture_are_done(writers, TORTURE_WRITERS)) {
        usleep(2000);
        rest -= 2000;
    }
    return torture_kill(writers, TORTURE_WRITERS);
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    char data[512], answers[512];
    snprintf(data, sizeof data, "%s/data", arguments[1]);
    snprintf(answers, sizeof answers, "%s/answers", arguments[1]);
    struct torture_truth truth = {.is_audit_ok = true};
    int kills = 0, lines = 0, whole = 0;
    torture_make(data, arguments[2]);
    while (!round_of_writers(data, answers, kills)) {
        kills++;
        torture_look(data, NULL, &truth);
        whole += truth.is_audit_ok && truth.doubles == 0;
    }
    torture_look(data, NULL, &truth);
    int lost = torture_lost(answers, (const char *const[]){data, NULL}, &lines);
    printf("# %d kills of %d writers, %d answers, %lld sign-offs\n", kills, TORTURE_WRITERS, lines,
           (long long)truth.signoffs);
    claim(kills >= KILLS_MIN, "the writers were killed often enough");
    claim(whole == kills, "the log was whole and nothing was there twice after every kill");
    claim(lost == 0, "whatever was answered is there");
    claim(truth.signoffs == TORTURE_SIGNOFFS && truth.doubles == 0, "everything was signed in the end, once");
    claim(truth.is_audit_ok, "the log is whole in the end");
    return claims_end();
}
