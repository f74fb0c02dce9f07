/* Looks for what may be taken over from older steps, and takes it over; see carry_over.h. */
#include "domain/plan/carry_over.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/progress/state.h"
#include "domain/progress/step_change.h"

static const struct query carried_insert = {
    "carried.insert", "carried",
    "INSERT INTO carried (key, person_key, step_key, from_key, version_key, signoff_key, at)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM carried), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query carried_of = {
    "carried.of", NULL,
    "SELECT older.id, version.parts, version.revision, g.signer_key, coalesce(g.at, c.at) FROM carried AS c"
    " JOIN step ON step.key = c.step_key JOIN step AS older ON older.key = c.from_key"
    " LEFT JOIN version ON version.key = c.version_key LEFT JOIN signoff AS g ON g.key = c.signoff_key"
    " WHERE c.person_key = ?1 AND step.id = ?2 AND c.at ="
    " (SELECT max(last.at) FROM carried AS last WHERE last.person_key = c.person_key AND last.step_key = c.step_key)"
    " ORDER BY c.key"};
static const struct query right_of = {"signoff.right", NULL,
                                      "SELECT signer_right = 'manager' FROM signoff WHERE key = ?1"};

/* ---- one older step ---- */

static int title_of(struct site *site, const char *step, struct arena *arena, const char **ret_title)
{
    struct content_entry entry;
    int result = content_step(site->content, step, arena, &entry);
    *ret_title = result == 0 ? entry.title : arena_copy_string(arena, step);
    return result == FAIL_NOT_FOUND ? 0 : result;
}

/* As the person left it. The newest edition may not have it any more, and nothing lapses then. */
static int source_read(struct site *site, const struct person *person, const char *step, struct arena *arena,
                       struct progress *ret_progress, struct carry_over_source *ret_source)
{
    struct content_entry entry;
    struct standing standing;
    TRY(progress_of_step(site->records, person->key, step, arena, ret_progress));
    int result = content_step(site->content, step, arena, &entry);
    if (result == FAIL_NOT_FOUND)
        entry = standing_gone_entry(step);
    else
        TRY(result);
    TRY(standing_read(site->content, &entry, ret_progress, &standing));
    struct plan_item item = standing_item(&standing, DAY_NONE);
    bool is_signed = item.signed_revision > 0;
    *ret_source = (struct carry_over_source){.step = step,
                                             .title = entry.title,
                                             .state = item.state,
                                             .is_finished = item.done_revision > 0 && plan_item_is_finished(&item),
                                             .parts = ret_progress->done_parts,
                                             .revision = is_signed ? item.signed_revision : item.done_revision,
                                             .signer_key = item.people.signer_key,
                                             .at = is_signed ? item.signed_at : item.since};
    return 0;
}

/* A manager's step takes over what a manager signed; a mentor's what anybody but oneself did; recognised is as good. */
static int is_strong_enough(struct site *site, const struct content_entry *entry, const struct progress *progress,
                            bool *ret_is)
{
    int64_t by_manager = 0;
    *ret_is = progress->state == STATE_RECOGNISED || entry->signoff == SIGNOFF_NONE || entry->signoff == SIGNOFF_SELF;
    if (*ret_is || !progress->signoff_key)
        return 0;
    TRY(records_number(site->records, &right_of, BIND(value_number(progress->signoff_key)), 0, &by_manager));
    *ret_is = by_manager || (entry->signoff == SIGNOFF_MENTOR && !evidence_is(progress->evidence, EVIDENCE_SELF));
    return 0;
}

static int is_law_in_force(struct site *site, const struct content_entry *entry, bool *ret_is)
{
    struct revision_diff diff;
    TRY(revision_diff_of(site->content, "", entry, clock_today(), &diff));
    *ret_is = diff.what == REVISION_DIFF_REDO;
    return 0;
}

/* ---- all of them ---- */

struct carry_check {
    struct site *site;
    const struct person *person;
    const struct content_entry *entry;
    struct arena *arena;
    struct progress *progress; /* of each source */
    struct carry_over carry_over;
    enum { CARRY_OVER_OPEN, CARRY_OVER_NOTHING, CARRY_OVER_UNFINISHED, CARRY_OVER_UNSIGNED, CARRY_OVER_LAW } verdict;
};

static int sources_judge(struct carry_check *carry_check)
{
    bool is_law = false, is_strong = true;
    carry_check->verdict = carry_check->carry_over.count ? CARRY_OVER_OPEN : CARRY_OVER_NOTHING;
    for (size_t i = 0; i < carry_check->carry_over.count; i++) {
        if (!carry_check->carry_over.sources[i].is_finished)
            carry_check->verdict = CARRY_OVER_UNFINISHED;
        TRY(is_strong_enough(carry_check->site, carry_check->entry, &carry_check->progress[i], &is_strong));
        if (!is_strong && carry_check->verdict == CARRY_OVER_OPEN)
            carry_check->verdict = CARRY_OVER_UNSIGNED;
    }
    TRY(is_law_in_force(carry_check->site, carry_check->entry, &is_law));
    if (is_law && carry_check->verdict == CARRY_OVER_OPEN)
        carry_check->verdict = CARRY_OVER_LAW;
    carry_check->carry_over.is_open = carry_check->verdict == CARRY_OVER_OPEN;
    return 0;
}

static int sources_read(struct carry_check *carry_check)
{
    struct content_ids ids;
    TRY(content_continues(carry_check->site->content, carry_check->entry->id, carry_check->arena, &ids));
    carry_check->carry_over.sources =
        arena_zeroed(carry_check->arena, (ids.count + 1) * sizeof *carry_check->carry_over.sources);
    carry_check->progress = arena_zeroed(carry_check->arena, (ids.count + 1) * sizeof *carry_check->progress);
    for (size_t i = 0; i < ids.count; i++)
        TRY(source_read(carry_check->site, carry_check->person, ids.items[i], carry_check->arena,
                        &carry_check->progress[i], &carry_check->carry_over.sources[i]));
    carry_check->carry_over.count = ids.count;
    return sources_judge(carry_check);
}

static int taken_source_read(const struct rows *rows, struct arena *arena, void *site, void *ret_item)
{
    struct carry_over_source *source = ret_item;
    *source = (struct carry_over_source){.step = row_copy(rows, 0, arena),
                                         .state = STATE_DONE,
                                         .is_finished = true,
                                         .parts = row_copy(rows, 1, arena),
                                         .revision = (int)row_number(rows, 2),
                                         .signer_key = row_number(rows, 3),
                                         .at = row_number(rows, 4)};
    return title_of(site, source->step, arena, &source->title);
}

/* What was taken over once, as it was then. */
static int taken_read(struct carry_check *carry_check)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct carry_over *carry_over = &carry_check->carry_over;
    TRY(records_select(carry_check->site->records, &carried_of,
                       BIND(value_number(carry_check->person->key), value_text(carry_check->entry->id)), &rows));
    TRY(ROWS_COLLECT(&rows, taken_source_read, carry_check->site, carry_check->arena, &carry_over->sources,
                     &carry_over->count));
    carry_over->is_taken = carry_over->count > 0;
    return 0;
}

int carry_over_show(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                    struct carry_over *ret_carry_over)
{
    struct plan_item item;
    struct carry_check carry_check = {.site = site, .person = &subject->person, .entry = &item.step, .arena = arena};
    TRY(plan_step(site, subject, step, arena, &item));
    if (item.state == STATE_RECOGNISED)
        TRY(taken_read(&carry_check));
    else if (!item.done_revision && !item.step.is_retired && !item.step.is_hidden)
        TRY(sources_read(&carry_check));
    for (size_t i = 0; i < carry_check.carry_over.count; i++)
        TRY(naming_name(site->records, &subject->viewer, carry_check.carry_over.sources[i].signer_key, arena,
                        &carry_check.carry_over.sources[i].signed_by_name));
    *ret_carry_over = carry_check.carry_over;
    return 0;
}

/* ---- taking over ---- */

static int fail_not_open(const struct carry_check *carry_check)
{
    const char *step = carry_check->entry->id;
    if (carry_check->verdict == CARRY_OVER_UNFINISHED)
        return fail(FAIL_RULE, "step '%s': grew out of steps that are not all done, so there is nothing to take over",
                    step);
    if (carry_check->verdict == CARRY_OVER_UNSIGNED)
        return fail(FAIL_RULE, "step '%s': asks for a signature that the older steps do not have", step);
    if (carry_check->verdict == CARRY_OVER_LAW)
        return fail(FAIL_RULE, "step '%s': says what the law is now, so it is done anew", step);
    return fail(FAIL_RULE, "step '%s': is not done, so there is no difference to take", step);
}

int carry_over_write(struct step_change *act)
{
    struct carry_check carry_check = {
        .site = act->site, .person = act->person, .entry = &act->entry, .arena = &act->change.arena};
    TRY(sources_read(&carry_check));
    if (!carry_check.carry_over.is_open)
        return fail_not_open(&carry_check);
    TRY(step_change_pin_version(act));
    for (size_t i = 0; i < carry_check.carry_over.count; i++) {
        const struct progress *source = &carry_check.progress[i];
        TRY(records_write(act->site->records, &carried_insert,
                          BIND(value_number(act->person->key), value_number(act->progress.step_key),
                               value_number(source->step_key), value_key(source->version_key),
                               value_key(source->signoff_key), value_number(clock_now())),
                          NULL));
    }
    TRY(signoff_request_end(act->site->records, &(struct signoff_request_end){.person_key = act->person->key,
                                                                              .step_key = act->progress.step_key,
                                                                              .state = "withdrawn"}));
    act->progress.decided_by_key = act->change.actor->key;
    act->progress.until = DAY_NONE;
    return step_change_put(act, STATE_RECOGNISED);
}
