/* Binds scopes and walks rows by person; see person_scope.h. */
#include "domain/people/person_scope.h"

struct person_scope person_scope_of(int64_t person_key)
{
    return (struct person_scope){.unit_key = PERSON_SCOPE_NO_UNIT, .person_key = person_key};
}

struct binding person_scope_bind(const struct person_scope *scope, struct value values[PERSON_SCOPE_VALUES])
{
    values[0] = value_key(scope->unit_key);
    values[1] = value_key(scope->person_key);
    values[2] = value_key(scope->mentor_key);
    values[3] = value_key(scope->runs_on);
    values[4] = value_key(scope->signer_key);
    return (struct binding){values, PERSON_SCOPE_VALUES};
}

int person_cursor_begin(struct person_cursor *cursor, struct records *records, const struct query *query,
                        struct binding binding)
{
    TRY(records_select(records, query, binding, &cursor->rows));
    return person_cursor_next(cursor);
}

int person_cursor_next(struct person_cursor *cursor)
{
    cursor->has_row = rows_next(&cursor->rows);
    return rows_result(&cursor->rows);
}

int person_cursor_at(struct person_cursor *cursor, int64_t person_key, bool *ret_is_at)
{
    while (cursor->has_row && row_number(&cursor->rows, 0) < person_key)
        TRY(person_cursor_next(cursor));
    *ret_is_at = cursor->has_row && row_number(&cursor->rows, 0) == person_key;
    return 0;
}
