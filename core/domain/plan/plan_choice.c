/* Which programmes a person has and had; see plan.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/plan/plan_rows.h"

static bool is_listed(const struct plan_choice *choices, size_t count, const char *programme)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(choices[i].programme, programme))
            return true;
    return false;
}

static int choice_read(struct site *site, const struct plan_row *row, struct arena *arena,
                       struct plan_choice *ret_choice)
{
    struct content_programme programme = {.title = row->programme};
    int result = content_programme(site->content, row->programme, arena, &programme);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    *ret_choice = (struct plan_choice){.programme = row->programme,
                                       .title = programme.title,
                                       .start = row->start,
                                       .ended_on = row->ended_on,
                                       .is_running = row->ended_on == DAY_NONE || row->ended_on > clock_today()};
    return 0;
}

int plan_choices(struct site *site, const struct subject *subject, bool is_whole_history, struct arena *arena,
                 struct plan_choice **ret_choices, size_t *ret_count)
{
    struct plan_row *rows;
    size_t count = 0;
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    if (is_whole_history)
        TRY(plan_rows_all(site->records, subject->person.key, arena, &rows, &count));
    else
        TRY(plan_rows_running(site->records, subject->person.key, arena, &rows, &count));
    *ret_choices = arena_zeroed(arena, (count + 1) * sizeof **ret_choices);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_listed(*ret_choices, *ret_count, rows[i].programme))
            TRY(choice_read(site, &rows[i], arena, &(*ret_choices)[(*ret_count)++]));
    return 0;
}
