/* How people see their own competences, beside what was signed; see staircase.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/staircase/explain.h"
#include "domain/staircase/staircase.h"

static const struct query own_of = {"self_view.of", NULL,
                                    "SELECT competence, autonomy, at FROM self_view WHERE person_key = ?1"};
static const struct query own_put = {
    "self_view.put", "self_view",
    "INSERT INTO self_view (person_key, competence, autonomy, at) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (person_key, competence) DO UPDATE SET autonomy = excluded.autonomy, at = excluded.at RETURNING *"};

static struct staircase_competence *competence_of(const struct staircase_view *view, const char *id)
{
    for (size_t i = 0; i < view->competence_count; i++)
        if (text_equal(view->competences[i].competence->id, id))
            return &view->competences[i];
    return NULL;
}

int self_assessment_read(struct records *records, struct staircase_view *view)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &own_of, BIND(value_number(view->person.key)), &rows));
    while (rows_next(&rows)) {
        struct staircase_competence *competence = competence_of(view, row_text(&rows, 0));
        if (!competence)
            continue;
        competence->own = (int)row_number(&rows, 1);
        competence->own_since = instant_day(row_number(&rows, 2));
    }
    return rows_result(&rows);
}

/* The new assessment, and the stored one in the end. */
struct saying {
    struct change change;
    struct site *site;
    struct staircase_view view;
};

static void saying_finish(struct saying *saying)
{
    change_finish(&saying->change);
}

static int own_write(struct saying *saying, const struct self_assessment *own)
{
    const struct staircase_competence *competence = competence_of(&saying->view, own->competence);
    if (!competence)
        return fail(FAIL_NOT_FOUND, "competence '%s': the staircase of the person has no such competence",
                    own->competence);
    if (own->autonomy < 1 || own->autonomy > 5)
        return fail_at(FAIL_INPUT, REASON_NONE, "autonomy", "competence '%s': %d is no autonomy, which is 1 to 5",
                       own->competence, own->autonomy);
    if (competence->own == own->autonomy)
        return 0;
    saying->change.is_unchanged = false;
    json_put_number(&saying->change.json, own->competence, own->autonomy);
    return records_write(saying->site->records, &own_put,
                         BIND(value_number(saying->view.person.key), value_text(own->competence),
                              value_number(own->autonomy), value_number(clock_now())),
                         NULL);
}

static int saying_write(struct saying *saying, const struct self_assessment *said, size_t count)
{
    struct change *change = &saying->change;
    change->is_unchanged = true;
    TRY(staircase_show(saying->site, &change->subject, &change->arena, &saying->view));
    for (size_t i = 0; i < count; i++)
        TRY(own_write(saying, &said[i]));
    return 0;
}

int self_assessment_write(struct site *site, const struct actor *actor, struct subject_ref person,
                          const struct self_assessment *said, size_t count)
{
    CLEANUP(saying_finish) struct saying saying = {.change = CHANGE(site->records, actor), .site = site};
    TRY(change_begin(&saying.change, person, RIGHT_LEARN));
    return change_end(&saying.change, saying_write(&saying, said, count), "stair.own_view_said");
}
