/* Checks and writes signatures from paper; see paper.h. */
#include "domain/signoff/paper.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/content/version.h"
#include "domain/people/person_row.h"
#include "domain/progress/level.h"
#include "domain/progress/state.h"
#include "domain/signoff/signer.h"
#include "domain/signoff/signoff_internal.h"
#include "domain/staircase/staircase.h"

#include <ctype.h>
#include <string.h>

static const struct query first_start = {"paper.first_plan", NULL, "SELECT min(start) FROM plan WHERE person_key = ?1"};
static const struct query mentored_on = {
    "paper.mentored_on", NULL,
    "SELECT count(*) FROM mentorship AS m WHERE m.learner_key = ?1 AND m.mentor_key = ?2 AND m.first <= ?3"
    " AND (m.last IS NULL OR m.last >= ?3)"};
/* Somebody by name among those who might sign: ?1 the name, ?2 the learner. */
static const struct query signer_named = {
    "paper.signer_named", NULL,
    "SELECT identity.id FROM " PERSON_TABLES " WHERE identity.name = ?1 AND (person.key IN"
    " (SELECT m.mentor_key FROM mentorship AS m WHERE m.learner_key = ?2) OR person.key IN"
    " (SELECT role.person_key FROM role WHERE role.role = 'manager')) ORDER BY identity.id LIMIT 2"};

/* ---- what the codes mean ---- */

struct printed {
    const char *step, *parts;
    bool is_ambiguous; /* two versions have the same code: so unlikely that the row is refused, and no more */
};

struct paper {
    struct site *site;
    const struct actor *actor;
    const struct paper_request *asking;
    struct arena *arena;
    struct paper_batch *batch;
    struct map printed; /* code to struct printed, of the codes in the batch that mean something */
    struct map wanted;
    int first_day;
};

static void paper_finish(struct paper *paper)
{
    map_finish(&paper->printed);
    map_finish(&paper->wanted);
}

static int version_meet(void *context, const char *step, const char *parts)
{
    struct paper *paper = context;
    char code[PAPER_CODE_BYTES];
    paper_code(paper->batch->subject.person.rid, step, parts, code);
    if (!map_get(&paper->wanted, code))
        return 0;
    struct printed *known = map_get(&paper->printed, code);
    if (known) {
        known->is_ambiguous = !text_equal(known->step, step) || !text_equal(known->parts, parts);
        return 0;
    }
    struct printed *printed = arena_zeroed(paper->arena, sizeof *printed);
    *printed = (struct printed){.step = arena_copy_string(paper->arena, step),
                                .parts = arena_copy_string(paper->arena, parts)};
    map_put(&paper->printed, code, printed);
    return 0;
}

/* One walk over all versions there are, whatever the number of rows. */
static int codes_find(struct paper *paper)
{
    static int here;
    char code[PAPER_CODE_BYTES];
    for (size_t i = 0; i < paper->batch->count; i++)
        if (paper_code_read(paper->batch->rows[i].line.code, code) == 0)
            map_put(&paper->wanted, code, &here);
    fail_forget();
    return version_each_signed(paper->site->content, version_meet, paper);
}

static int step_of_code(const struct paper *paper, struct paper_row *row)
{
    char code[PAPER_CODE_BYTES];
    TRY(paper_code_read(row->line.code, code));
    const struct printed *printed = map_get(&paper->printed, code);
    if (!printed)
        return fail(FAIL_INPUT, "'%s': is on no plan of this person; perhaps it is from somebody else's sheet", code);
    if (printed->is_ambiguous)
        return fail(FAIL_RULE, "'%s': could be two steps, so sign it on the step's own page", code);
    row->parts = printed->parts;
    row->revision = version_revision(printed->parts);
    row->step.id = printed->step;
    return 0;
}

/* ---- the other words of a row ---- */

static int day_read(const struct paper *paper, struct paper_row *row)
{
    char first[DAY_TEXT_BYTES];
    if (!*row->line.day)
        return fail(FAIL_INPUT, "say the day on which it was signed, such as 2026-03-02");
    TRY(day_parse(row->line.day, &row->day));
    if (row->day > clock_today())
        return fail(FAIL_INPUT, "%s: is a day to come", row->line.day);
    if (row->day < paper->first_day)
        return fail(FAIL_INPUT, "%s: is before the plan, which began %s", row->line.day,
                    day_format(paper->first_day, first));
    return 0;
}

/* The words of the form, and those that people write instead of them. */
static int evidence_read(struct paper_row *row)
{
    static const struct {
        const char *written;
        enum evidence evidence;
    } words[] = {{"seen", EVIDENCE_OBSERVED},  {"sett", EVIDENCE_OBSERVED}, {"practised", EVIDENCE_SIMULATED},
                 {"övat", EVIDENCE_SIMULATED}, {"told", EVIDENCE_REPORTED}, {"berättat", EVIDENCE_REPORTED}};
    CLEANUP(memory_free_at) char *written = memory_copy_string(row->line.evidence);
    enum evidence evidence = EVIDENCE_SELF;
    for (char *at = written; *at; at++)
        *at = (unsigned char)*at < 0x80 ? (char)tolower(*at) : *at;
    if (!*written)
        return fail(FAIL_INPUT, "say what it rests on: seen, practised or told");
    (void)evidence_parse(written, &evidence);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(written, words[i].written))
            evidence = words[i].evidence;
    if (evidence == EVIDENCE_SELF)
        return fail(FAIL_INPUT, "'%s': it rests on what was seen, practised or told", row->line.evidence);
    row->evidence = evidence_word(evidence);
    return 0;
}

static int autonomy_read(const struct paper *paper, struct paper_row *row)
{
    struct content_aim *aims;
    size_t aim_count = 0;
    int64_t autonomy = 0;
    if (*row->line.autonomy && !text_to_number(row->line.autonomy, 1, 5, &autonomy))
        return fail(FAIL_INPUT, "'%s' is no autonomy, which is 1 to 5", row->line.autonomy);
    TRY(content_aims(paper->site->content, row->step.id, paper->arena, &aims, &aim_count));
    if (aim_count && !autonomy)
        return fail(FAIL_INPUT, "step '%s': names competences, so say the autonomy, 1 to 5", row->step.id);
    row->autonomy = (int)autonomy;
    return 0;
}

/* ---- who signed ---- */

static int fail_no_signer(const struct paper_row *row)
{
    return fail(FAIL_RULE, "'%s': is nobody who may sign for this person", row->line.signer);
}

/* By short id, or by the whole name where only one has it. Whoever may not sign is as unknown as one who is not there.
 */
static int signer_find(const struct paper *paper, struct paper_row *row, struct actor *ret_actor,
                       struct subject *ret_subject)
{
    struct records *records = paper->site->records;
    struct rows rows CLEANUP(rows_end) = {0};
    const char *id = row->line.signer;
    *ret_subject = paper->batch->subject;
    if (!*id) {
        *ret_actor = *paper->actor;
        return person_by_key(records, paper->actor->key, paper->arena, &row->signer);
    }
    TRY(records_select(records, &signer_named, BIND(value_text(id), value_number(paper->batch->subject.person.key)),
                       &rows));
    if (rows_next(&rows))
        id = row_copy(&rows, 0, paper->arena);
    if (rows_next(&rows))
        return fail(FAIL_RULE, "'%s': is the name of more than one, so write the short id", row->line.signer);
    TRY(rows_result(&rows));
    if (person_find(records, id, paper->arena, &row->signer) != 0 ||
        person_actor(records, &row->signer, ret_actor) != 0)
        return fail_no_signer(row);
    TRY(access_relations(records, ret_actor, ret_subject->person.key, &ret_subject->relations));
    if (!(ret_subject->relations & (RELATION_MENTOR | RELATION_SUBSTITUTE | RELATION_MANAGER)))
        return fail_no_signer(row);
    return 0;
}

/* A mentor or substitute must have been one on that day; a manager is one now. */
static int right_on_that_day(const struct paper *paper, const struct subject *subject, const struct paper_row *row,
                             const char **right)
{
    struct records *records = paper->site->records;
    int64_t count = 0;
    bool is_manager = subject->relations & RELATION_MANAGER;
    if (text_equal(*right, "manager"))
        return 0;
    TRY(records_number(records, &mentored_on,
                       BIND(value_number(subject->person.key), value_number(row->signer.key), value_number(row->day)),
                       0, &count));
    if (!count && is_manager)
        *right = "manager";
    if (!count && !is_manager)
        return fail(FAIL_RULE, "%s was neither mentor nor substitute on %s", row->signer.name, row->line.day);
    return 0;
}

static int level_check(const struct paper *paper, const struct step_change *act, const struct paper_row *row,
                       int *ret_level)
{
    int now = 1, then = 1, asked = act->entry.signer_level;
    TRY(level_of_person(paper->site, row->signer.key, &now));
    TRY(level_of_person_on(paper->site, row->signer.key, row->day, &then));
    if (now < asked)
        return fail(FAIL_RULE, "step '%s': a signer stands on level %d or higher, and %s does not", act->entry.id,
                    asked, row->signer.name);
    if (then < asked)
        return fail(FAIL_RULE, "step '%s': a signer stands on level %d or higher, and on that day %s did not",
                    act->entry.id, asked, row->signer.name);
    *ret_level = then;
    return 0;
}

/* ---- one row ---- */

/* Both the one who enters the signature and the signer may sign. */
static int signer_check(const struct paper *paper, struct step_change *act, struct paper_row *row,
                        struct signoff_statement *signature)
{
    struct actor signer;
    struct subject subject; /* the person, as the signer knows them */
    const char *right;
    TRY(signer_right(act, paper->actor, &paper->batch->subject, &right));
    TRY(signer_find(paper, row, &signer, &subject));
    TRY(signer_right(act, &signer, &subject, &signature->right));
    TRY(right_on_that_day(paper, &subject, row, &signature->right));
    return level_check(paper, act, row, &signature->level);
}

static int row_check(const struct paper *paper, struct step_change *act, struct paper_row *row,
                     struct signoff_statement *signature)
{
    TRY(step_of_code(paper, row));
    TRY(day_read(paper, row));
    TRY(evidence_read(row));
    for (const struct paper_row *other = paper->batch->rows; other < row; other++)
        if (text_equal(other->step.id, row->step.id))
            return fail(FAIL_INPUT, "step '%s': is in row %d too", row->step.id, other->line.number);
    TRY(step_change_read(act, row->step.id));
    TRY(autonomy_read(paper, row));
    if (signoff_covers(act, row->parts))
        return fail(FAIL_RULE, "step '%s': is already signed", row->step.id);
    TRY(signer_check(paper, act, row, signature));
    TRY(revision_diff_of(paper->site->content, row->parts, &act->entry, clock_today(), &row->diff));
    return content_step(paper->site->content, row->step.id, paper->arena, &row->step);
}

static bool is_fault(int result)
{
    return result == FAIL_INPUT || result == FAIL_RULE || result == FAIL_DENIED || result == FAIL_NOT_FOUND ||
           result == FAIL_USAGE || result == FAIL_LIMIT;
}

static int rows_check(struct paper *paper)
{
    const struct paper_request *asking = paper->asking;
    for (size_t i = 0; i < paper->batch->count; i++) {
        CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(paper->site, paper->actor);
        act.person = &paper->batch->subject.person;
        struct paper_row *row = &paper->batch->rows[i];
        struct signoff_statement signature = {0};
        int result = row_check(paper, &act, row, &signature);
        if (result == 0)
            continue;
        if (!is_fault(result))
            return result;
        row->fault = arena_copy_string(paper->arena, asking->say ? asking->say(asking->context) : fail_sentence());
        paper->batch->fault_count++;
    }
    return 0;
}

/* ---- the batch ---- */

static int batch_begin(struct paper *paper)
{
    struct paper_line *lines;
    struct paper_batch *batch = paper->batch;
    int64_t first = 0;
    TRY(subject_open(paper->site->records, paper->actor, paper->asking->person, RIGHT_SIGN, paper->arena,
                     &batch->subject));
    TRY(paper_lines_read(paper->asking->text, paper->arena, &lines, &batch->count));
    TRY(records_number(paper->site->records, &first_start, BIND(value_number(batch->subject.person.key)), INT32_MAX,
                       &first));
    paper->first_day = (int)first;
    batch->rows = arena_zeroed(paper->arena, batch->count * sizeof *batch->rows);
    for (size_t i = 0; i < batch->count; i++)
        batch->rows[i] = (struct paper_row){.line = lines[i], .day = DAY_NONE};
    return codes_find(paper);
}

static int batch_check(struct paper *paper)
{
    TRY(batch_begin(paper));
    if (paper->first_day == INT32_MAX)
        return fail(FAIL_RULE, "person '%s': has no plan that could be printed", paper->batch->subject.person.id);
    return rows_check(paper);
}

static int row_write(struct paper *paper, struct paper_row *row)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(paper->site, paper->actor);
    struct signoff_statement signature = {0};
    TRY(step_change_begin_with(&act, &paper->batch->subject));
    int result = row_check(paper, &act, row, &signature);
    bool is_own = row->signer.key == paper->actor->key;
    signature.parts = row->parts;
    signature.evidence = row->evidence;
    signature.autonomy = row->autonomy;
    signature.signer_key = row->signer.key;
    signature.paper_day = act.paper_day = row->day;
    signature.entered_by_key = is_own ? 0 : paper->actor->key;
    act.signer_rid = is_own ? NULL : row->signer.rid;
    if (result == 0)
        result = signoff_write(&act, &signature);
    return step_change_end(&act, result, "signoff.given");
}

static int rows_write(struct paper *paper)
{
    for (size_t i = 0; i < paper->batch->count; i++)
        TRY(row_write(paper, &paper->batch->rows[i]));
    return 0;
}

int paper_check(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
                struct paper_batch *ret_batch)
{
    struct paper_batch batch = {0};
    CLEANUP(paper_finish)
    struct paper paper = {.site = site, .actor = actor, .asking = asking, .arena = arena, .batch = &batch};
    TRY(content_read_begin(site->content));
    int result = batch_check(&paper);
    content_read_end(site->content);
    *ret_batch = batch;
    return result;
}

int paper_sign(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
               struct paper_batch *ret_batch)
{
    struct paper_batch batch = {0};
    CLEANUP(paper_finish)
    struct paper paper = {.site = site, .actor = actor, .asking = asking, .arena = arena, .batch = &batch};
    TRY(records_begin(site->records));
    int result = content_read_begin(site->content);
    if (result != 0)
        return records_end_unchanged(site->records, result);
    result = batch_check(&paper);
    if (result == 0 && !batch.fault_count)
        result = rows_write(&paper);
    content_read_end(site->content);
    *ret_batch = batch;
    return records_end_unchanged(site->records, result); /* each signature has its own event */
}
