/* `trappa mentor ...`: mentorships, and the load of mentors. */
#include "domain/mentor/mentor_change.h"
#include "domain/mentor/mentoring.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>

/* A warning in advance: the ceiling is near. Above it the command fails without a reason, with its own sentence. */
static int room_warn(const struct invocation *invocation, struct site *site, const struct actor *actor,
                     const struct mentor_assignment *assignment)
{
    struct mentor_room room;
    TRY(mentor_room(site->records, actor, assignment, &room));
    if (room.is_near && !assignment->is_substitute)
        fprintf(stderr, "%s: %g/%g, %s\n", assignment->mentor.word, room.weight, room.ceiling,
                invocation_translate(invocation, N_("no room for one more new learner")));
    return 0;
}

static int command_mentor_assign(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct mentor_assignment assignment = {.learner = subject_id(invocation_word(invocation, 0)),
                                                 .mentor = subject_id(invocation_word(invocation, 1)),
                                                 .from = invocation_day(invocation, "from", DAY_NONE),
                                                 .to = invocation_day(invocation, "to", DAY_NONE),
                                                 .is_substitute = invocation_has(invocation, "substitute"),
                                                 .because = invocation_option(invocation, "because")};
    TRY(command_open_site(invocation, &site, &actor));
    TRY(room_warn(invocation, site, &actor, &assignment));
    return mentoring_assign(site, &actor, &assignment);
}

static int command_mentor_full(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    if (invocation_has(invocation, "until") == invocation_has(invocation, "no-longer"))
        return fail(FAIL_USAGE, "mentor full: either --until DATE or --no-longer");
    TRY(command_open_site(invocation, &site, &actor));
    return mentor_set_full(site->records, &actor, subject_id(invocation_word(invocation, 0)),
                           invocation_day(invocation, "until", DAY_NONE));
}

static int command_mentor_handover(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return mentor_handover(site->records, &actor, subject_id(invocation_word(invocation, 0)),
                           subject_id(invocation_option(invocation, "to")), invocation_option(invocation, "because"));
}

/* ---- load ---- */

static void load_json(struct json *json, const struct mentor_load *load)
{
    json_object(json);
    json_put_string(json, "mentor", load->mentor.id);
    json_put_number(json, "assignments", load->assignments);
    json_key(json, "weight");
    json_decimal(json, load->weight);
    json_key(json, "ceiling");
    json_decimal(json, load->ceiling);
    json_put_bool(json, "over", load->is_over);
    json_put_bool(json, "near", load->is_near);
    json_put_day(json, "full_until", load->full_until);
    json_end(json);
}

static void load_line(const struct invocation *invocation, const struct mentor_load *load, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    text_addf(text, "%-20s %3d  %g/%g  %s", load->mentor.id, load->assignments, load->weight, load->ceiling,
              load->mentor.name);
    if (load->is_over)
        text_addf(text, "  %s", invocation_translate(invocation, N_("over the ceiling")));
    if (load->is_near)
        text_addf(text, "  %s", invocation_translate(invocation, N_("no room for one more new learner")));
    if (load->full_until != DAY_NONE && load->full_until >= clock_today())
        text_addf(text, "  %s %s", invocation_translate(invocation, N_("full until")),
                  day_format(load->full_until, day));
    text_add(text, "\n");
}

static int missing_lines(const struct invocation *invocation, struct site *site, const struct actor *actor,
                         struct text *text)
{
    struct people missing;
    TRY(mentor_missing(site->records, actor, invocation_option(invocation, "unit"), invocation->arena, &missing));
    for (size_t i = 0; i < missing.count; i++)
        text_addf(text, "%-20s %s  %s\n", missing.items[i].id, invocation_translate(invocation, N_("has no mentor")),
                  missing.items[i].name);
    return 0;
}

static int command_mentor_load(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    bool is_json = invocation_has(invocation, "json");
    struct json json = JSON(&text);
    struct actor actor;
    struct mentor_load *loads;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(mentor_loads(site->records, &actor, invocation_option(invocation, "unit"), invocation->arena, &loads, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            load_json(&json, &loads[i]);
        else
            load_line(invocation, &loads[i], &text);
    if (!is_json) {
        TRY(missing_lines(invocation, site, &actor, &text));
        return print_text(&text);
    }
    json_end(&json);
    return print_json(&text);
}

static int command_mentor_missing(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct people missing;
    TRY(command_open_site(invocation, &site, &actor));
    if (!invocation_has(invocation, "json")) {
        TRY(missing_lines(invocation, site, &actor, &text));
        return print_text(&text);
    }
    TRY(mentor_missing(site->records, &actor, invocation_option(invocation, "unit"), invocation->arena, &missing));
    json_array(&json);
    for (size_t i = 0; i < missing.count; i++)
        json_string(&json, missing.items[i].id);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"mentor assign", "LEARNER MENTOR [--from DATE] [--to DATE] [--substitute] [--because TEXT] [--by PERSON]",
     N_("Gives a learner a mentor or a substitute"), command_mentor_assign},
    {"mentor load", "[--unit ID] [--by PERSON] [--json]", N_("Lists mentors and how much each carries"),
     command_mentor_load},
    {"mentor missing", "[--unit ID] [--by PERSON] [--json]",
     N_("Lists learners with a running plan who have no mentor"), command_mentor_missing},
    {"mentor full", "MENTOR [--until DATE] [--no-longer] [--by PERSON]",
     N_("Says that a mentor takes nobody more until a day"), command_mentor_full},
    {"mentor handover", "MENTOR [--to MENTOR] [--because TEXT] [--by PERSON]",
     N_("Ends all mentorships of somebody, who leaves learners to another or to their substitutes"),
     command_mentor_handover},
};
const struct command_table mentor_commands = COMMAND_TABLE(commands);
