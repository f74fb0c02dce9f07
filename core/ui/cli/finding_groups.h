/* Finding groups: findings said by code, each with their number and the first of them, for who publishes. */
#pragma once

#include "base/json.h"
#include "domain/curriculum/finding.h"
#include "ui/cli/command.h"

/* Appends a line for each code, in order of codes; nothing without findings. */
void finding_groups_add(struct text *text, const struct invocation *invocation, const struct findings *findings);

/* "groups":[{"code","severity","count","path","line","message","hint"}], of the first of each; and "more", which were
 * counted and not kept. */
void finding_groups_put_json(struct json *json, const struct invocation *invocation, const struct findings *findings);
