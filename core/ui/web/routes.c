/* All tables of routes: a page's table is one line here. */
#include "ui/web/about.h"
#include "ui/web/account.h"
#include "ui/web/annual_cycle.h"
#include "ui/web/aspirant.h"
#include "ui/web/aspirant_list.h"
#include "ui/web/calendar.h"
#include "ui/web/circular.h"
#include "ui/web/contact.h"
#include "ui/web/coverage.h"
#include "ui/web/curriculum.h"
#include "ui/web/decide.h"
#include "ui/web/introduction.h"
#include "ui/web/level_preview.h"
#include "ui/web/paper.h"
#include "ui/web/person.h"
#include "ui/web/plan.h"
#include "ui/web/plan_edit.h"
#include "ui/web/plugin.h"
#include "ui/web/publish_impact.h"
#include "ui/web/remind.h"
#include "ui/web/report.h"
#include "ui/web/roster_import.h"
#include "ui/web/sign_in.h"
#include "ui/web/signoff.h"
#include "ui/web/staircase.h"
#include "ui/web/start.h"
#include "ui/web/step.h"
#include "ui/web/step_diff.h"
#include "ui/web/supervision.h"
#include "ui/web/today.h"
#include "ui/web/unit.h"

const struct route_table *const route_tables[] = {
    &about_routes,          &account_routes,      &plan_edit_routes,    &aspirant_list_routes,
    &aspirant_routes,       &calendar_routes,     &circular_routes,     &contact_routes,
    &coverage_routes,       &curriculum_routes,   &decide_routes,       &step_diff_routes,
    &publish_impact_routes, &introduction_routes, &paper_routes,        &roster_import_routes,
    &person_routes,         &plan_routes,         &plugin_routes,       &remind_routes,
    &report_routes,         &sign_in_routes,      &signoff_routes,      &staircase_routes,
    &start_routes,          &step_routes,         &supervision_routes,  &today_routes,
    &level_preview_routes,  &unit_routes,         &annual_cycle_routes, NULL,
};
