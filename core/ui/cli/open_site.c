/* Opens the site of a command line and finds its actor; see open_site.h. */
#include "ui/cli/open_site.h"

#include "host/plugin_install.h"

int command_open_site_as_operator(const struct invocation *invocation, struct site **ret_site)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    TRY(site_open(invocation->data, &site));
    command_load_plugins(invocation);
    (void)plugin_install(site); /* it has said why */
    *ret_site = TAKE(site);
    return 0;
}

int command_actor(const struct invocation *invocation, struct site *site, const char *by, struct actor *ret_actor)
{
    struct person person;
    TRY(person_find_checked(site->records, &actor_operator, RIGHT_SEE_DATES, by, invocation->arena, &person));
    return person_actor(site->records, &person, ret_actor);
}

int command_open_site(const struct invocation *invocation, struct site **ret_site, struct actor *ret_actor)
{
    const char *by = invocation_option(invocation, "by");
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor = actor_operator;
    TRY(command_open_site_as_operator(invocation, &site));
    if (by)
        TRY(command_actor(invocation, site, by, &actor));
    *ret_actor = actor;
    *ret_site = TAKE(site);
    return 0;
}

int command_open_subject(const struct invocation *invocation, struct site *site, const struct actor *actor,
                         enum right right, struct subject *ret_subject)
{
    return subject_open(site->records, actor, subject_id(invocation_word(invocation, 0)), right, invocation->arena,
                        ret_subject);
}
