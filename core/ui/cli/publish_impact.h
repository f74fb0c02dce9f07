/* Publish impact: prints what publishing would do, for `curriculum publish --dry-run`. */
#pragma once

#include "domain/curriculum/finding.h"
#include "domain/site/site.h"
#include "ui/cli/command.h"

int publish_impact_print(const struct invocation *invocation, struct site *site, const struct actor *actor,
                         const struct findings *findings);
