/* Copies what a contact may see, field by field; see contact_view.h. */
#include "domain/aspirant/contact_view.h"

#include "base/clock.h"
#include "domain/aspirant/hours.h"
#include "io/collate.h"

#include <stdlib.h>
#include <string.h>

static struct contact_student view_of(const struct aspirant *aspirant, struct arena *arena)
{
    struct contact_student student = {.rid = aspirant->person.rid,
                                      .name = aspirant->person.name,
                                      .term = aspirant->term,
                                      .graduates = aspirant->graduates,
                                      .placed_on = aspirant->placed_on,
                                      .began_on = aspirant->began_on,
                                      .ends_on = aspirant_end(aspirant),
                                      .month_count = aspirant->month_count};
    student.months = arena_zeroed(arena, (aspirant->month_count + 1) * sizeof *student.months);
    for (size_t i = 0; i < aspirant->month_count; i++) {
        const struct hours_month *month = &aspirant->months[aspirant->month_count - 1 - i];
        student.months[i] = (struct contact_month){month->first, month->seconds};
    }
    return student;
}

static int by_name(const void *a, const void *b)
{
    const struct contact_student *left = a, *right = b;
    int order = collate_swedish(left->name, right->name);
    return order ? order : strcmp(left->rid, right->rid);
}

int contact_view_all(struct site *site, const struct actor *actor, struct arena *arena,
                     struct contact_students *ret_students)
{
    struct aspirants aspirants;
    struct contact_students students = {0};
    TRY(aspirant_contact_students(site, actor, arena, &aspirants));
    TRY(aspirant_contact_of(site->records, actor->key, arena, &students.university));
    students.items = arena_zeroed(arena, (aspirants.count + 1) * sizeof *students.items);
    for (size_t i = 0; i < aspirants.count; i++)
        students.items[students.count++] = view_of(&aspirants.items[i], arena);
    if (students.count)
        qsort(students.items, students.count, sizeof *students.items, by_name);
    *ret_students = students;
    return 0;
}

int contact_view_one(struct site *site, const struct actor *actor, const char *rid, struct arena *arena,
                     struct contact_student *ret_student)
{
    struct aspirant aspirant;
    TRY(aspirant_contact_student(site, actor, rid, arena, &aspirant));
    *ret_student = view_of(&aspirant, arena);
    return 0;
}
