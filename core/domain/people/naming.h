/* Naming: how somebody is called to a viewer who looks at something else: the mentor, the signer, who decided.
 *
 * It alone reads the name of somebody whom the rows at hand are not about, so that no page, command or export names a
 * person with protected identity to those who may not know of them (docs/decisions/0022). Queries hand up the key of
 * such a person; lint refuses a query about `identity` elsewhere. */
#pragma once

#include "domain/people/subject.h"

/* All NULL: nobody, or the operator. `name` alone: whom the viewer may not know, who is "a colleague". `rid` alone: the
 * erased. */
struct naming {
    const char *name, *id, *rid;
};
int naming_for(struct records *records, const struct actor *viewer, int64_t person_key, struct arena *arena,
               struct naming *ret_naming);

/* The name alone. */
int naming_name(struct records *records, const struct actor *viewer, int64_t person_key, struct arena *arena,
                const char **ret_name);

/* The same for a key in a row about the subject, as the context of a row reader. */
struct naming_context {
    struct records *records;
    const struct subject *subject; /* seen by its viewer */
};
int naming_read(const struct rows *rows, int column, struct arena *arena, const struct naming_context *context,
                const char **ret_name);

/* Today's mentor and substitute as the subject's viewer may know them. */
int naming_mentors(struct records *records, const struct subject *learner, struct arena *arena,
                   struct naming *ret_mentor, struct naming *ret_substitute);

/* What a person is called whom the viewer may not know, in the language of the page or command at hand. */
#define NAMING_COLLEAGUE N_("a colleague")
void naming_say(const char *colleague); /* lent for ever */

/* SQL for what a person is handed out about oneself (?1): the name of somebody else; NULL where it is protected.
 * NAMING_BEGIN "plan.ended_by_key" NAMING_END " AS ended_by" */
#define NAMING_BEGIN                                                                                                   \
    "(SELECT naming.name FROM identity AS naming JOIN person AS named ON named.key = naming.person_key"                \
    " WHERE named.key = "
#define NAMING_END " AND (named.is_protected = 0 OR named.key = ?1))"
