/* Counts the fault points, in a build for testing; see fault.h. */
#include "io/fault.h"

#ifdef TRAPPA_FAULTS

#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PLACES 4096 /* a power of two, above the number of points */
#define PASSES_MAX 2

struct place {
    uint64_t name; /* its hash; 0: free */
    int passes;
};

static struct {
    struct place places[PLACES];
    pid_t process;
    long wanted, passed; /* which point must fail, and how many have been counted */
    const char *file;
} faults;

static const struct {
    const char *name;
    int number;
} kinds[] = {[FAULT_BUSY] = {"busy", EWOULDBLOCK},
             [FAULT_FULL] = {"full", ENOSPC},
             [FAULT_UNREADABLE] = {"unreadable", EIO},
             [FAULT_SHORT_WRITE] = {"short-write", ENOSPC},
             [FAULT_KILLED] = {"killed", EINTR}};

static void faults_begin(void)
{
    const char *said = getenv("TRAPPA_FAULT");
    char *end = NULL;
    faults.process = getpid();
    faults.wanted = said ? strtol(said, &end, 10) : 0;
    faults.file = end && *end == ':' ? end + 1 : NULL;
}

/* FNV-1a, without what stands in quotation marks. */
static uint64_t name_hash(enum fault_kind kind, const char *what)
{
    uint64_t hash = 14695981039346656037U + kind;
    for (bool is_quoted = false; *what; what++) {
        is_quoted ^= *what == '"';
        if (!is_quoted)
            hash = (hash ^ (unsigned char)*what) * 1099511628211U;
    }
    return hash ? hash : 1;
}

static bool is_counted(enum fault_kind kind, const char *what)
{
    uint64_t name = name_hash(kind, what);
    size_t at = name % PLACES;
    for (size_t i = 0; i < PLACES && faults.places[at].name && faults.places[at].name != name; i++)
        at = (at + 1) % PLACES;
    faults.places[at].name = name;
    return ++faults.places[at].passes <= PASSES_MAX;
}

static void fault_note(enum fault_kind kind, const char *what)
{
    FILE *file = faults.file ? fopen(faults.file, "we") : NULL;
    if (!file)
        return;
    fprintf(file, "%s: %.100s\n", kinds[kind].name, what);
    fclose(file);
}

bool fault_here(enum fault_kind kind, const char *what)
{
    if (!faults.process)
        faults_begin();
    if (!faults.wanted || faults.process != getpid() || !is_counted(kind, what) || ++faults.passed != faults.wanted)
        return false;
    fault_note(kind, what);
    errno = kinds[kind].number;
    return true;
}

#endif
