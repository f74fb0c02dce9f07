/* Person, plan and mentor in one transaction; see introduction.h. */
#include "domain/mentor/introduction.h"

#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/mentor/mentor_change.h"
#include "domain/mentor/mentoring.h"

#define SAME_NAME_MAX 99

static const struct query mentor_in_force = {
    "introduction.mentor", NULL,
    "SELECT m.mentor_key FROM mentorship AS m JOIN person ON person.key = m.mentor_key WHERE m.learner_key = ?1"
    " AND m.is_substitute = 0 AND person.status = 'active' AND m.first <= ?2 AND (m.last IS NULL OR m.last >= ?2)"};

/* An unused id, from the name: "anna-ek", "anna-ek-2". */
static int id_choose(struct records *records, const char *name, struct arena *arena, const char **ret_id)
{
    CLEANUP(text_finish) struct text stem = TEXT(64);
    text_add_id_from(&stem, name);
    if (!stem.length)
        text_add(&stem, "person");
    for (int i = 1; i <= SAME_NAME_MAX; i++) {
        struct person taken;
        char *id = i == 1 ? arena_copy_string(arena, text_string(&stem))
                          : arena_format(arena, "%.60s-%d", text_string(&stem), i);
        int found = person_find(records, id, arena, &taken);
        if (found == FAIL_NOT_FOUND) {
            *ret_id = id;
            return 0;
        }
        TRY(found);
    }
    return fail_at(FAIL_RULE, REASON_NONE, "name",
                   "there are %d people with this name already; add the person with an id of their own", SAME_NAME_MAX);
}

static int person_choose(struct site *site, const struct actor *actor, const struct introduction *introduction,
                         struct arena *arena, struct subject_ref *ret_person)
{
    const char *id = NULL;
    *ret_person = introduction->person;
    if (subject_is_given(*ret_person))
        return 0;
    if (text_is_blank(introduction->name))
        return fail_at(FAIL_INPUT, REASON_NONE, "name", "a new person needs a name");
    TRY(id_choose(site->records, introduction->name, arena, &id));
    *ret_person = subject_id(id);
    return person_add(site->records, actor,
                      &(struct person_new){.id = id,
                                           .name = introduction->name,
                                           .email = introduction->email,
                                           .unit = introduction->unit,
                                           .roles = "learner",
                                           .background = introduction->background,
                                           .in_profession_since = DAY_NONE},
                      NULL);
}

/* Whether the mentor is new to the person. The one in force on that day is replaced only where that is said. */
static int mentor_check_new(struct site *site, const struct actor *actor, const struct introduction *introduction,
                            struct subject_ref person, bool *ret_is_new)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct subject learner, mentor;
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(subject_find(site->records, actor, person, &arena, &learner));
    TRY(records_select(site->records, &mentor_in_force,
                       BIND(value_number(learner.person.key), value_number(introduction->from)), &rows));
    int64_t before = rows_next(&rows) ? row_number(&rows, 0) : 0;
    TRY(rows_result(&rows));
    *ret_is_new = !before || subject_find(site->records, actor, introduction->mentor, &arena, &mentor) != 0 ||
                  mentor.person.key != before;
    if (!before || !*ret_is_new || introduction->replaces_mentor)
        return 0;
    return fail_at(FAIL_RULE, REASON_HAS_MENTOR, "replace", "person '%s': has another mentor already",
                   subject_name(&learner));
}

static int mentor_give(struct site *site, const struct actor *actor, const struct introduction *introduction,
                       struct subject_ref person)
{
    bool is_new = true;
    TRY(mentor_check_new(site, actor, introduction, person, &is_new));
    if (!is_new)
        return 0;
    return mentoring_assign(site, actor,
                            &(struct mentor_assignment){.learner = person,
                                                        .mentor = introduction->mentor,
                                                        .from = introduction->from,
                                                        .to = DAY_NONE,
                                                        .because = introduction->because});
}

static int start_inside(struct site *site, const struct actor *actor, const struct introduction *introduction,
                        struct arena *arena, struct person *ret_person)
{
    struct subject_ref person;
    struct subject started;
    TRY(person_choose(site, actor, introduction, arena, &person));
    TRY(plan_start(site, actor, person, introduction->programme, introduction->from));
    if (subject_is_given(introduction->mentor))
        TRY(mentor_give(site, actor, introduction, person));
    TRY(subject_find(site->records, actor, person, arena, &started));
    *ret_person = started.person;
    return 0;
}

int introduction_start(struct site *site, const struct actor *actor, const struct introduction *introduction,
                       struct arena *arena, struct person *ret_person)
{
    TRY(records_begin(site->records));
    int result = start_inside(site, actor, introduction, arena, ret_person);
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "programme", introduction->programme);
    json_put_day(&json, "from", introduction->from);
    json_end(&json);
    return records_end(site->records, result,
                       &(struct event){.actor = actor,
                                       .kind = "introduction.started",
                                       .about = result == 0 ? ret_person->rid : NULL,
                                       .data = text_string(&data)});
}
