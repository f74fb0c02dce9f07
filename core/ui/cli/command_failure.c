/* Writes failures with the option and the advice for their reason; see command_failure.h. */
#include "ui/cli/command_failure.h"

#include "base/text.h"
#include "domain/admin/backup.h"
#include "domain/circular/circular.h"
#include "domain/content/content.h"
#include "domain/content/content_seal.h"
#include "domain/mentor/mentoring.h"
#include "domain/people/unit_change.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "domain/records/doctor_check.h"
#include "io/sqlite/database.h"
#include "ui/cli/arguments.h"
#include "ui/text/hint.h"

#include <string.h>

static const struct hint rows[] = {
    {REASON_NO_DATABASE, N_("%s; 'trappa init' makes a data directory"), false},
    {REASON_NO_SITE, N_("%s; 'trappa init' makes one"), false},
    {REASON_RECORDS_EMPTY, N_("%s; 'trappa restore' puts a backup in its place"), false},
    {REASON_NOT_PUBLISHED, N_("%s: run 'trappa curriculum publish'"), false},
    {REASON_NO_LAYER, N_("%s: run 'trappa curriculum layer add'"), false},
    {REASON_LOGIN_WANTED, N_("%s: 'layer-login' in trappa.yaml names a file with them"), false},
    {REASON_LOGIN_IN_ADDRESS, N_("%s: 'layer-login' in trappa.yaml names a file for them"), false},
    {REASON_NO_BRANCHES, N_("%s and so no %s"), true},
    {REASON_CURRICULUM_ERRORS, N_("%s: 'trappa check' says where"), false},
    {REASON_MENTOR_CARRIES_ENOUGH, N_("%s, say why with %s"), true},
    {REASON_MENTOR_IS_FULL, N_("%s, say why with %s"), true},
    {REASON_MENTOR_UNPREPARED, N_("%s, say why with %s"), true},
    {REASON_NO_CIRCULAR, N_("%s; 'trappa step done' marks it done"), false},
    {REASON_STILL_MENTORS, N_("%s, hand them over with 'trappa mentor handover' first"), false},
    {REASON_UNIT_CLOSED, N_("%s; 'trappa unit open' opens it again"), false},
    {REASON_UNIT_HAS_PEOPLE,
     N_("%s; move them with 'trappa person set PERSON --unit UNIT', 'trappa person leave' or a file of people, or "
        "close "
        "their accounts"),
     false},
    {REASON_UNIT_HAS_UNITS, N_("%s; move them with 'trappa unit move' or close them first"), false},
    {REASON_STATUS_UNKNOWN, N_("%s; 'trappa person erase' erases"), false},
    {REASON_NO_FOLDER, N_("%s; 'trappa init' makes a site"), false},
    {REASON_CONTENT_BEHIND, N_("%s; 'trappa work --once' makes it again"), false},
    {REASON_CONTENT_DAMAGED, N_("%s; 'trappa curriculum publish --mend' makes it again"), false},
    {REASON_NO_CURRICULUM, N_("%s; 'trappa curriculum layer add' adds one"), false},
    {REASON_LAYER_WITHOUT_REPOSITORY, N_("%s; 'trappa curriculum publish' makes it"), false},
    {REASON_JOB_WAITS, N_("%s; 'trappa serve' or 'trappa work' does it"), false},
    {REASON_NO_BACKUP, N_("%s; 'trappa backup FILE' makes one, and should do so every night"), false},
    {REASON_BACKUP_OLD, N_("%s; 'trappa backup FILE' should run every night"), false},
    {REASON_BACKUP_SECRET, N_("%s; say which with %s"), true},
    {REASON_BACKUP_PLUGINS, N_("%s; say with %s that they may"), true},
    {REASON_NO_ADMINISTRATOR, N_("%s; 'trappa person invite PERSON' gives one a link that sets a password"), false},
};
static const struct hints hints = {rows, COUNT_OF(rows)};

/* What names the option and nothing else. */
static const struct hint at_option = {REASON_NONE, N_("%s (%s)"), true};

/* Options that are called something else than their field; an option by the field's own name goes before. */
static const struct {
    const char *field, *option;
} others[] = {
    {"day", "date"}, {"day", "on"},     {"first", "leave"}, {"first", "from"},
    {"kind", "as"},  {"last", "leave"}, {"last", "to"},
};

static bool takes_option(const struct command *command, const char *name)
{
    struct argument_part part;
    for (const char *at = command->arguments; argument_part_next(&at, &part);)
        if (part.is_option && part.name_length == strlen(name) && strncmp(part.name, name, part.name_length) == 0)
            return true;
    return false;
}

const char *command_option_for(const struct command *command, const char *field, struct arena *arena)
{
    if (!command || !field)
        return NULL;
    if (takes_option(command, field))
        return arena_format(arena, "--%s", field);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (text_equal(others[i].field, field) && takes_option(command, others[i].option))
            return arena_format(arena, "--%s", others[i].option);
    return NULL;
}

const char *command_failure(const struct invocation *invocation)
{
    const struct hint *hint = hint_find(&hints);
    const char *option = command_option_for(invocation->command, fail_last_field(), invocation->arena);
    return hint_sentence(hint ? hint : &at_option, invocation->language, option, invocation->arena);
}
