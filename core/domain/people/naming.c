/* Reads names for a viewer; see naming.h. */
#include "domain/people/naming.h"

#include "domain/people/mentor.h"

static const struct query naming_of = {"naming.of", NULL,
                                       "SELECT identity.name, identity.id, person.rid, person.is_protected FROM person"
                                       " LEFT JOIN identity ON identity.person_key = person.key WHERE person.key = ?1"};

static const char *colleague = "a colleague";

void naming_say(const char *words)
{
    colleague = words;
}

/* Whoever may know the account knows the person too. */
static bool may_know(struct records *records, const struct actor *viewer, int64_t person_key)
{
    return access_may(records, viewer, RIGHT_SEE_DATES, person_key) ||
           access_may(records, viewer, RIGHT_ACCOUNT, person_key);
}

int naming_for(struct records *records, const struct actor *viewer, int64_t person_key, struct arena *arena,
               struct naming *ret_naming)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct naming naming = {0};
    bool is_protected = false;
    if (person_key) {
        TRY(records_select(records, &naming_of, BIND(value_number(person_key)), &rows));
        if (rows_next(&rows)) {
            naming = (struct naming){row_copy(&rows, 0, arena), row_copy(&rows, 1, arena), row_copy(&rows, 2, arena)};
            is_protected = row_number(&rows, 3) != 0;
        }
        TRY(rows_result(&rows));
    }
    rows_end(&rows);
    if (is_protected && !may_know(records, viewer, person_key))
        naming = (struct naming){.name = colleague};
    *ret_naming = naming;
    return 0;
}

int naming_name(struct records *records, const struct actor *viewer, int64_t person_key, struct arena *arena,
                const char **ret_name)
{
    struct naming naming;
    TRY(naming_for(records, viewer, person_key, arena, &naming));
    *ret_name = naming.name;
    return 0;
}

int naming_read(const struct rows *rows, int column, struct arena *arena, const struct naming_context *context,
                const char **ret_name)
{
    return naming_name(context->records, &context->subject->viewer, row_number(rows, column), arena, ret_name);
}

int naming_mentors(struct records *records, const struct subject *learner, struct arena *arena,
                   struct naming *ret_mentor, struct naming *ret_substitute)
{
    struct person mentor = {0}, substitute = {0};
    TRY(mentor_of(records, learner->person.key, arena, &mentor, &substitute));
    TRY(naming_for(records, &learner->viewer, mentor.key, arena, ret_mentor));
    return naming_for(records, &learner->viewer, substitute.key, arena, ret_substitute);
}
