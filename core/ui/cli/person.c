/* `trappa person ...`: people and their accounts. */
#include "domain/people/person.h"
#include "domain/people/page_view.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/erase.h"
#include "domain/people/naming.h"
#include "domain/people/secondary_unit.h"
#include "domain/people/session.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"
#include "ui/text/links.h"

#include <stdio.h>
#include <stdlib.h>

static int command_person_add(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct person_new person = {.id = invocation_word(invocation, 0),
                                      .name = invocation_option(invocation, "name"),
                                      .email = invocation_option(invocation, "email"),
                                      .unit = invocation_option(invocation, "unit"),
                                      .roles = invocation_option(invocation, "role"),
                                      .background = invocation_option(invocation, "background"),
                                      .in_profession_since =
                                          invocation_day(invocation, "in-profession-since", DAY_NONE),
                                      .is_protected = invocation_has(invocation, "protected")};
    TRY(command_open_site(invocation, &site, &actor));
    return person_add(site->records, &actor, &person, NULL);
}

/* ---- list and show ---- */

static void roles_json(struct json *json, unsigned roles)
{
    json_key(json, "roles");
    json_array(json);
    for (unsigned bit = 1; bit <= ROLE_ADMIN; bit <<= 1)
        if (roles & bit)
            json_string(json, role_word(bit));
    json_end(json);
}

static void account_json(struct json *json, const struct person *person)
{
    json_put_string(json, "id", person->id);
    json_put_string(json, "rid", person->rid); /* of addresses and of the event log */
    json_put_string(json, "name", person->name);
    json_put_string(json, "email", person->email);
    json_put_string(json, "unit", person->unit_id);
    roles_json(json, person->roles);
    json_put_string(json, "status", person->status);
    json_put_bool(json, "protected", person->is_protected);
}

static int command_person_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    bool is_json = invocation_has(invocation, "json");
    struct json json = JSON(&text);
    struct actor actor;
    struct people people;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_list(site->records, &actor, invocation_option(invocation, "unit"), invocation->arena, &people));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < people.count; i++) {
        const struct person *person = &people.items[i];
        if (is_json) {
            json_object(&json);
            account_json(&json, person);
            json_end(&json);
        } else
            text_addf(&text, "%-20s %-16s %-24s %s%s%s\n", person->id, person->unit_id,
                      roles_format(person->roles, invocation->arena), person->name,
                      text_equal(person->status, "active") ? "" : "  ",
                      text_equal(person->status, "active") ? "" : invocation_translate(invocation, N_("disabled")));
    }
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

/* The parts of a person that are shown; an administrator, who may not see learning, sees the account. */
struct shown {
    struct subject subject;
    struct person person;
    struct naming mentor, substitute;
    const struct unit *units; /* besides the own */
    size_t unit_count;
    bool is_account_only;
};

static int shown_read(const struct invocation *invocation, struct records *records, const struct actor *actor,
                      struct shown *shown)
{
    const char *id = invocation_word(invocation, 0);
    TRY(subject_find(records, actor, subject_id(id), invocation->arena, &shown->subject));
    shown->is_account_only = !subject_may(&shown->subject, RIGHT_SEE_DATES);
    TRY(subject_check_either(&shown->subject, RIGHT_SEE_DATES, RIGHT_ACCOUNT));
    shown->person = shown->subject.person;
    if (!shown->is_account_only)
        TRY(naming_mentors(records, &shown->subject, invocation->arena, &shown->mentor, &shown->substitute));
    return page_view_record(records, actor, shown->person.rid, "person show");
}

static void shown_json(const struct shown *shown, struct text *text)
{
    const struct person *person = &shown->person;
    struct json json = JSON(text);
    json_object(&json);
    account_json(&json, person);
    json_key(&json, "also_units");
    json_array(&json);
    for (size_t i = 0; i < shown->unit_count; i++)
        json_string(&json, shown->units[i].id);
    json_end(&json);
    json_put_string(&json, "language", person->language);
    if (!shown->is_account_only) {
        json_put_string(&json, "background", person->background);
        json_put_day(&json, "in_profession_since", person->in_profession_since);
        json_put_string(&json, "mentor", shown->mentor.id);
        json_put_string(&json, "substitute", shown->substitute.id);
        json_key(&json, "mentor_ceiling");
        json_decimal(&json, person->mentor_ceiling);
        json_put_day(&json, "full_until", person->full_until);
    }
    json_end(&json);
}

static void line(const struct invocation *invocation, struct text *text, const char *label, const char *value)
{
    if (value && *value)
        text_addf(text, "%s: %s\n", invocation_translate(invocation, label), value);
}

static void shown_text(const struct invocation *invocation, const struct shown *shown, struct text *text)
{
    const struct person *person = &shown->person;
    char since[DAY_TEXT_BYTES], full[DAY_TEXT_BYTES];
    text_addf(text, "%s  %s\n", person->id, person->name);
    line(invocation, text, N_("unit"), person->unit_name);
    for (size_t i = 0; i < shown->unit_count; i++)
        line(invocation, text, N_("also in unit"), shown->units[i].name);
    line(invocation, text, N_("roles"), roles_format(person->roles, invocation->arena));
    line(invocation, text, N_("e-mail"), person->email);
    line(invocation, text, N_("status"), person->status);
    if (person->is_protected)
        line(invocation, text, N_("protected identity"), invocation_translate(invocation, N_("yes")));
    if (shown->is_account_only)
        return;
    line(invocation, text, N_("background"), person->background);
    line(invocation, text, N_("in the profession since"), day_format(person->in_profession_since, since));
    line(invocation, text, N_("mentor"), shown->mentor.name);
    line(invocation, text, N_("substitute"), shown->substitute.name);
    line(invocation, text, N_("full until"), day_format(person->full_until, full));
}

static int units_shown(const struct invocation *invocation, struct records *records, struct shown *shown)
{
    struct unit *units;
    TRY(secondary_units_of(records, shown->person.key, invocation->arena, &units, &shown->unit_count));
    shown->units = units;
    return 0;
}

static int command_person_join(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return secondary_unit_add(site->records, &actor, subject_id(invocation_word(invocation, 0)),
                              invocation_word(invocation, 1));
}

static int command_person_leave(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return secondary_unit_remove(site->records, &actor, subject_id(invocation_word(invocation, 0)),
                                 invocation_word(invocation, 1));
}

static int command_person_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct shown shown = {0};
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(shown_read(invocation, site->records, &actor, &shown));
    TRY(units_shown(invocation, site->records, &shown));
    if (invocation_has(invocation, "json")) {
        shown_json(&shown, &text);
        return print_json(&text);
    }
    shown_text(invocation, &shown, &text);
    return print_text(&text);
}

/* ---- changing ---- */

/* "4" or "3.5" with nothing around it. */
static int ceiling_parse(const char *string, double *ret_ceiling)
{
    char *end = NULL;
    double ceiling = strtod(string, &end);
    if (end == string || *end || string[0] == ' ')
        return fail(FAIL_INPUT, "--mentor-ceiling: '%s' is not a number such as 4 or 3.5", string);
    *ret_ceiling = ceiling;
    return 0;
}

static int command_person_set(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    int since = invocation_day(invocation, "in-profession-since", DAY_NONE);
    bool is_protected = text_equal(invocation_option(invocation, "protected"), "yes");
    double ceiling = 0;
    const char *ceiling_text = invocation_option(invocation, "mentor-ceiling");
    const struct person_change change = {.id = invocation_option(invocation, "id"),
                                         .name = invocation_option(invocation, "name"),
                                         .email = invocation_option(invocation, "email"),
                                         .unit = invocation_option(invocation, "unit"),
                                         .roles = invocation_option(invocation, "role"),
                                         .background = invocation_option(invocation, "background"),
                                         .language = invocation_option(invocation, "language"),
                                         .status = invocation_option(invocation, "status"),
                                         .in_profession_since =
                                             invocation_has(invocation, "in-profession-since") ? &since : NULL,
                                         .is_protected = invocation_has(invocation, "protected") ? &is_protected : NULL,
                                         .mentor_ceiling = ceiling_text ? &ceiling : NULL};
    if (invocation->option_count <= (size_t)invocation_has(invocation, "by") + invocation_has(invocation, "data"))
        return fail(FAIL_USAGE, "person set: nothing to set");
    if (ceiling_text)
        TRY(ceiling_parse(ceiling_text, &ceiling));
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_set(site->records, &actor, subject_id(invocation_word(invocation, 0)), &change));
    if (change.id && !text_equal(change.id, invocation_word(invocation, 0)))
        command_print_line(invocation, N_("%s is %s from now on; nobody else gets the former id"),
                           invocation_word(invocation, 0), change.id);
    return 0;
}

static int command_person_invite(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    char token[SECRET_TOKEN_BYTES];
    TRY(command_open_site(invocation, &site, &actor));
    TRY(invitation_make(site->records, &actor, invocation_word(invocation, 0), token));
    const struct site_config *config = &site->config;
    const char *path = link_to(invocation->arena, &(struct target){.kind = TARGET_INVITATION, .id = token});
    if (config->public_address)
        printf("%s%s\n", config->public_address, path);
    else
        printf("http://%s%s\n", config->listen, path);
    return 0;
}

static int command_person_export(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_export(site->records, &actor, invocation_word(invocation, 0), &text));
    return print_json(&text);
}

static int command_person_erase(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return person_erase(site->records, &actor, invocation_word(invocation, 0),
                        invocation_option(invocation, "because"));
}

static const struct command commands[] = {
    {"person add",
     "ID --name TEXT [--email ADDRESS] --unit ID --role ROLES [--background WORD] [--in-profession-since DATE]"
     " [--protected] [--by PERSON]",
     N_("Adds a person; roles are learner, mentor, manager, hr, author, contact, admin, with commas between"),
     command_person_add},
    {"person join", "PERSON UNIT [--by PERSON]", N_("Says that a person works in another unit too"),
     command_person_join},
    {"person leave", "PERSON UNIT [--by PERSON]", N_("Takes back that a person works in another unit too"),
     command_person_leave},
    {"person list", "[--unit ID] [--by PERSON] [--json]", N_("Lists people, of one unit and those below it or all"),
     command_person_list},
    {"person show", "PERSON [--by PERSON] [--json]", N_("Shows what is known of a person"), command_person_show},
    {"person set",
     "PERSON [--id ID] [--name TEXT] [--email ADDRESS] [--unit ID] [--role ROLES] [--background WORD]"
     " [--in-profession-since DATE] [--language sv|en] [--status active|disabled] [--protected yes|no]"
     " [--mentor-ceiling NUMBER] [--by PERSON]",
     N_("Changes what is known of a person"), command_person_set},
    {"person invite", "PERSON [--by PERSON]", N_("Prints a link, good for 24 hours, that sets a password"),
     command_person_invite},
    {"person export", "PERSON [--by PERSON]", N_("Prints everything kept about a person as JSON"),
     command_person_export},
    {"person erase", "PERSON --because TEXT [--by PERSON]",
     N_("Erases what names a person and all free words about them, for good"), command_person_erase},
};
const struct command_table person_commands = COMMAND_TABLE(commands);
