/* Sites, writers and questions for the programs that break things; see torture.h. */
#include "torture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/admin/modules.h"
#include "domain/admin/site_create.h"
#include "domain/people/unit.h"
#include "domain/publish/publish.h"
#include "domain/records/audit.h"
#include "io/file.h"
#include "ui/text/links.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWERS_BYTES_MAX (16UL * 1024 * 1024)

static const struct {
    const char *id;
    int autonomy;
} steps[TORTURE_STEPS] = {
    {"sekretess", 0}, {"hot-oro-granser", 0}, {"riksnormen", 3}, {"nybesok", 1}, {"forvaltningslagen", 3}};

static int passed, failed;

void must(int result, const char *doing)
{
    if (result == 0)
        return;
    printf("not ok - %s: %s\n", doing, fail_sentence());
    exit(1);
}

void claim(bool holds, const char *what)
{
    printf("%s - %s\n", holds ? "ok" : "not ok", what);
    fflush(stdout);
    *(holds ? &passed : &failed) += 1;
}

int claims_end(void)
{
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}

int torture_random(int least, int most)
{
    uint32_t number;
    secret_random(&number, sizeof number);
    return least + (int)(number % (uint32_t)(most - least + 1));
}

/* ---- the site ---- */

static void people_add(struct records *records)
{
    char rid[SECRET_RID_BYTES];
    struct person_new person = {
        .id = "chef", .name = "Chef", .unit = "enhet", .roles = "manager", .in_profession_since = DAY_NONE};
    must(records_begin(records), "adding people");
    must(unit_add(records, &actor_operator, "enhet", "Enheten", NULL), "adding the unit");
    must(person_add(records, &actor_operator, &person, rid), "adding the manager");
    for (int i = 0; i < TORTURE_LEARNERS; i++) {
        char id[16];
        snprintf(id, sizeof id, "l%d", i);
        person = (struct person_new){
            .id = id, .name = id, .unit = "enhet", .roles = "learner", .in_profession_since = DAY_NONE};
        must(person_add(records, &actor_operator, &person, rid), "adding a learner");
    }
    must(records_end(records, 0,
                     &(struct event){.actor = &actor_operator, .kind = "torture.begun", .is_of_plugin = true}),
         "adding people");
}

void torture_make(const char *folder, const char *curriculum)
{
    char token[SECRET_TOKEN_BYTES];
    CLEANUP(site_close_at) struct site *site = NULL;
    struct publication publication;
    const struct site_new new = {.curriculum = curriculum, .unit_name = "Kommunen", .person_name = "Admin"};
    modules_install();
    links_install();
    must(site_create(folder, &new, token), "making the site");
    must(site_open(folder, &site), "opening the site");
    must(publish(site->records, &actor_operator, &publication), "publishing");
    publication_finish(&publication);
    people_add(site->records);
}

/* ---- writers ---- */

static struct actor manager_of(struct site *site)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    struct actor actor;
    must(person_find(site->records, "chef", &arena, &person), "finding the manager");
    must(person_actor(site->records, &person, &actor), "finding the manager");
    return actor;
}

/* One write for a line, so that writers do not mix and a kill cannot leave half of one. */
static void note(int file, const char *learner, const char *step)
{
    char line[128];
    int length = snprintf(line, sizeof line, "%s %s\n", learner, step);
    if (write(file, line, (size_t)length) != length)
        _exit(3);
}

static bool is_signed_already(void)
{
    return fail_last_code() == FAIL_RULE && strstr(fail_sentence(), "already signed");
}

static void sign_one(struct site *site, const struct actor *actor, int answers, const struct signoff_new *signing)
{
    for (int tries = 0; tries < 10000; tries++) {
        int result = signoff_give(site, actor, signing);
        if (result == 0)
            note(answers, signing->person.word, signing->step);
        if (result == 0 || is_signed_already())
            return;
        if (result != FAIL_BUSY)
            break;
        must(site_refresh(site), "opening the restored site");
        usleep(2000);
    }
    must(FAIL_BUSY, "signing");
}

static void write_share(const char *folder, const char *answers, int writer)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    int file = open(answers, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    must(site_open(folder, &site), "opening the site");
    struct actor actor = manager_of(site);
    for (int i = writer; i < TORTURE_LEARNERS; i += TORTURE_WRITERS)
        for (size_t n = 0; n < COUNT_OF(steps); n++) {
            char id[16];
            snprintf(id, sizeof id, "l%d", i);
            sign_one(site, &actor, file,
                     &(struct signoff_new){.person = subject_id(id),
                                           .step = steps[n].id,
                                           .evidence = "observed",
                                           .autonomy = steps[n].autonomy});
        }
    close(file);
}

int torture_fork_writer(const char *folder, const char *answers, int writer)
{
    fflush(NULL);
    pid_t child = fork();
    if (child != 0)
        return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    write_share(folder, answers, writer);
    fflush(NULL);
    _exit(0);
}

bool torture_are_done(const int *processes, int count)
{
    for (int i = 0; i < count; i++) {
        siginfo_t info = {0};
        if (waitid(P_PID, (id_t)processes[i], &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
            return false;
    }
    return true;
}

bool torture_kill(const int *processes, int count)
{
    bool are_done = true;
    for (int i = 0; i < count; i++)
        kill(processes[i], SIGKILL);
    for (int i = 0; i < count; i++) {
        int status = 0;
        waitpid(processes[i], &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
            claim(false, "a writer ended with a failure");
        are_done = are_done && WIFEXITED(status);
    }
    return are_done;
}

/* ---- questions ---- */

static const struct query signoffs_count = {"torture.count", NULL,
                                            "SELECT count(*) FROM signoff WHERE ended_at IS NULL"};
static const struct query doubles_count = {
    "torture.doubles", NULL,
    "SELECT count(*) FROM (SELECT 1 FROM signoff WHERE ended_at IS NULL GROUP BY person_key, step_key HAVING count(*) "
    "> 1)"};
static const struct query signoffs_all = {
    "torture.all", NULL,
    "SELECT identity.id, step.id FROM signoff JOIN identity ON identity.person_key = signoff.person_key "
    "JOIN step ON step.key = signoff.step_key"};

void torture_look(const char *folder, const char *head, struct torture_truth *ret_truth)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(records_close_at) struct records *records = NULL;
    struct audit audit;
    must(records_open(folder, &records), "opening the records");
    must(records_number(records, &signoffs_count, BIND_NOTHING, 0, &ret_truth->signoffs), "counting");
    must(records_number(records, &doubles_count, BIND_NOTHING, 0, &ret_truth->doubles), "counting");
    must(audit_verify(records, head, &arena, &audit), "verifying");
    ret_truth->is_audit_ok = audit.is_ok;
    if (!audit.is_ok)
        printf("# %s: %s\n", folder, audit.problem);
}

static void signoffs_read(const char *folder, struct map *ret_found)
{
    static int found;
    CLEANUP(records_close_at) struct records *records = NULL;
    struct rows rows CLEANUP(rows_end) = {0};
    must(records_open(folder, &records), "opening the records");
    must(records_select(records, &signoffs_all, BIND_NOTHING, &rows), "reading sign-offs");
    while (rows_next(&rows)) {
        CLEANUP(memory_free_at) char *key = memory_format("%s %s", row_text(&rows, 0), row_text(&rows, 1));
        map_put(ret_found, key, &found);
    }
    must(rows_result(&rows), "reading sign-offs");
    rows_end(&rows);
}

int torture_lost(const char *answers, const char *const *folders, int *ret_lines)
{
    CLEANUP(map_finish) struct map found = {0};
    CLEANUP(text_finish) struct text text = TEXT(ANSWERS_BYTES_MAX);
    int lost = 0;
    *ret_lines = 0;
    for (; *folders; folders++)
        signoffs_read(*folders, &found);
    must(file_read(answers, &text), "reading the answers");
    for (char *line = text.bytes, *end; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        ++*ret_lines;
        if (map_get(&found, line))
            continue;
        lost++;
        printf("# lost: %s\n", line);
    }
    return lost;
}
