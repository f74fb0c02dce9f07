/* The row of an aspirant: read, written, and what its days mean; see aspirant_internal.h and aspirant.h. */
#include "domain/aspirant/aspirant_internal.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_internal.h"

static const struct query row_of = {"aspirant.of", NULL,
                                    "SELECT " ASPIRANT_COLUMNS " FROM aspirant WHERE person_key = ?1"};

#define ROW_COLUMN(kind, member, name) COLUMN_OF(struct aspirant, kind, member),
#define ROW_PARAMETER(kind, member, name) ", ?"
#define ROW_UPDATE(kind, member, name) ", " name " = excluded." name
#define ROW_NAMES ASPIRANT_LIST(COLUMN_NEXT_SQL)
#define ROW_PARAMETERS ASPIRANT_LIST(ROW_PARAMETER)
#define ROW_UPDATES ASPIRANT_LIST(ROW_UPDATE)
static const struct column aspirant_columns[] = {ASPIRANT_LIST(ROW_COLUMN)};

static const struct query row_put = {
    "aspirant.put", "aspirant",
    "INSERT INTO aspirant (person_key, salt" ROW_NAMES ") VALUES (?, ?" ROW_PARAMETERS ")"
    " ON CONFLICT (person_key) DO UPDATE SET salt = excluded.salt" ROW_UPDATES " RETURNING *"};
static bool has_come(int day, int today)
{
    return day != DAY_NONE && day <= today;
}

static enum aspirant_stage stage_on(const struct aspirant *aspirant, int today)
{
    if (has_come(aspirant->left_on, today))
        return ASPIRANT_LEFT;
    if (has_come(aspirant->hired_on, today))
        return ASPIRANT_HIRED;
    if (has_come(aspirant->began_on, today))
        return ASPIRANT_BESIDE;
    return has_come(aspirant->placed_on, today) ? ASPIRANT_PLACEMENT : ASPIRANT_AHEAD;
}

void aspirant_row_read(const struct rows *rows, int first, struct arena *arena, struct aspirant *aspirant)
{
    aspirant->consented_at = row_number(rows, first);
    columns_read(aspirant_columns, COUNT_OF(aspirant_columns), rows, first + 1, arena, aspirant);
    aspirant->stage = stage_on(aspirant, clock_today());
}

int aspirant_row_find(struct records *records, const struct person *person, struct arena *arena,
                      struct aspirant *ret_aspirant, bool *ret_is_there)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &row_of, BIND(value_number(person->key)), &rows));
    *ret_is_there = rows_next(&rows);
    if (*ret_is_there) {
        *ret_aspirant = (struct aspirant){.person = *person};
        aspirant_row_read(&rows, 0, arena, ret_aspirant);
    }
    return rows_result(&rows);
}

int aspirant_row_of(struct records *records, const struct person *person, struct arena *arena,
                    struct aspirant *ret_aspirant)
{
    bool is_there;
    TRY(aspirant_row_find(records, person, arena, ret_aspirant, &is_there));
    return is_there ? 0 : fail_at(FAIL_NOT_FOUND, REASON_NO_ASPIRANT, NULL, "person '%s': is no aspirant", person->id);
}

int aspirant_is_one(struct records *records, int64_t person_key, bool *ret_is_one)
{
    static const struct query count = {"aspirant.is_one", NULL, "SELECT count(*) FROM aspirant WHERE person_key = ?1"};
    int64_t found = 0;
    TRY(records_number(records, &count, BIND(value_number(person_key)), 0, &found));
    *ret_is_one = found > 0;
    return 0;
}

int aspirant_row_put(struct records *records, const struct aspirant *aspirant)
{
    unsigned char salt[PERSON_SALT_BYTES];
    secret_random(salt, sizeof salt);
    struct value values[2 + COUNT_OF(aspirant_columns)] = {value_number(aspirant->person.key),
                                                           value_bytes(salt, sizeof salt)};
    columns_bind(aspirant_columns, COUNT_OF(aspirant_columns), aspirant, values + 2);
    return records_write(records, &row_put, (struct binding){values, COUNT_OF(values)}, NULL);
}

int aspirant_end(const struct aspirant *aspirant)
{
    int hired = aspirant->hired_on, left = aspirant->left_on;
    if (hired == DAY_NONE || left == DAY_NONE)
        return hired == DAY_NONE ? left : hired;
    return hired < left ? hired : left;
}
