/* Compares the version a person did with the newest; see step_diff.h. */
#include "domain/plan/step_diff.h"
#include "domain/progress/state.h"

int step_diff(struct site *site, const struct subject *subject, const struct step_diff_request *of, struct arena *arena,
              struct plan_item *ret_item, struct step_comparison *ret_comparison)
{
    TRY(plan_step(site, subject, of->step, arena, ret_item));
    const char *since = of->since_signature && ret_item->signed_parts ? ret_item->signed_parts : ret_item->diff_since;
    *ret_comparison = (struct step_comparison){0};
    if (!since || ret_item->step.is_retired || ret_item->step.is_hidden)
        return 0;
    return step_compare(
        site->content,
        &(struct step_versions){
            .step = of->step, .old_parts = since, .new_parts = ret_item->step.parts, .language = of->language},
        arena, ret_comparison);
}
