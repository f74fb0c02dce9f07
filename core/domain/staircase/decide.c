/* The decision on a stair, with what it rested on kept as it was; see staircase.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/comment.h"
#include "domain/people/identifier.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/responsibility.h"
#include "domain/staircase/rule.h"
#include "domain/staircase/staircase.h"

#include <string.h>

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

struct deciding {
    struct change change;
    struct site *site;
    const struct staircase_decision *asked;
    struct staircase_explanation explaining;
    const struct content_staircase *staircase;
    const struct content_level *level;
    struct staircase_rule *rules;
    int unmet;
};

static void deciding_finish(struct deciding *deciding)
{
    staircase_explanation_finish(&deciding->explaining);
    change_finish(&deciding->change);
}

/* ---- what it rests on ---- */

static bool is_confirmed_now(const struct staircase_decision *asked, const struct staircase_rule *rule)
{
    for (size_t i = 0; i < asked->confirmed_count; i++)
        if (rule->rule->kind == RULE_RESPONSIBILITY && text_equal(asked->confirmed[i], rule->rule->which))
            return true;
    return false;
}

/* What is confirmed with the decision is met by it. */
static void rules_confirm(struct deciding *deciding)
{
    for (size_t i = 0; i < deciding->level->rule_count; i++) {
        struct staircase_rule *rule = &deciding->rules[i];
        if (!rule->is_met && is_confirmed_now(deciding->asked, rule)) {
            rule->have = 1;
            rule->is_met = true;
        }
        deciding->unmet += !rule->is_met;
    }
}

/* The name of a rule that records may keep: without words of the curriculum. */
static const char *rule_kept(struct deciding *deciding, const struct staircase_rule *rule)
{
    char digest[RESPONSIBILITY_BYTES];
    if (rule->rule->kind != RULE_RESPONSIBILITY)
        return rule->id;
    responsibility_digest(rule->rule->which, digest);
    return arena_format(&deciding->change.arena, "responsibility %s", digest);
}

static int evidence_write(struct deciding *deciding, int64_t key, const struct staircase_rule *rule)
{
    const struct competence_person *person = deciding->explaining.person;
    for (size_t i = 0; i < person->signature_count && rule->rule->kind == RULE_COMPETENCE; i++)
        if (rule_counts(deciding->explaining.record, rule->rule, &person->signatures[i]))
            TRY(records_write(deciding->site->records, &evidence_insert,
                              BIND(value_number(key), value_number(person->signatures[i].signoff_key)), NULL));
    return 0;
}

static int grounds_write(struct deciding *deciding, int64_t key)
{
    struct records *records = deciding->site->records;
    for (size_t i = 0; i < deciding->level->rule_count; i++) {
        const struct staircase_rule *rule = &deciding->rules[i];
        TRY(records_write(records, &ground_insert,
                          BIND(value_number(key), value_number((int64_t)i + 1), value_text(rule_kept(deciding, rule)),
                               value_number(rule->have), value_number(rule->need), value_number(rule->is_met)),
                          NULL));
        TRY(evidence_write(deciding, key, rule));
        if (!is_confirmed_now(deciding->asked, rule))
            continue;
        char digest[RESPONSIBILITY_BYTES];
        responsibility_digest(rule->rule->which, digest);
        TRY(records_write(records, &responsibility_insert, BIND(value_number(key), value_text(digest)), NULL));
    }
    return 0;
}

/* ---- the decision ---- */

static int why_check(const struct deciding *deciding)
{
    const struct staircase_decision *asked = deciding->asked;
    if (!asked->must_say_why || !text_is_blank(asked->because))
        return 0;
    if (asked->level < deciding->explaining.person->level)
        return fail_at(FAIL_RULE, REASON_NONE, "because", "level %d: is lower than today's, say why", asked->level);
    if (deciding->unmet)
        return fail_at(FAIL_RULE, REASON_NONE, "because",
                       "level %d: not all of its rules hold yet, say why it is decided all the same", asked->level);
    return 0;
}

/* One responsibility that the level does not ask for is a mistake, such as an old page. */
static int confirmed_check(const struct deciding *deciding)
{
    for (size_t i = 0; i < deciding->asked->confirmed_count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < deciding->level->rule_count; j++)
            is_there = is_there || text_equal(deciding->level->rules[j].which, deciding->asked->confirmed[i]);
        if (!is_there)
            return fail_at(FAIL_INPUT, REASON_NONE, "confirm", "level %d does not ask for the responsibility '%s'",
                           deciding->asked->level, deciding->asked->confirmed[i]);
    }
    return 0;
}

static int level_find(struct deciding *deciding)
{
    const struct staircase_decision *asked = deciding->asked;
    const struct person *person = &deciding->change.subject.person;
    TRY(staircase_explanation_begin(deciding->site, person->key, &deciding->change.arena, &deciding->explaining));
    deciding->staircase = deciding->explaining.person->staircase;
    if (!deciding->staircase)
        return fail(FAIL_RULE, "person '%s': no plan leads to a staircase, and there is not just one", person->id);
    deciding->level = staircase_level_of(deciding->staircase, asked->level);
    if (!deciding->level)
        return fail_at(FAIL_INPUT, REASON_NONE, "level", "level %d: staircase '%s' has no such level", asked->level,
                       deciding->staircase->id);
    return confirmed_check(deciding);
}

static int decide_write(struct deciding *deciding)
{
    struct site *site = deciding->site;
    const struct change *change = &deciding->change;
    const char *edition;
    int64_t key = 0, comment_key = 0;
    TRY(level_find(deciding));
    TRY(staircase_rules(site, &deciding->explaining, deciding->staircase, deciding->level, &deciding->rules));
    rules_confirm(deciding);
    TRY(why_check(deciding));
    TRY(content_edition(site->content, &edition));
    TRY(comment_write(
        site->records,
        &(struct comment_new){change->subject.person.key, change->actor->key, deciding->asked->because, "because"},
        &comment_key));
    TRY(records_write(site->records, &decision_insert,
                      BIND(value_number(change->subject.person.key), value_text(deciding->staircase->id),
                           value_number(deciding->asked->level), value_key(change->actor->key),
                           value_number(clock_now()), value_text(edition), value_key(comment_key)),
                      &key));
    return grounds_write(deciding, key);
}

static void decision_describe(struct deciding *deciding)
{
    struct json *json = &deciding->change.json;
    json_put_string(json, "staircase", deciding->staircase->id);
    json_put_number(json, "level", deciding->asked->level);
    json_put_number(json, "unmet", deciding->unmet);
}

int staircase_decide(struct site *site, const struct actor *actor, const struct staircase_decision *decision,
                     int *ret_unmet)
{
    CLEANUP(deciding_finish)
    struct deciding deciding = {.change = CHANGE(site->records, actor), .site = site, .asked = decision};
    TRY(change_begin(&deciding.change, decision->person, RIGHT_LEAD));
    int result = decide_write(&deciding);
    if (result == 0)
        decision_describe(&deciding);
    if (ret_unmet)
        *ret_unmet = deciding.unmet;
    return change_end(&deciding.change, result, "stair.decided");
}

/* ---- earlier ones ---- */

static const struct query past_of = {
    "stair.past", NULL,
    "SELECT d.key, d.staircase, d.level, d.at, decider.name, remark.words,"
    " (SELECT count(*) FROM stair_ground AS g WHERE g.decision_key = d.key),"
    " (SELECT count(*) FROM stair_ground AS g WHERE g.decision_key = d.key AND g.is_met = 0),"
    " (SELECT count(*) FROM stair_evidence AS e WHERE e.decision_key = d.key)"
    " FROM stair_decision AS d LEFT JOIN identity AS decider ON decider.person_key = d.decided_by_key"
    " LEFT JOIN remark ON remark.key = d.remark_key WHERE d.person_key = ?1 ORDER BY d.key DESC"};
static const struct query past_count = {"stair.past_count", NULL,
                                        "SELECT count(*) FROM stair_decision WHERE person_key = ?1"};

int staircase_history(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                      struct staircase_history_row **ret_past, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t count = 0;
    size_t at = 0;
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    bool may_read = access_may(site->records, actor, RIGHT_SEE_COMMENTS, person->key);
    TRY(records_number(site->records, &past_count, BIND(value_number(person->key)), 0, &count));
    struct staircase_history_row *past = arena_zeroed(arena, (size_t)(count + 1) * sizeof *past);
    TRY(records_select(site->records, &past_of, BIND(value_number(person->key)), &rows));
    while (at < (size_t)count && rows_next(&rows))
        past[at++] = (struct staircase_history_row){.key = row_number(&rows, 0),
                                                    .staircase = row_copy(&rows, 1, arena),
                                                    .level = (int)row_number(&rows, 2),
                                                    .at = row_number(&rows, 3),
                                                    .by_name = row_copy(&rows, 4, arena),
                                                    .because = may_read ? row_copy(&rows, 5, arena) : NULL,
                                                    .rules = (int)row_number(&rows, 6),
                                                    .unmet = (int)row_number(&rows, 7),
                                                    .signoffs = (int)row_number(&rows, 8)};
    *ret_past = past;
    *ret_count = at;
    return rows_result(&rows);
}
