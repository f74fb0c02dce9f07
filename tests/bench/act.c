/* What the bench asks of the domain. Usage:
 *
 *     bench_act token SITE PERSON                  starts a session and prints its token
 *     bench_act matrix SITE                        prints the matrix of everybody: person, competence, autonomy,
 *                                                  sign-offs, observed
 *     bench_act standing SITE                      prints how everybody stands with what they have begun: person,
 *                                                  steps, signed ones, those that ask for nothing new
 *     bench_act plan SITE PERSON TIMES             works out one person's plan so many times; prints its steps
 *     bench_act deltas SITE                        prints running plans, steps that changed since they were done, and
 *                                                  the milliseconds that holding everybody's against the edition took
 *     bench_act impact SITE TIMES                  counts so many times whom the edition preview would touch, which
 *                                                  `curriculum publish --dry-run` left; prints its steps
 *     bench_act changed SITE PERSON TIMES          finds so many times what has changed since that person, or somebody
 *                                                  for a learner of that person, signed it; prints how much
 *     bench_act sign SITE WRITERS COUNT FROM EACH  gives COUNT sign-offs in all, a transaction each, by so many
 *                                                  processes at once, from the FROM-th one that bench_fill (which
 *                                                  gave EACH to everybody) has left open; prints sign-offs a second,
 *                                                  and the longest one in milliseconds */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/modules.h"
#include "domain/people/mentor.h"
#include "domain/people/session.h"
#include "domain/plan/publish_impact.h"
#include "domain/progress/standing_reader.h"
#include "domain/publish/publish.h"
#include "domain/signoff/signoff.h"
#include "domain/site/site.h"
#include "ui/text/links.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRITERS_MAX 64
#define SCATTER 7919 /* a prime, so that neighbours in time are none on the disk */

static const struct query people_count = {"bench.people", NULL, "SELECT count(*) FROM plan"};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int number_of(const char *string)
{
    return (int)strtol(string, NULL, 10);
}

/* ---- token ---- */

static int token_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct person person;
    char token[SECRET_TOKEN_BYTES];
    TRY(site_open(arguments[0], &site));
    TRY(person_find(site->records, arguments[1], &site->arena, &person));
    TRY(session_start(site->records, &person, token));
    puts(token);
    return 0;
}

/* ---- deltas ---- */

static int deltas_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct plan_summary *summaries;
    struct timespec begun, ended;
    size_t count = 0, changed = 0;
    TRY(site_open(arguments[0], &site));
    clock_gettime(CLOCK_MONOTONIC, &begun);
    TRY(plan_summaries(site, &actor_operator, NULL, &site->arena, &summaries, &count));
    clock_gettime(CLOCK_MONOTONIC, &ended);
    for (size_t i = 0; i < count; i++)
        changed += (size_t)summaries[i].changed;
    printf("%zu %zu %.0f\n", count, changed,
           1e3 * (double)(ended.tv_sec - begun.tv_sec) + 1e-6 * (double)(ended.tv_nsec - begun.tv_nsec));
    return 0;
}

/* ---- matrix ---- */

static int matrix_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct matrix_cell *cells;
    size_t count;
    TRY(site_open(arguments[0], &site));
    TRY(signoff_matrix(site, &actor_operator, NULL, &site->arena, &cells, &count));
    for (size_t i = 0; i < count; i++)
        printf("%" PRId64 "|%s|%d|%d|%d\n", cells[i].person_key, cells[i].competence, cells[i].autonomy,
               cells[i].signoffs, cells[i].observed);
    return 0;
}

/* ---- standing ---- */

static int person_print(struct standing_reader *reader, int64_t person_key)
{
    size_t signed_count = 0, unchanged = 0, count;
    TRY(standing_reader_go_to(reader, person_key));
    count = standing_reader_count(reader);
    for (size_t i = 0; i < count; i++) {
        struct standing standing;
        TRY(standing_reader_judge(reader, standing_reader_step_at(reader, i), NULL, &standing));
        signed_count += standing.is_signed;
        unchanged += standing.asks.what == REVISION_DIFF_NONE;
    }
    if (count)
        printf("%" PRId64 "|%zu|%zu|%zu\n", person_key, count, signed_count, unchanged);
    return 0;
}

static int everybody_print(struct site *site, struct standing_reader *reader)
{
    static const struct query keys = {"bench.person_keys", NULL, "SELECT key FROM person ORDER BY key"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(site->records, &keys, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        TRY(person_print(reader, row_number(&rows, 0)));
    return rows_result(&rows);
}

static int standing_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(standing_reader_close) struct standing_reader *reader = NULL;
    TRY(site_open(arguments[0], &site));
    TRY(content_read_begin(site->content));
    TRY(standing_reader_open(site, &(struct standing_scope){0}, &site->arena, &reader));
    int result = everybody_print(site, reader);
    content_read_end(site->content);
    standing_reader_close(&reader);
    return result;
}

static int plan_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct subject subject;
    size_t steps = 0;
    TRY(site_open(arguments[0], &site));
    TRY(subject_find(site->records, &actor_operator, subject_id(arguments[1]), &site->arena, &subject));
    for (int i = 0; i < number_of(arguments[2]); i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct plan plan;
        TRY(plan_show(site, &subject, NULL, &arena, &plan));
        steps = plan.count;
    }
    printf("%zu\n", steps);
    return 0;
}

/* ---- impact and changed ---- */

static int impact_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(memory_free_at) char *path = publish_preview_path(arguments[0]);
    CLEANUP(content_close_at) struct content *proposal = NULL;
    size_t steps = 0;
    TRY(site_open(arguments[0], &site));
    TRY(content_open(path, &proposal));
    for (int i = 0; i < number_of(arguments[1]); i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct publish_impact impact;
        TRY(publish_impact_compute(site, &actor_operator, proposal, &arena, &impact));
        steps = impact.count;
    }
    printf("%zu\n", steps);
    return 0;
}

static int changed_run(const char *const *arguments)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct person person;
    struct actor actor;
    size_t count = 0;
    TRY(site_open(arguments[0], &site));
    TRY(person_find(site->records, arguments[1], &site->arena, &person));
    TRY(person_actor(site->records, &person, &actor));
    for (int i = 0; i < number_of(arguments[2]); i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct signoff_changed_item *changed;
        TRY(signoff_changed(site, &actor, &arena, &changed, &count));
    }
    printf("%zu\n", count);
    return 0;
}

/* ---- sign ---- */

/* What the writers share: they begin together. */
struct shared {
    atomic_int ready;
    atomic_bool may_go;
    double longest[WRITERS_MAX], began[WRITERS_MAX], ended[WRITERS_MAX];
};

struct sign_off {
    const char *person, *step;
    struct actor mentor;
};

struct signing_up {
    const char *folder;
    int writers, count, from, each, writer;
    struct shared *shared;
};

/* The n-th sign-off that is open: a person, the next step of that person's programme, and who may sign it. */
static int sign_off_find(struct site *site, const struct signing_up *up, int n, struct sign_off *ret)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct subject subject;
    struct person mentor, substitute;
    struct plan plan;
    int64_t people = 0;
    TRY(records_number(site->records, &people_count, BIND_NOTHING, 0, &people));
    size_t step = (size_t)(up->each + n / people);
    ret->person = arena_format(&site->arena, "person-%d", (int)((int64_t)n * SCATTER % people));
    TRY(subject_find(site->records, &actor_operator, subject_id(ret->person), &arena, &subject));
    TRY(mentor_of(site->records, subject.person.key, &arena, &mentor, &substitute));
    TRY(person_actor(site->records, &mentor, &ret->mentor));
    TRY(plan_show(site, &subject, NULL, &arena, &plan));
    if (step >= plan.count)
        return fail(FAIL_LIMIT, "nothing is left to sign");
    ret->step = arena_copy_string(&site->arena, plan.items[step].step.id);
    return 0;
}

static void wait_for_all(const struct signing_up *up)
{
    const struct timespec pause = {.tv_nsec = 1000000};
    atomic_fetch_add(&up->shared->ready, 1);
    while (!atomic_load(&up->shared->may_go))
        nanosleep(&pause, NULL);
}

/* One writer, from finding what to sign until all of it is signed; only the signing is timed. */
static int writer_run(const struct signing_up *up)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    int count = up->count / up->writers, from = up->from + up->writer * count;
    double *longest = &up->shared->longest[up->writer];
    TRY(site_open(up->folder, &site));
    struct sign_off *all = arena_zeroed(&site->arena, (size_t)count * sizeof *all);
    for (int i = 0; i < count; i++)
        TRY(sign_off_find(site, up, from + i, &all[i]));
    wait_for_all(up);
    double at = up->shared->began[up->writer] = now();
    for (int i = 0; i < count; i++) {
        const struct signoff_new signing = {
            .person = subject_id(all[i].person), .step = all[i].step, .evidence = "observed", .autonomy = 3};
        TRY(signoff_give(site, &all[i].mentor, &signing));
        double then = now();
        *longest = then - at > *longest ? then - at : *longest;
        at = then;
    }
    up->shared->ended[up->writer] = at;
    return 0;
}

static int writers_start(struct signing_up *up)
{
    for (up->writer = 0; up->writer < up->writers; up->writer++) {
        pid_t pid = fork();
        if (pid < 0)
            return fail(FAIL_SYSTEM, "a writer cannot be started: %s", strerror(errno));
        if (pid > 0)
            continue;
        int result = writer_run(up);
        if (result != 0) {
            fprintf(stderr, "bench_act: %s\n", fail_sentence());
            atomic_fetch_add(&up->shared->ready, 1);
        }
        _exit(result == 0 ? 0 : 1);
    }
    return 0;
}

static int writers_wait(const struct signing_up *up)
{
    const struct timespec pause = {.tv_nsec = 1000000};
    int status = 0, failures = 0;
    while (atomic_load(&up->shared->ready) < up->writers)
        nanosleep(&pause, NULL);
    atomic_store(&up->shared->may_go, true);
    for (int i = 0; i < up->writers; i++)
        failures += wait(&status) < 0 || status != 0;
    return failures ? fail(FAIL_SYSTEM, "%d writers failed", failures) : 0;
}

static int sign_run(const char *const *arguments)
{
    struct signing_up up = {.folder = arguments[0],
                            .writers = number_of(arguments[1]),
                            .count = number_of(arguments[2]),
                            .from = number_of(arguments[3]),
                            .each = number_of(arguments[4])};
    if (up.writers < 1 || up.writers > WRITERS_MAX || up.count < up.writers)
        return fail(FAIL_USAGE, "sign: 1 to %d writers, and a sign-off for each", WRITERS_MAX);
    up.shared = mmap(NULL, sizeof *up.shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (up.shared == MAP_FAILED)
        return fail(FAIL_SYSTEM, "shared memory: %s", strerror(errno));
    TRY(writers_start(&up));
    TRY(writers_wait(&up));
    double began = up.shared->began[0], ended = 0, longest = 0;
    for (int i = 0; i < up.writers; i++) {
        began = up.shared->began[i] < began ? up.shared->began[i] : began;
        ended = up.shared->ended[i] > ended ? up.shared->ended[i] : ended;
        longest = up.shared->longest[i] > longest ? up.shared->longest[i] : longest;
    }
    printf("%.1f %.2f\n", up.count / up.writers * up.writers / (ended - began), longest * 1000);
    return 0;
}

static const struct {
    const char *name;
    int arguments;
    int (*run)(const char *const *arguments);
} acts[] = {{"token", 2, token_run},       {"deltas", 1, deltas_run}, {"matrix", 1, matrix_run},
            {"standing", 1, standing_run}, {"plan", 3, plan_run},     {"impact", 2, impact_run},
            {"changed", 3, changed_run},   {"sign", 5, sign_run}};

int main(int argument_count, char **arguments)
{
    for (size_t i = 0; argument_count >= 2 && i < COUNT_OF(acts); i++) {
        if (strcmp(acts[i].name, arguments[1]) != 0 || argument_count != acts[i].arguments + 2)
            continue;
        modules_install();
        links_install();
        int result = secret_begin();
        if (result == 0)
            result = clock_begin(false);
        if (result == 0)
            result = acts[i].run((const char *const *)arguments + 2);
        if (result != 0)
            fprintf(stderr, "bench_act: %s\n", fail_sentence());
        return result == 0 ? 0 : 1;
    }
    fprintf(stderr, "bench_act: its first lines say how it is used\n");
    return 2;
}
