/* Open site: how a command opens its site and finds its actor.
 *
 *     CLEANUP(site_close_at) struct site *site = NULL;
 *     struct actor actor;
 *     TRY(command_open_site(invocation, &site, &actor)); */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"
#include "ui/cli/command.h"

/* Opens the site of --data; yours to close. The actor is the person of `--by PERSON`, if the row has that option and it
 * was given, else the operator. FAIL_NOT_FOUND without a site or such a person. */
int command_open_site(const struct invocation *invocation, struct site **ret_site, struct actor *ret_actor);

/* The person whose short id is the command's first word, as subject_open(). */
int command_open_subject(const struct invocation *invocation, struct site *site, const struct actor *actor,
                         enum right right, struct subject *ret_subject);

/* The two halves of it, for commands where `--by` means more: opens the site only; makes an actor of a person's id. */
int command_open_site_as_operator(const struct invocation *invocation, struct site **ret_site);
int command_actor(const struct invocation *invocation, struct site *site, const char *by, struct actor *ret_actor);
