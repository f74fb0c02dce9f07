/* Computes what a file of people would change; see roster_import.h. */
#include "domain/roster/roster_import.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/content/content.h"
#include "domain/roster/roster_import_internal.h"

#include <stdlib.h>
#include <string.h>

#define CLOSED_ONE_OF 20 /* more than five of a hundred must be confirmed */
#define STAIR_MIN 2      /* a programme that leads there takes somebody new in */

void roster_import_finish(struct roster_import *import)
{
    memory_free(import->people);
    import->people = NULL;
    import->count = import->capacity = 0;
}

static void reckoning_finish(struct roster_import_run *roster_import_run)
{
    roster_import_known_finish(&roster_import_run->known);
    map_finish(&roster_import_run->named);
}

/* ---- before the first row ---- */

static int programme_choose(struct roster_import_run *roster_import_run)
{
    struct content *content = roster_import_run->site->content;
    struct content_programme *programmes, named;
    size_t count = 0;
    if (roster_import_run->settings->programme) {
        TRY(content_programme(content, roster_import_run->settings->programme, roster_import_run->arena, &named));
        roster_import_run->programme = named.id;
        return 0;
    }
    TRY(content_programmes(content, roster_import_run->arena, &programmes, &count));
    for (size_t i = 0; i < count && !roster_import_run->programme; i++)
        if (programmes[i].level >= STAIR_MIN)
            roster_import_run->programme = programmes[i].id;
    return 0;
}

static int known_read(struct roster_import_run *roster_import_run)
{
    struct records *records = roster_import_run->site->records;
    TRY(roster_import_known_read(records, roster_import_run->programme, roster_import_run->arena,
                                 &roster_import_run->known));
    TRY(unit_list(records, roster_import_run->arena, &roster_import_run->units, &roster_import_run->unit_count));
    for (size_t i = 0; i < roster_import_run->known.count; i++) {
        const struct person *person = &roster_import_run->known.items[i].person;
        bool is_active = text_equal(person->status, "active");
        roster_import_run->import->active += is_active;
        roster_import_run->admins += is_active && (person->roles & ROLE_ADMIN);
    }
    return 0;
}

/* ---- after the last row ---- */

static bool is_kept_when_absent(const struct person *person)
{
    return person->is_protected || person->roles == ROLE_CONTACT || !text_equal(person->status, "active");
}

static void absent_close(struct roster_import_run *roster_import_run)
{
    for (size_t i = 0; i < roster_import_run->known.count; i++) {
        struct roster_import_known *known = &roster_import_run->known.items[i];
        if (!known->is_named && !is_kept_when_absent(&known->person))
            roster_import_close(roster_import_run, 0, known, known->ended);
    }
}

/* Nobody may end up with an address that somebody else has: looked at when all is done, so that two may change theirs
 * with each other. */
static void emails_check(struct roster_import_run *roster_import_run)
{
    CLEANUP(map_finish) struct map owners = {0};
    struct roster_import *import = roster_import_run->import;
    /* The owner may be hidden from all but the operator: so these get one sentence, whoever it is. */
    const char *taken = roster_import_run->actor->roles & ROLE_OPERATOR
                            ? N_("'%s': the e-mail address belongs to somebody else")
                            : N_("'%s': this e-mail address cannot be used");
    for (size_t i = 0; i < roster_import_run->known.count; i++) {
        struct roster_import_known *known = &roster_import_run->known.items[i];
        if (known->person.email && !known->changes_email)
            map_put(&owners, known->person.email, known);
    }
    for (size_t i = 0; i < import->count; i++) {
        struct roster_import_person *person = &import->people[i];
        if (!person->wish.email)
            continue;
        if (map_get(&owners, person->wish.email))
            roster_fault(&roster_import_run->roster->notes, person->line, taken, person->id, NULL);
        map_put(&owners, person->wish.email, person);
    }
}

struct roster_import_person *roster_import_person_of_line(struct roster_import_run *roster_import_run,
                                                          const struct roster_import_subject *subject)
{
    struct roster_import *import = roster_import_run->import;
    size_t low = 0, high = import->count; /* the first entry of a later line, or of somebody absent */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int line = import->people[middle].line;
        if (line && line < subject->row->line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < import->count && import->people[low].line == subject->row->line)
        return &import->people[low];
    struct roster_import_person *last = roster_import_person_new(roster_import_run, subject->row->line, subject->known);
    last->id = subject->id;
    struct roster_import_person added = *last;
    memmove(&import->people[low + 1], &import->people[low], (import->count - 1 - low) * sizeof added);
    import->people[low] = added;
    return &import->people[low];
}

static void left_comment(struct roster_import_run *roster_import_run, size_t count, const char *message_id)
{
    if (count)
        roster_note_add(&roster_import_run->roster->notes, 0, message_id,
                        arena_format(roster_import_run->arena, "%zu", count), NULL);
}

static void remarks_add(struct roster_import_run *roster_import_run)
{
    left_comment(
        roster_import_run, roster_import_run->old_starts,
        N_("people who began too long ago to be given a plan, unless plans from that day on are asked for: %s"));
    left_comment(roster_import_run, roster_import_run->starts_left,
                 N_("plans that were not started, since only HR or the operator starts plans here: %s"));
    left_comment(roster_import_run, roster_import_run->mentors_left,
                 N_("mentors that were not assigned, since only HR or the operator does so here: %s"));
    left_comment(roster_import_run, roster_import_run->changes_left,
                 N_("accounts that were left as they are, since only an administrator changes accounts: %s"));
}

/* ---- what comes out ---- */

static void hash_text(struct secret_hash *hash, const char *text)
{
    secret_hash_add_string(hash, text);
}

static void hash_numbers(struct secret_hash *hash, const struct roster_import_person *person)
{
    int64_t numbers[] = {person->is_added,
                         person->is_closed,
                         person->is_opened,
                         person->has_plan,
                         person->has_move,
                         person->plan_from,
                         person->has_mentor,
                         person->mentor_from,
                         person->has_ended,
                         person->ended,
                         person->sets_since,
                         person->sets_protected,
                         person->wish.in_profession_since,
                         person->wish.roles,
                         person->wish.is_protected};
    secret_hash_add(hash, numbers, sizeof numbers);
}

static void digest_make(struct roster_import_run *roster_import_run)
{
    struct roster_import *import = roster_import_run->import;
    struct secret_hash hash;
    unsigned char digest[SECRET_HASH_BYTES];
    secret_hash_begin(&hash);
    hash_text(&hash, roster_import_run->programme);
    for (size_t i = 0; i < import->count; i++) {
        const struct roster_import_person *person = &import->people[i];
        hash_text(&hash, person->id);
        hash_text(&hash, person->former_id);
        hash_numbers(&hash, person);
        hash_text(&hash, person->wish.name);
        hash_text(&hash, person->wish.email);
        hash_text(&hash, person->wish.unit_id);
        hash_text(&hash, person->wish.background);
        hash_text(&hash, person->mentor);
        for (size_t j = 0; j < person->unit_count; j++)
            hash_text(&hash, person->units[j].id);
        for (size_t j = 0; j < person->change_count; j++)
            hash_text(&hash, person->changes[j].from);
    }
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, sizeof digest, import->digest);
}

static void count_all(struct roster_import_run *roster_import_run)
{
    struct roster_import *import = roster_import_run->import;
    size_t touched = 0;
    for (size_t i = 0; i < import->count; i++) {
        const struct roster_import_person *person = &import->people[i];
        touched += person->line && !person->is_added;
        import->added += person->is_added;
        import->changed += !person->is_added && person->change_count;
        import->closed += person->is_closed;
        import->opened += person->is_opened;
        import->leaving += person->has_ended && !person->is_closed && person->ended != DAY_NONE;
        import->plans += person->has_plan;
        import->moved += person->has_move;
        import->mentors += person->has_mentor;
    }
    for (size_t i = 0; i < roster_import_run->subject_count; i++)
        import->unchanged += roster_import_run->subjects[i].known && !roster_import_run->subjects[i].is_left;
    import->unchanged -= touched;
    import->programme = import->plans || import->moved ? roster_import_run->programme : NULL;
    import->needs_confirmation = (int64_t)import->closed * CLOSED_ONE_OF > import->active &&
                                 roster_import_run->settings->confirmed != (int64_t)import->closed;
}

static int reckon(struct roster_import_run *roster_import_run)
{
    struct roster *roster = roster_import_run->roster;
    TRY(programme_choose(roster_import_run));
    TRY(known_read(roster_import_run));
    roster_import_run->subjects =
        arena_zeroed(roster_import_run->arena, (roster->count + 1) * sizeof *roster_import_run->subjects);
    roster_import_employments_find(roster_import_run);
    for (size_t i = 0; i < roster->count; i++)
        if (!roster_import_run->main_rows[i])
            roster_import_row_compute(roster_import_run, &roster->rows[i]);
    TRY(roster_import_employments_compute(roster_import_run));
    if (roster_import_run->settings->is_complete && roster_import_run->may_accounts)
        absent_close(roster_import_run);
    emails_check(roster_import_run);
    TRY(roster_import_mentors_compute(roster_import_run));
    remarks_add(roster_import_run);
    count_all(roster_import_run);
    digest_make(roster_import_run);
    roster_notes_sort(&roster->notes);
    return 0;
}

/* Keeps the roster's own notes, not those of an earlier computation. */
static int compute(struct site *site, const struct actor *actor, struct roster *roster,
                   const struct roster_import_settings *settings, struct arena *arena, struct roster_import *ret_import)
{
    CLEANUP(reckoning_finish)
    struct roster_import_run roster_import_run = {.site = site,
                                                  .actor = actor,
                                                  .roster = roster,
                                                  .settings = settings,
                                                  .arena = arena,
                                                  .import = ret_import,
                                                  .today = clock_today(),
                                                  .may_accounts = actor->roles & (ROLE_ADMIN | ROLE_OPERATOR),
                                                  .may_start = actor->roles & (ROLE_HR | ROLE_OPERATOR)};
    TRY(access_check_site(actor, SITE_IMPORT));
    if (settings->is_complete && !roster_import_run.may_accounts)
        return access_check_site(actor, SITE_ACCOUNTS);
    roster_import_run.plans_from =
        settings->plans_from == DAY_NONE ? roster_import_run.today - IMPORT_PLANS_DAYS : settings->plans_from;
    *ret_import = (struct roster_import){.notes = &roster->notes};
    int result = reckon(&roster_import_run);
    if (result != 0)
        roster_import_finish(ret_import);
    return result;
}

/* ---- doing it ---- */

static void describe(const struct roster_import *import, struct text *into)
{
    struct json json = JSON(into);
    json_object(&json);
    json_put_number(&json, "added", (int64_t)import->added);
    json_put_number(&json, "changed", (int64_t)import->changed);
    json_put_number(&json, "closed", (int64_t)import->closed);
    json_put_number(&json, "opened", (int64_t)import->opened);
    json_put_number(&json, "plans", (int64_t)import->plans);
    json_put_number(&json, "moved", (int64_t)import->moved);
    json_put_number(&json, "mentors", (int64_t)import->mentors);
    json_end(&json);
}

/* The write of an import, which is kept or taken back. */
struct trial {
    struct site *site;
    const struct actor *actor;
    const struct roster_import *import;
    bool is_kept, is_done;
    int line; /* of the person whose change failed */
};

/* For records_attempt(): a failure takes everything back. */
static int trial_write(void *context)
{
    struct trial *trial = context;
    TRY(roster_import_write(trial->site, trial->actor, trial->import, &trial->line));
    trial->is_done = true;
    return trial->is_kept ? 0 : FAIL_RULE; /* nobody reads why */
}

/* A rule that refuses the change of one person is a fault of that line; anything else is none of the file's. */
static int refusal_note(struct roster *roster, int line, int result)
{
    if (result != FAIL_RULE && result != FAIL_INPUT && result != FAIL_NOT_FOUND && result != FAIL_DENIED)
        return result;
    if (fail_is(result, REASON_STILL_MENTORS))
        roster_fault(&roster->notes, line, N_("the role mentor cannot go while learners are left: give them a mentor"),
                     NULL, NULL);
    else
        roster_fault(&roster->notes, line, N_("this cannot be done: %s"), fail_sentence(), NULL);
    fail_forget();
    roster_notes_sort(&roster->notes);
    return 0;
}

static int changes_write(struct trial *trial, struct roster *roster, struct roster_import *import)
{
    int result = records_attempt(trial->site->records, trial_write, trial);
    if (!trial->is_done && result != 0)
        return refusal_note(roster, trial->line, result);
    if (!trial->is_kept)
        return 0;
    TRY(result);
    import->is_applied = true;
    return 0;
}

static int apply_inside(struct trial *trial, struct roster *roster, const struct roster_import_settings *settings,
                        struct arena *arena, struct roster_import *import)
{
    size_t notes = roster->notes.count, faults = roster->notes.faults;
    int result = compute(trial->site, trial->actor, roster, settings, arena, import);
    if (result != 0) {
        roster->notes.count = notes;
        roster->notes.faults = faults;
        return result;
    }
    import->is_other = settings->digest && !text_equal(settings->digest, import->digest);
    bool waits = trial->is_kept && (import->needs_confirmation || import->is_other);
    if (roster->notes.faults || waits || !import->count)
        return 0;
    return changes_write(trial, roster, import);
}

int roster_import_preview(struct site *site, const struct actor *actor, struct roster *roster,
                          const struct roster_import_settings *settings, struct arena *arena,
                          struct roster_import *ret_import)
{
    struct trial trial = {.site = site, .actor = actor, .import = ret_import};
    *ret_import = (struct roster_import){0};
    TRY(records_begin(site->records));
    return records_end_unchanged(site->records, apply_inside(&trial, roster, settings, arena, ret_import));
}

int roster_import_apply(struct site *site, const struct actor *actor, struct roster *roster,
                        const struct roster_import_settings *settings, struct arena *arena,
                        struct roster_import *ret_import)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct trial trial = {.site = site, .actor = actor, .import = ret_import, .is_kept = true};
    *ret_import = (struct roster_import){0};
    TRY(records_begin(site->records));
    int result = apply_inside(&trial, roster, settings, arena, ret_import);
    if (result != 0 || !ret_import->is_applied)
        return records_end_unchanged(site->records, result);
    describe(ret_import, &data);
    return records_end(site->records, 0,
                       &(struct event){.actor = actor, .kind = "people.imported", .data = text_string(&data)});
}
