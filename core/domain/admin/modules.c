/* The list of subjects: a subject is added by its folder, its module, and its name here. */
#include "domain/admin/modules.h"

#include "domain/records/module.h"

extern const struct module records_module, people_module, access_token_module, publish_module, site_module,
    progress_module, plan_module, staircase_module, signoff_module, mentor_module, remind_module, calendar_module,
    circular_module, proposal_module, roster_module, aspirant_module, admin_module;

/* In the order of core/domain/meson.build. */
static const struct module *const modules[] = {
    &records_module,  &people_module,    &access_token_module, &publish_module,  &site_module,   &progress_module,
    &plan_module,     &staircase_module, &signoff_module,      &mentor_module,   &remind_module, &calendar_module,
    &circular_module, &proposal_module,  &roster_module,       &aspirant_module, &admin_module,  NULL,
};

void modules_install(void)
{
    modules_use(modules);
}
