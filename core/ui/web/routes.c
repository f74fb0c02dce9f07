/* All tables of routes: a page's table is one line here. */
#include "ui/web/about.h"
#include "ui/web/account.h"
#include "ui/web/adjust.h"
#include "ui/web/aspirant.h"
#include "ui/web/aspirant_list.h"
#include "ui/web/calendar.h"
#include "ui/web/circular.h"
#include "ui/web/contact.h"
#include "ui/web/coverage.h"
#include "ui/web/curriculum.h"
#include "ui/web/decide.h"
#include "ui/web/difference.h"
#include "ui/web/effect.h"
#include "ui/web/introduction.h"
#include "ui/web/paper.h"
#include "ui/web/people_file.h"
#include "ui/web/person.h"
#include "ui/web/plan.h"
#include "ui/web/plugin.h"
#include "ui/web/remind.h"
#include "ui/web/report.h"
#include "ui/web/sign.h"
#include "ui/web/sign_in.h"
#include "ui/web/staircase.h"
#include "ui/web/start.h"
#include "ui/web/step.h"
#include "ui/web/talk.h"
#include "ui/web/today.h"
#include "ui/web/trial.h"
#include "ui/web/unit.h"
#include "ui/web/wheel.h"

const struct route_table *const route_tables[] = {
    &about_routes,    &account_routes,      &adjust_routes,   &aspirant_list_routes,
    &aspirant_routes, &calendar_routes,     &circular_routes, &contact_routes,
    &coverage_routes, &curriculum_routes,   &decide_routes,   &difference_routes,
    &effect_routes,   &introduction_routes, &paper_routes,    &people_file_routes,
    &person_routes,   &plan_routes,         &plugin_routes,   &remind_routes,
    &report_routes,   &sign_in_routes,      &sign_routes,     &staircase_routes,
    &start_routes,    &step_routes,         &talk_routes,     &today_routes,
    &trial_routes,    &unit_routes,         &wheel_routes,    NULL,
};
