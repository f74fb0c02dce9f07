/* Erase: exports everything stored about a person, and erases what names the person. */
#pragma once

#include "domain/people/person.h"

struct json;

/* Export and erasure of data outside Trappa's own tables (host/personal.c), inside the same transaction. NULL: none. */
struct person_elsewhere {
    int (*export)(struct records *records, const char *rid, struct json *json); /* adds keys to the open object */
    int (*erase)(struct records *records, const char *rid);
};
void person_use_elsewhere(const struct person_elsewhere *elsewhere);

/* Export: everything stored about the person, as JSON; RIGHT_EXPORT. Erasure: deletes the identity and free words about
 * the person; events and sign-offs stay, under the random id. Needs `because`; FAIL_RULE while a plan is running. */
int person_export(struct records *records, const struct actor *actor, const char *id, struct text *into);
int person_erase(struct records *records, const struct actor *actor, const char *id, const char *because);

/* Call the functions of person_use_elsewhere(), if set. */
int person_export_elsewhere(struct records *records, const char *rid, struct json *json);
int person_erase_elsewhere(struct records *records, const char *rid);
