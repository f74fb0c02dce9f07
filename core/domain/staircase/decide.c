/* Stores the decision on a level with its basis; see staircase.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/comment.h"
#include "domain/people/identifier.h"
#include "domain/people/naming.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/responsibility.h"
#include "domain/staircase/rule.h"
#include "domain/staircase/staircase.h"

static const struct query decision_insert = {
    "stair.decide", "stair_decision",
    "INSERT INTO stair_decision (key, person_key, staircase, level, decided_by_key, at, edition_key, remark_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM stair_decision), ?1, ?2, ?3, ?4, ?5,"
    " (SELECT key FROM edition WHERE id = ?6), ?7) RETURNING *"};
static const struct query ground_insert = {"stair.ground", "stair_ground",
                                           "INSERT INTO stair_ground (decision_key, n, rule, have, need, is_met)"
                                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query evidence_insert = {"stair.evidence", "stair_evidence",
                                             "INSERT INTO stair_evidence (decision_key, signoff_key) VALUES (?1, ?2)"
                                             " ON CONFLICT (decision_key, signoff_key) DO NOTHING RETURNING *"};
static const struct query responsibility_insert = {
    "stair.responsibility", "stair_responsibility",
    "INSERT INTO stair_responsibility (decision_key, responsibility) VALUES (?1, ?2)"
    " ON CONFLICT (decision_key, responsibility) DO NOTHING RETURNING *"};

struct level_decision {
    struct change change;
    struct site *site;
    const struct staircase_decision *asked;
    struct staircase_explanation explaining;
    const struct content_staircase *staircase;
    const struct content_level *level;
    struct staircase_rule *rules;
    int unmet;
};

static void level_decision_finish(struct level_decision *level_decision)
{
    staircase_explanation_finish(&level_decision->explaining);
    change_finish(&level_decision->change);
}

/* ---- what it rests on ---- */

static bool is_confirmed_now(const struct staircase_decision *asked, const struct staircase_rule *rule)
{
    for (size_t i = 0; i < asked->confirmed_count; i++)
        if (rule->rule->kind == RULE_RESPONSIBILITY && text_equal(asked->confirmed[i], rule->rule->which))
            return true;
    return false;
}

/* A responsibility confirmed with the decision counts as met. */
static void rules_confirm(struct level_decision *level_decision)
{
    for (size_t i = 0; i < level_decision->level->rule_count; i++) {
        struct staircase_rule *rule = &level_decision->rules[i];
        if (!rule->is_met && is_confirmed_now(level_decision->asked, rule)) {
            rule->have = 1;
            rule->is_met = true;
        }
        level_decision->unmet += !rule->is_met;
    }
}

/* The name of a rule that records may keep: without words of the curriculum. */
static const char *rule_kept(struct level_decision *level_decision, const struct staircase_rule *rule)
{
    char digest[RESPONSIBILITY_BYTES];
    if (rule->rule->kind != RULE_RESPONSIBILITY)
        return rule->id;
    responsibility_digest(rule->rule->which, digest);
    return arena_format(&level_decision->change.arena, "responsibility %s", digest);
}

static int evidence_write(struct level_decision *level_decision, int64_t key, const struct staircase_rule *rule)
{
    const struct competence_person *person = level_decision->explaining.person;
    for (size_t i = 0; i < person->signature_count && rule->rule->kind == RULE_COMPETENCE; i++)
        if (rule_counts(level_decision->explaining.record, rule->rule, &person->signatures[i]))
            TRY(records_write(level_decision->site->records, &evidence_insert,
                              BIND(value_number(key), value_number(person->signatures[i].signoff_key)), NULL));
    return 0;
}

static int grounds_write(struct level_decision *level_decision, int64_t key)
{
    struct records *records = level_decision->site->records;
    for (size_t i = 0; i < level_decision->level->rule_count; i++) {
        const struct staircase_rule *rule = &level_decision->rules[i];
        TRY(records_write(records, &ground_insert,
                          BIND(value_number(key), value_number((int64_t)i + 1),
                               value_text(rule_kept(level_decision, rule)), value_number(rule->have),
                               value_number(rule->need), value_number(rule->is_met)),
                          NULL));
        TRY(evidence_write(level_decision, key, rule));
        if (!is_confirmed_now(level_decision->asked, rule))
            continue;
        char digest[RESPONSIBILITY_BYTES];
        responsibility_digest(rule->rule->which, digest);
        TRY(records_write(records, &responsibility_insert, BIND(value_number(key), value_text(digest)), NULL));
    }
    return 0;
}

/* ---- the decision ---- */

static int why_check(const struct level_decision *level_decision)
{
    const struct staircase_decision *asked = level_decision->asked;
    if (!asked->must_say_why || !text_is_blank(asked->because))
        return 0;
    if (asked->level < level_decision->explaining.person->level)
        return fail_at(FAIL_RULE, REASON_NONE, "because", "level %d: is lower than today's, say why", asked->level);
    if (level_decision->unmet)
        return fail_at(FAIL_RULE, REASON_NONE, "because",
                       "level %d: not all of its rules hold yet, say why it is decided all the same", asked->level);
    return 0;
}

/* One responsibility that the level does not ask for is a mistake, such as an old page. */
static int confirmed_check(const struct level_decision *level_decision)
{
    for (size_t i = 0; i < level_decision->asked->confirmed_count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < level_decision->level->rule_count; j++)
            is_there =
                is_there || text_equal(level_decision->level->rules[j].which, level_decision->asked->confirmed[i]);
        if (!is_there)
            return fail_at(FAIL_INPUT, REASON_NONE, "confirm", "level %d does not ask for the responsibility '%s'",
                           level_decision->asked->level, level_decision->asked->confirmed[i]);
    }
    return 0;
}

static int level_find(struct level_decision *level_decision)
{
    const struct staircase_decision *asked = level_decision->asked;
    const struct person *person = &level_decision->change.subject.person;
    TRY(staircase_explanation_begin(level_decision->site, person->key, &level_decision->change.arena,
                                    &level_decision->explaining));
    level_decision->staircase = level_decision->explaining.person->staircase;
    if (!level_decision->staircase)
        return fail(FAIL_RULE, "person '%s': no plan leads to a staircase, and there is not just one", person->id);
    level_decision->level = staircase_level_of(level_decision->staircase, asked->level);
    if (!level_decision->level)
        return fail_at(FAIL_INPUT, REASON_NONE, "level", "level %d: staircase '%s' has no such level", asked->level,
                       level_decision->staircase->id);
    return confirmed_check(level_decision);
}

static int decide_write(struct level_decision *level_decision)
{
    struct site *site = level_decision->site;
    const struct change *change = &level_decision->change;
    const char *edition;
    int64_t key = 0, comment_key = 0;
    TRY(level_find(level_decision));
    TRY(staircase_rules_test(site, &level_decision->explaining, level_decision->staircase, level_decision->level,
                             &level_decision->rules));
    rules_confirm(level_decision);
    TRY(why_check(level_decision));
    TRY(content_edition(site->content, &edition));
    TRY(comment_write(site->records,
                      &(struct comment_new){change->subject.person.key, change->actor->key,
                                            level_decision->asked->because, "because"},
                      &comment_key));
    TRY(records_write(site->records, &decision_insert,
                      BIND(value_number(change->subject.person.key), value_text(level_decision->staircase->id),
                           value_number(level_decision->asked->level), value_key(change->actor->key),
                           value_number(clock_now()), value_text(edition), value_key(comment_key)),
                      &key));
    return grounds_write(level_decision, key);
}

static void decision_describe(struct level_decision *level_decision)
{
    struct json *json = &level_decision->change.json;
    json_put_string(json, "staircase", level_decision->staircase->id);
    json_put_number(json, "level", level_decision->asked->level);
    json_put_number(json, "unmet", level_decision->unmet);
}

int staircase_decide(struct site *site, const struct actor *actor, const struct staircase_decision *decision,
                     int *ret_unmet)
{
    CLEANUP(level_decision_finish)
    struct level_decision level_decision = {.change = CHANGE(site->records, actor), .site = site, .asked = decision};
    TRY(change_begin(&level_decision.change, decision->person, RIGHT_LEAD));
    int result = decide_write(&level_decision);
    if (result == 0)
        decision_describe(&level_decision);
    if (ret_unmet)
        *ret_unmet = level_decision.unmet;
    return change_end(&level_decision.change, result, "stair.decided");
}

/* ---- earlier ones ---- */

static const struct query past_of = {
    "stair.past", NULL,
    "SELECT d.key, d.staircase, d.level, d.at, d.decided_by_key, remark.words,"
    " (SELECT count(*) FROM stair_ground AS g WHERE g.decision_key = d.key),"
    " (SELECT count(*) FROM stair_ground AS g WHERE g.decision_key = d.key AND g.is_met = 0),"
    " (SELECT count(*) FROM stair_evidence AS e WHERE e.decision_key = d.key)"
    " FROM stair_decision AS d"
    " LEFT JOIN remark ON remark.key = d.remark_key WHERE d.person_key = ?1 ORDER BY d.key DESC"};

static int past_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct naming_context *naming = context;
    struct staircase_history_row *past = ret_item;
    bool may_read = subject_may(naming->subject, RIGHT_SEE_COMMENTS);
    *past = (struct staircase_history_row){.key = row_number(rows, 0),
                                           .staircase = row_copy(rows, 1, arena),
                                           .level = (int)row_number(rows, 2),
                                           .at = row_number(rows, 3),
                                           .because = may_read ? row_copy(rows, 5, arena) : NULL,
                                           .rules = (int)row_number(rows, 6),
                                           .unmet = (int)row_number(rows, 7),
                                           .signoffs = (int)row_number(rows, 8)};
    return naming_read(rows, 4, arena, naming, &past->by_name);
}

int staircase_history(struct site *site, const struct subject *subject, struct arena *arena,
                      struct staircase_history_row **ret_past, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    struct naming_context naming = {site->records, subject};
    TRY(records_select(site->records, &past_of, BIND(value_number(subject->person.key)), &rows));
    return ROWS_COLLECT(&rows, past_read, &naming, arena, ret_past, ret_count);
}
