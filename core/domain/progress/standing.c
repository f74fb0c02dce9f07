/* Judges one row of progress; see standing.h. */
#include "domain/progress/standing.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/progress/recurrence.h"

/* ---- what was done ---- */

static bool is_state_final(enum plan_state state)
{
    return state == STATE_DONE || state == STATE_SIGNED || state == STATE_SKIPPED || state == STATE_RECOGNISED;
}

static bool is_signed(const struct progress *progress)
{
    enum plan_state state = progress->state;
    return progress->signoff_key && (state == STATE_SIGNED || state == STATE_REQUESTED || state == STATE_RETURNED);
}

/* Since when it counts: since it was signed, on paper perhaps; else since the state. */
static int counts_since(const struct progress *progress)
{
    if (is_signed(progress) && progress->paper_day > 0)
        return progress->paper_day;
    return instant_day(is_signed(progress) ? progress->signed_at : progress->since);
}

static int valid_until(const struct recurrence *recurrence, const struct progress *progress)
{
    bool is_done = progress->state != STATE_TODO && progress->state != STATE_SKIPPED &&
                   (progress->done_revision || progress->state == STATE_RECOGNISED);
    return recurrence && is_done ? recurrence_last_day(recurrence, counts_since(progress)) : DAY_NONE;
}

/* ---- what is asked ---- */

static bool is_used(const struct content_entry *entry)
{
    return !entry->is_retired && !entry->is_hidden;
}

static bool may_be_asked(const struct progress *progress, bool is_in_use)
{
    return progress->state != STATE_SKIPPED && is_in_use;
}

struct progress_diffs standing_asked_apart(const struct standing *standing)
{
    const struct revision_diff nothing = {REVISION_DIFF_NONE, DAY_NONE};
    if (!may_be_asked(standing->progress, is_used(standing->entry)))
        return (struct progress_diffs){nothing, nothing};
    return (struct progress_diffs){standing->diffs.done, standing->is_signed ? standing->diffs.signature : nothing};
}

static struct revision_diff asked_by_revisions(const struct standing *standing)
{
    const struct progress_diffs *diffs = &standing->diffs;
    if (!standing->is_signed || diffs->signature.what == REVISION_DIFF_NONE)
        return diffs->done;
    if (diffs->signature.what == REVISION_DIFF_REDO)
        return diffs->signature;
    return (struct revision_diff){diffs->done.what, diffs->signature.from};
}

static bool is_out_of_time(const struct standing *standing)
{
    return standing->valid_until != DAY_NONE && standing->valid_until < standing->today;
}

static struct revision_diff asked(const struct standing *standing, bool is_in_use)
{
    if (!may_be_asked(standing->progress, is_in_use))
        return (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    if (is_out_of_time(standing))
        return (struct revision_diff){REVISION_DIFF_REDO, standing->valid_until + 1};
    return asked_by_revisions(standing);
}

static int lapses_on(const struct standing *standing)
{
    const struct revision_diff *law = &standing->diffs.signature;
    int of_law = law->what == REVISION_DIFF_READ ? law->from : DAY_NONE;
    if (standing->valid_until == DAY_NONE || (of_law != DAY_NONE && of_law <= standing->valid_until))
        return of_law;
    return standing->valid_until + 1;
}

/* ---- what it counts as ---- */

static bool counts_as_finished(enum plan_state state, bool was_done, enum revision_diff_kind asks)
{
    bool is_asked_again = !is_state_final(state) && state != STATE_TODO && was_done;
    return (is_state_final(state) || is_asked_again) && asks != REVISION_DIFF_REDO;
}

bool plan_item_is_finished(const struct plan_item *item)
{
    return counts_as_finished(item->state, item->done_revision > 0, item->diff);
}

bool plan_item_asks_for_signature(const struct plan_item *item)
{
    return !plan_item_is_finished(item) && is_used(&item->step) && item->step.signoff >= SIGNOFF_MENTOR;
}

/* ---- all of it ---- */

struct standing_kind standing_kind_of(const struct content_entry *entry)
{
    return (struct standing_kind){entry->recurrence.months ? &entry->recurrence : NULL, is_used(entry)};
}

struct standing standing_of(const struct content_entry *entry, const struct progress *progress,
                            const struct progress_diffs *diffs, int today)
{
    return standing_of_kind(entry, standing_kind_of(entry), progress, diffs, today);
}

struct standing standing_of_kind(const struct content_entry *entry, struct standing_kind kind,
                                 const struct progress *progress, const struct progress_diffs *diffs, int today)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE, .paper_day = DAY_NONE};
    struct standing standing = {.entry = entry,
                                .progress = progress ? progress : &nothing,
                                .diffs = {{REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_NONE, DAY_NONE}},
                                .today = today};
    progress = standing.progress;
    if (diffs)
        standing.diffs = *diffs;
    standing.is_signed = is_signed(progress);
    standing.valid_until = valid_until(kind.recurrence, progress);
    standing.is_renewable =
        standing.valid_until != DAY_NONE && today >= standing.valid_until - recurrence_ahead(kind.recurrence);
    standing.asks = asked(&standing, kind.is_used);
    standing.lapses_on = standing.is_signed ? lapses_on(&standing) : DAY_NONE;
    standing.has_lapsed =
        standing.is_signed && (standing.diffs.signature.what == REVISION_DIFF_REDO || is_out_of_time(&standing));
    standing.is_finished = counts_as_finished(progress->state, progress->done_revision > 0, standing.asks.what);
    standing.is_completed = standing.is_finished && !(progress->state == STATE_SKIPPED && progress->until != DAY_NONE);
    return standing;
}

int standing_read(struct content *content, const struct content_entry *entry, const struct progress *progress,
                  struct standing *ret_standing)
{
    struct progress_diffs diffs = {{REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_NONE, DAY_NONE}};
    int today = clock_today();
    if (progress && progress->done_parts && *entry->parts)
        TRY(revision_diff_of(content, progress->done_parts, entry, today, &diffs.done));
    if (progress && progress->signed_parts && *entry->parts)
        TRY(revision_diff_of(content, progress->signed_parts, entry, today, &diffs.signature));
    *ret_standing = standing_of(entry, progress, &diffs, today);
    return 0;
}

int standing_due(const struct standing *standing, int due)
{
    return standing->is_renewable ? standing->valid_until : due;
}

bool standing_is_late(const struct standing *standing, int due)
{
    const struct progress *progress = standing->progress;
    if (standing->is_renewable)
        return is_out_of_time(standing);
    return due != DAY_NONE && due < standing->today && !is_state_final(progress->state) && !progress->done_revision;
}

struct plan_item standing_item(const struct standing *standing, int due)
{
    const struct progress *progress = standing->progress;
    bool is_of_signature = standing->asks.what == REVISION_DIFF_REDO && !is_out_of_time(standing) &&
                           standing->diffs.done.what != REVISION_DIFF_REDO;
    return (struct plan_item){
        .step = *standing->entry,
        .due = standing_due(standing, due),
        .state = progress->state,
        .since = progress->since,
        .diff = standing->asks.what,
        .diff_from = standing->asks.from,
        .diff_since = is_of_signature ? progress->signed_parts : progress->done_parts,
        .signed_parts = progress->signed_parts,
        .done_revision = progress->done_revision,
        .signed_revision = progress->signed_revision,
        .evidence = progress->evidence,
        .autonomy = progress->autonomy,
        .signed_at = progress->signed_at,
        .paper_day = progress->paper_day,
        .until = progress->until,
        .people = {progress->signer_key, progress->entered_by_key, progress->asked_key},
        .valid_until = standing->valid_until,
        .is_renewable = standing->is_renewable,
        .is_late = standing_is_late(standing, due),
    };
}

int plan_items_name(struct records *records, const struct actor *viewer, struct arena *arena, struct plan_item *items,
                    size_t count)
{
    struct naming signer = {0};
    int64_t signer_key = 0;
    for (size_t i = 0; i < count; i++) {
        const struct plan_item_people *people = &items[i].people;
        if (people->signer_key != signer_key) /* often the same for many */
            TRY(naming_for(records, viewer, people->signer_key, arena, &signer));
        signer_key = people->signer_key;
        items[i].signed_by_name = signer.name;
        items[i].signed_by_id = signer.id;
        items[i].signed_by_rid = signer.rid;
        TRY(naming_name(records, viewer, people->entered_by_key, arena, &items[i].entered_by_name));
        TRY(naming_name(records, viewer, people->asked_key, arena, &items[i].asked_name));
    }
    return 0;
}

struct content_entry standing_gone_entry(const char *step)
{
    return (struct content_entry){.id = step,
                                  .title = step,
                                  .component = COMPONENT_PROFESSION,
                                  .kind = STEP_READING,
                                  .is_retired = true,
                                  .parts = ""};
}
