/* Erase: what is kept about a person, exported, and what names the person, erased. */
#pragma once

#include "domain/people/person.h"

struct json;

/* What is kept about people elsewhere than in Trappa's own tables (host/personal.c); inside the transaction of the act.
 * NULL: nothing. */
struct person_elsewhere {
    int (*export)(struct records *records, const char *rid, struct json *json); /* adds keys to the open object */
    int (*erase)(struct records *records, const char *rid);
};
void person_use_elsewhere(const struct person_elsewhere *elsewhere);

/* Everything kept about the person as JSON (RIGHT_EXPORT); and erasure of what names them and of free words about them:
 * events and signatures stay, under the random id. Erasing needs `because`, and FAIL_RULE while a plan runs. */
int person_export(struct records *records, const struct actor *actor, const char *id, struct text *into);
int person_erase(struct records *records, const struct actor *actor, const char *id, const char *because);

/* What person_use_elsewhere() said; nothing if it said nothing. */
int person_export_elsewhere(struct records *records, const char *rid, struct json *json);
int person_erase_elsewhere(struct records *records, const char *rid);
