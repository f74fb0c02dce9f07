/* Reads the comments about a step of a person; see step_comment.h. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/naming.h"
#include "domain/plan/step_comment.h"
#include "domain/progress/progress.h"

/* ?1 the person, ?2 the step. */
static const struct query remarks_of = {
    "remark.of_step", NULL,
    "WITH about (remark_key, kind) AS ("
    " SELECT r.remark_key, 'returned' FROM request AS r JOIN step ON step.key = r.step_key"
    "  WHERE r.person_key = ?1 AND step.id = ?2"
    " UNION ALL SELECT g.remark_key, 'signed' FROM signoff AS g JOIN step ON step.key = g.step_key"
    "  WHERE g.person_key = ?1 AND step.id = ?2"
    " UNION ALL SELECT g.ended_remark_key, 'reopened' FROM signoff AS g JOIN step ON step.key = g.step_key"
    "  WHERE g.person_key = ?1 AND step.id = ?2"
    " UNION ALL SELECT p.remark_key, CASE p.state WHEN 'recognised' THEN 'recognised'"
    " WHEN 'skipped' THEN 'skipped' ELSE 'reopened' END"
    "  FROM progress AS p JOIN step ON step.key = p.step_key WHERE p.person_key = ?1 AND step.id = ?2)"
    " SELECT remark.words, remark.by_key, remark.at, about.kind FROM about JOIN remark ON remark.key = about.remark_key"
    " ORDER BY remark.at, remark.key"};

static int comment_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct naming_context *naming = context;
    struct comment *comment = ret_item;
    bool may_read = subject_may(naming->subject, RIGHT_SEE_COMMENTS);
    *comment = (struct comment){.words = may_read ? row_copy(rows, 0, arena) : NULL,
                                .at = row_number(rows, 2),
                                .kind = row_copy(rows, 3, arena)};
    return naming_read(rows, 1, arena, naming, &comment->by_name);
}

int step_comments(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                  struct comment **ret_comments, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    struct naming_context naming = {site->records, subject};
    TRY(records_select(site->records, &remarks_of, BIND(value_number(subject->person.key), value_text(step)), &rows));
    return ROWS_COLLECT(&rows, comment_read, &naming, arena, ret_comments, ret_count);
}
