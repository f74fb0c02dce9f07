/* `trappa calendar ...`: somebody's days as a calendar file, and the address at which calendar programs read it. */
#include "domain/calendar/calendar.h"

#include "domain/calendar/calendar_address.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"
#include "ui/text/calendar_feed.h"

static int command_calendar_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(CALENDAR_FEED_MAX);
    struct actor actor;
    struct subject subject;
    struct calendar calendar;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_EXPORT, &subject));
    TRY(calendar_publish(site, &subject, invocation->arena, &calendar));
    calendar_feed_write(site, &subject.person, &calendar, &text);
    return print_text(&text);
}

static int command_calendar_address(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct actor actor;
    char token[SECRET_TOKEN_BYTES];
    TRY(command_open_site(invocation, &site, &actor));
    TRY(calendar_address_make(site->records, &actor, subject_id(invocation_word(invocation, 0)), token));
    text_addf(&text, "%s\n", calendar_feed_address(site, invocation->arena, token));
    return print_text(&text);
}

static int command_calendar_revoke(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return calendar_address_revoke(site->records, &actor, subject_id(invocation_word(invocation, 0)));
}

static const struct command commands[] = {
    {"calendar show", "PERSON [--by PERSON]", N_("Prints what has a day for a person, as calendar programs read it"),
     command_calendar_show},
    {"calendar address", "PERSON [--by PERSON]",
     N_("Prints a new secret address at which a calendar program reads it; one from before stops working"),
     command_calendar_address},
    {"calendar revoke", "PERSON [--by PERSON]", N_("Takes that address back"), command_calendar_revoke},
};
const struct command_table calendar_commands = COMMAND_TABLE(commands);
