/* Gives signatures, sends back, reopens, and asks for them; see signoff.h. */
#include "domain/signoff/signoff.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/content/version.h"
#include "domain/people/identifier.h"
#include "domain/progress/level.h"
#include "domain/progress/state.h"
#include "domain/signoff/signer.h"
#include "domain/signoff/signoff_internal.h"
#include "domain/staircase/staircase.h"

static const struct query request_insert = {
    "request.insert", "request",
    "INSERT INTO request (key, person_key, step_key, to_key, kind, state, asked_at, was)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM request), ?1, ?2, ?3, ?4, 'open', ?5, ?6) RETURNING *"};
static const struct query request_open = {
    "request.open", NULL,
    "SELECT kind, to_key, was FROM request WHERE person_key = ?1 AND step_key = ?2 AND state = 'open'"
    " ORDER BY key DESC LIMIT 1"};
static const struct query signoff_insert = {
    "signoff.insert", "signoff",
    "INSERT INTO signoff (key, person_key, step_key, version_key, edition_key, evidence, autonomy, signer_key,"
    " signer_right, signer_level, at, remark_key, paper_day, entered_by_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM signoff),"
    " ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) RETURNING *"};
static const struct query signoff_end = {
    "signoff.end", "signoff",
    "UPDATE signoff SET ended_at = ?2, ended_by_key = ?3, ended_remark_key = ?4 WHERE key = ?1 AND ended_at IS NULL"
    " RETURNING *"};
static const struct query edition_find = {"edition.find", NULL, "SELECT key FROM edition WHERE id = ?1"};

/* ---- what a signature is based on ---- */

bool signoff_is_of_newest(const struct step_change *act)
{
    const struct revision_diff *diff = &act->standing.diffs.signature;
    return act->standing.is_signed && diff->what == REVISION_DIFF_NONE && diff->from == DAY_NONE &&
           !act->item.is_renewable;
}

bool signoff_covers(const struct step_change *act, const char *parts)
{
    if (!act->standing.is_signed || act->item.is_renewable)
        return false;
    return signoff_is_of_newest(act) || text_equal(act->progress.signed_parts, parts) ||
           act->progress.signed_revision > version_revision(parts);
}

/* A signature, or what stands in for one, that need not be given again, now or from a day that is known. */
static bool needs_no_new(const struct step_change *act)
{
    bool is_asked = act->item.state == STATE_REQUESTED || act->item.state == STATE_RETURNED;
    return !is_asked && act->item.state != STATE_SKIPPED && plan_item_is_finished(&act->item) &&
           act->item.diff_from == DAY_NONE && !act->item.is_renewable;
}

/* The version that is signed: the newest, or the one on the paper; then what is done moves on to it, never back. */
static int version_pin(struct step_change *act, const struct signoff_statement *signature, int64_t *ret_version_key)
{
    struct content_entry printed = act->entry;
    int done_revision = act->progress.done_revision;
    int64_t done_key = act->progress.version_key;
    if (!signature->parts || text_equal(signature->parts, act->entry.parts)) {
        TRY(step_change_pin_version(act));
        *ret_version_key = act->progress.version_key;
        return 0;
    }
    printed.parts = signature->parts;
    printed.revision = version_revision(signature->parts);
    TRY(progress_step_key(act->site->records, act->entry.id, &act->progress.step_key));
    TRY(progress_version_key(act->site->records, act->progress.step_key, &printed, ret_version_key));
    act->progress.version_key = done_key && done_revision > printed.revision ? done_key : *ret_version_key;
    return 0;
}

static int signature_end_request(struct step_change *act, const struct signoff_statement *signature)
{
    struct revision_diff diff = {REVISION_DIFF_NONE, DAY_NONE};
    if (signature->parts)
        TRY(revision_diff_of(act->site->content, signature->parts, &act->entry, clock_today(), &diff));
    if (diff.what == REVISION_DIFF_REDO && act->progress.state == STATE_REQUESTED)
        return step_change_put(act, STATE_REQUESTED);
    TRY(signoff_request_end(act->site->records, &(struct signoff_request_end){.person_key = act->person->key,
                                                                              .step_key = act->progress.step_key,
                                                                              .state = "signed"}));
    return step_change_put(act, STATE_SIGNED);
}

int signoff_write(struct step_change *act, const struct signoff_statement *signature)
{
    struct records *records = act->site->records;
    const char *edition;
    int64_t edition_key = 0, comment_key = 0, version_key = 0;
    TRY(content_edition(act->site->content, &edition));
    TRY(records_number(records, &edition_find, BIND(value_text(edition)), 0, &edition_key));
    if (!edition_key)
        return fail(FAIL_CORRUPT, "edition %s: the records do not know it, publish again", edition);
    TRY(version_pin(act, signature, &version_key));
    if (!text_is_blank(signature->comment))
        TRY(comment_put(records,
                        &(struct comment_new){act->person->key, act->change.actor->key, signature->comment, "comment"},
                        &comment_key));
    TRY(records_write(records, &signoff_insert,
                      BIND(value_number(act->person->key), value_number(act->progress.step_key),
                           value_number(version_key), value_number(edition_key), value_text(signature->evidence),
                           value_key(signature->autonomy), value_number(signature->signer_key),
                           value_text(signature->right), value_number(signature->level), value_number(clock_now()),
                           value_key(comment_key), value_day(signature->paper_day),
                           value_key(signature->entered_by_key)),
                      &act->progress.signoff_key));
    act->progress.comment_key = act->progress.decided_by_key = 0;
    act->progress.until = DAY_NONE;
    return signature_end_request(act, signature);
}

int signoff_give_self(struct step_change *act)
{
    struct signoff_statement signature = {.evidence = evidence_word(EVIDENCE_SELF),
                                          .right = "self",
                                          .signer_key = act->person->key,
                                          .paper_day = DAY_NONE};
    if (signoff_is_of_newest(act))
        return 0;
    TRY(level_of_person(act->site, act->person->key, &signature.level));
    return signoff_write(act, &signature);
}

/* ---- giving ---- */

static int give_check_words(const struct signoff_new *signing)
{
    enum evidence evidence;
    if (text_is_blank(signing->evidence))
        return fail_at(FAIL_USAGE, REASON_NONE, "evidence",
                       "step '%s': say what the sign-off rests on: observed, simulated or reported", signing->step);
    if (!evidence_parse(signing->evidence, &evidence) || evidence == EVIDENCE_SELF)
        return fail_at(FAIL_INPUT, REASON_NONE, "evidence", "evidence '%s': is observed, simulated or reported",
                       signing->evidence);
    if (signing->autonomy < 0 || signing->autonomy > 5)
        return fail_at(FAIL_INPUT, REASON_NONE, "autonomy", "autonomy: %d is not between 1 and 5", signing->autonomy);
    return 0;
}

static int give_check_step(struct step_change *act, const struct signoff_new *signing)
{
    struct content_aim *aims;
    size_t aim_count = 0;
    if (signing->revision && signing->revision != act->entry.revision)
        return fail_at(FAIL_RULE, REASON_TEXT_CHANGED, NULL,
                       "step '%s': revision %d is the newest now and you saw %d, look at it again", signing->step,
                       act->entry.revision, signing->revision);
    if (signoff_is_of_newest(act))
        return fail(FAIL_RULE, "step '%s': is already signed", signing->step);
    TRY(content_aims(act->site->content, signing->step, &act->change.arena, &aims, &aim_count));
    if (aim_count > 0 && signing->autonomy == 0)
        return fail_at(FAIL_USAGE, REASON_NONE, "autonomy", "step '%s': names competences, so say the autonomy, 1 to 5",
                       signing->step);
    return 0;
}

static int give_write(struct step_change *act, const struct signoff_new *signing)
{
    struct signoff_statement signature = {.evidence = signing->evidence,
                                          .comment = signing->comment,
                                          .autonomy = signing->autonomy,
                                          .signer_key = act->change.actor->key,
                                          .paper_day = DAY_NONE};
    TRY(step_change_read(act, signing->step));
    TRY(signer_right(act, act->change.actor, &act->change.subject, &signature.right));
    if (text_equal(signature.right, "self"))
        return signoff_is_of_newest(act) ? fail(FAIL_RULE, "step '%s': is already signed", signing->step)
                                         : signoff_give_self(act);
    TRY(signer_level_check(act, &signature.level));
    TRY(give_check_step(act, signing));
    return signoff_write(act, &signature);
}

int signoff_give(struct site *site, const struct actor *actor, const struct signoff_new *signing)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    act.expected_version = signing->expected_version;
    TRY(give_check_words(signing));
    TRY(step_change_begin(&act, signing->person, RIGHT_SEE_DATES));
    return step_change_end(&act, give_write(&act, signing), "signoff.given");
}

/* ---- asking ---- */

struct open_request {
    bool is_open, is_observation;
    int64_t to_key;
    enum plan_state was;
};

static int request_look(struct step_change *act, struct open_request *ret_request)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_request = (struct open_request){.was = STATE_TODO};
    TRY(records_select(act->site->records, &request_open,
                       BIND(value_number(act->person->key), value_number(act->progress.step_key)), &rows));
    if (rows_next(&rows)) {
        ret_request->is_open = true;
        ret_request->is_observation = text_equal(row_text(&rows, 0), "observation");
        ret_request->to_key = row_number(&rows, 1);
        (void)plan_state_parse(row_text(&rows, 2), &ret_request->was); /* todo if it is not kept */
    }
    return rows_result(&rows);
}

static int request_write(struct step_change *act, bool to_observe)
{
    struct records *records = act->site->records;
    struct open_request open = {.was = act->progress.state};
    int64_t to_key = 0;
    TRY(signer_to_ask(act, &to_key));
    TRY(progress_step_key(records, act->entry.id, &act->progress.step_key));
    if (act->progress.state == STATE_REQUESTED) {
        TRY(request_look(act, &open));
        if (open.is_open && open.is_observation == to_observe && open.to_key == to_key)
            return 0; /* a second click */
        TRY(signoff_request_end(records, &(struct signoff_request_end){.person_key = act->person->key,
                                                                       .step_key = act->progress.step_key,
                                                                       .state = "withdrawn"}));
    }
    TRY(records_write(records, &request_insert,
                      BIND(value_number(act->person->key), value_number(act->progress.step_key), value_number(to_key),
                           value_text(to_observe ? "observation" : "signoff"), value_number(clock_now()),
                           value_text(plan_state_word(open.was))),
                      NULL));
    return step_change_put(act, STATE_REQUESTED);
}

static int request_check_and_write(struct step_change *act, const char *step, bool to_observe)
{
    TRY(step_change_read(act, step));
    if (act->entry.signoff == SIGNOFF_NONE)
        return fail(FAIL_RULE, "step '%s': needs no signature", step);
    if (act->entry.signoff == SIGNOFF_SELF)
        return fail(FAIL_RULE, "step '%s': the person signs it, nobody need be asked", step);
    if (needs_no_new(act))
        return act->item.state == STATE_SIGNED ? fail(FAIL_RULE, "step '%s': is already signed", step)
                                               : fail(FAIL_RULE, "step '%s': is done already", step);
    TRY(step_change_pass_gate(act));
    return request_write(act, to_observe);
}

int signoff_request(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                    bool to_observe)
{
    return signoff_request_version(site, actor,
                                   &(struct signoff_request){.person = person, .step = step, .to_observe = to_observe});
}

int signoff_request_version(struct site *site, const struct actor *actor, const struct signoff_request *request)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    act.expected_version = request->expected_version;
    TRY(step_change_begin(&act, request->person, RIGHT_LEARN));
    int result = request_check_and_write(&act, request->step, request->to_observe);
    return step_change_end(&act, result, "signoff.requested");
}

static int withdraw_write(struct step_change *act, const char *step)
{
    struct open_request open;
    TRY(step_change_read_any(act, step));
    TRY(request_look(act, &open));
    if (!open.is_open)
        return fail(FAIL_RULE, "step '%s': nobody was asked to sign it", step);
    TRY(signoff_request_end(act->site->records, &(struct signoff_request_end){.person_key = act->person->key,
                                                                              .step_key = act->progress.step_key,
                                                                              .state = "withdrawn"}));
    return step_change_put(act, open.was);
}

int signoff_withdraw(struct site *site, const struct actor *actor, struct subject_ref person, const char *step)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    TRY(step_change_begin(&act, person, RIGHT_LEARN));
    return step_change_end(&act, withdraw_write(&act, step), "signoff.withdrawn");
}

/* ---- sending back and reopening ---- */

static int return_write(struct step_change *act, const char *step, const char *comment)
{
    struct signoff_request_end end = {.state = "returned"};
    struct open_request open;
    const char *right;
    TRY(step_change_read(act, step));
    TRY(signer_right(act, act->change.actor, &act->change.subject, &right));
    TRY(request_look(act, &open));
    if (!open.is_open)
        return fail(FAIL_RULE, "step '%s': nobody was asked to sign it", step);
    if (comment)
        TRY(comment_put(act->site->records,
                        &(struct comment_new){act->person->key, act->change.actor->key, comment, "comment"},
                        &end.comment_key));
    end.person_key = act->person->key;
    end.step_key = act->progress.step_key;
    TRY(signoff_request_end(act->site->records, &end));
    return step_change_put(act, STATE_RETURNED);
}

int signoff_return(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *comment)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    if (comment)
        TRY(identifier_check_words("comment", comment));
    TRY(step_change_begin(&act, person, RIGHT_SEE_DATES));
    return step_change_end(&act, return_write(&act, step, comment), "signoff.returned");
}

/* Before any failure reveals the step: a former mentor sees only what they signed. */
static int reopen_check_seen(struct step_change *act, const char *step)
{
    struct progress progress;
    TRY(progress_of_step(act->site->records, act->person->key, step, &act->change.arena, &progress));
    if (act->change.actor->key && act->change.actor->key == progress.signer_key)
        return 0;
    return subject_check(&act->change.subject, RIGHT_SEE_DATES);
}

static int reopen_check(struct step_change *act, const char *step)
{
    if (!act->progress.signoff_key)
        return fail(FAIL_RULE, "step '%s': is not signed", step);
    bool is_signer = act->change.actor->key && act->change.actor->key == act->progress.signer_key;
    if (!is_signer && !(act->change.subject.relations & RELATION_MANAGER))
        return fail(FAIL_DENIED, "step '%s': only the one who signed it or a manager reopens it", step);
    return 0;
}

static int reopen_write(struct step_change *act, const char *step, const char *because)
{
    struct records *records = act->site->records;
    int64_t comment_key = 0;
    TRY(reopen_check_seen(act, step));
    TRY(step_change_read_any(act, step));
    TRY(reopen_check(act, step));
    TRY(comment_put(records, &(struct comment_new){act->person->key, act->change.actor->key, because, "comment"},
                    &comment_key));
    TRY(records_write(records, &signoff_end,
                      BIND(value_number(act->progress.signoff_key), value_number(clock_now()),
                           value_key(act->change.actor->key), value_number(comment_key)),
                      NULL));
    TRY(signoff_request_end(records, &(struct signoff_request_end){.person_key = act->person->key,
                                                                   .step_key = act->progress.step_key,
                                                                   .state = "withdrawn"}));
    act->progress.signoff_key = act->progress.version_key = 0;
    act->progress.comment_key = act->progress.decided_by_key = 0;
    act->progress.until = DAY_NONE;
    return step_change_put(act, STATE_TODO);
}

int signoff_reopen(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because)
{
    CLEANUP(step_change_finish) struct step_change act = STEP_CHANGE(site, actor);
    TRY(identifier_check_words("comment", because));
    TRY(step_change_begin_unchecked(&act, person));
    return step_change_end(&act, reopen_write(&act, step, because), "signoff.reopened");
}
