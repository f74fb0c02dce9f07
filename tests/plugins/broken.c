/* Broken: one plugin in many bad shapes, each built with -DBROKEN_NAME; every shape is refused with its own
 * sentence. */
#include <stdlib.h>
#include <trappa/check.h>
#include <trappa/command.h>
#include <trappa/migration.h>
#include <trappa/personal.h>
#include <trappa/plugin.h>

#ifdef BROKEN_UNDEFINED
int no_such_function_anywhere(void);
#endif

static int run(const struct trappa_command_call_1 *call)
{
    call->print("this must never run\n");
    return 0;
}

static int start(const struct trappa_host *host)
{
#ifdef BROKEN_CRASH
    abort();
#endif
#ifdef BROKEN_HANG
    for (volatile int going = 1; going;)
        ;
#endif
#ifdef BROKEN_UNDEFINED
    return no_such_function_anywhere();
#endif
#ifdef BROKEN_FAILS
    return host->fail(TRAPPA_RULE, "the setting '%s' is missing", "colour");
#endif
#ifdef BROKEN_MUTE
    return TRAPPA_SYSTEM;
#endif
    (void)host;
    return 0;
}

static const struct trappa_command_1 command = {
#ifdef BROKEN_OFFER_SIZE
    .size = sizeof command + 8,
#else
    .size = sizeof command,
#endif
#ifdef BROKEN_COMMAND_NAME
    .name = "plan",
#elif defined BROKEN_TABLE_ID
    .name = "signoff",
#elif defined BROKEN_EVENT_ID
    .name = "talk",
#elif defined BROKEN_FINDING
    .name = "whisper",
#else
    .name = "broken",
#endif
    .arguments = "",
    .help = "Never runs",
#ifdef BROKEN_COMMAND_NULL
    .run = NULL,
#else
    .run = run,
#endif
};

#ifdef BROKEN_MIGRATION
#define MIGRATION_SQL                                                                                                  \
    "CREATE TABLE broken_a (key INTEGER PRIMARY KEY) STRICT; ALTER TABLE person ADD COLUMN broken_b TEXT"
#elif defined BROKEN_LOOSE
#define MIGRATION_SQL "CREATE TABLE broken_a (key INTEGER PRIMARY KEY)"
#elif defined BROKEN_KEYLESS
#define MIGRATION_SQL "CREATE TABLE broken_a (words TEXT, key INTEGER PRIMARY KEY) STRICT"
#endif

#ifdef MIGRATION_SQL
static const struct trappa_migration_1 migration = {sizeof migration, 1, "broken", MIGRATION_SQL};
#endif

#ifdef BROKEN_TWICE
static const struct trappa_migration_1 migration = {
    sizeof migration, 1, "broken", "CREATE TABLE broken_a (key INTEGER PRIMARY KEY, person TEXT) STRICT"};
static const struct trappa_personal_1 personal = {sizeof personal, "broken_a", "person", NULL};
#endif

#ifdef BROKEN_FINDING
static const struct trappa_check_code_1 codes[] = {{"SA101", 1, "'%s' whispers", "speak up", "The sampler's code."},
                                                   {NULL, 0, NULL, NULL, NULL}};
static const struct trappa_check_1 check = {sizeof check, codes, NULL};
#endif

static const struct trappa_offer offers[] = {
#ifdef BROKEN_FINDING
    {TRAPPA_CHECK_1, &check},
#endif
#ifdef BROKEN_TWICE
    {TRAPPA_MIGRATION_1, &migration},
    {TRAPPA_PERSONAL_1, &personal},
    {TRAPPA_PERSONAL_1, &personal},
#endif
#ifdef MIGRATION_SQL
    {TRAPPA_MIGRATION_1, &migration},
#endif
#ifdef BROKEN_OFFER
    {"telepathy/1", &command},
#else
    {TRAPPA_COMMAND_1, &command},
#endif
    {NULL, NULL},
};

static const char *const needs[] = {
#ifdef BROKEN_NEED
    "telepathy/1",
#endif
    NULL,
};

#ifdef BROKEN_HIDDEN
__attribute__((visibility("hidden")))
#else
TRAPPA_EXPORT
#endif
const struct trappa_plugin trappa_plugin = {
#ifdef BROKEN_ABI
    .abi = 7,
#else
    .abi = TRAPPA_ABI,
#endif
#ifdef BROKEN_SIZE
    .size = sizeof trappa_plugin - 8,
#else
    .size = sizeof trappa_plugin,
#endif
#ifdef BROKEN_ID
    .id = "Bad Id",
#elif defined BROKEN_TABLE_ID
    .id = "signoff",
#elif defined BROKEN_EVENT_ID
    .id = "talk",
#elif defined BROKEN_FINDING
    .id = "whisper",
#else
    .id = "broken",
#endif
    .version = "1.0",
    .summary = "Broken on purpose",
    .needs = needs,
    .offers = offers,
#ifndef BROKEN_START_NULL
    .start = start,
#endif
};
