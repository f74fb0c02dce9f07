/* Revision edit: writes a revision into the front matter of a step's file, and leaves every other byte as it is. */
#pragma once

#include "domain/curriculum/curriculum.h"

struct revision_new {
    enum change_class change;
    int day;          /* of the revision; a legal one holds from it */
    const char *note; /* what is new; may be NULL */
};

/* Adds the revision above the others, numbered one above the newest. A file without `revisions:` gets the key, with its
 * first revision of the day `begun` below. FAIL_INPUT, field "text", for a file without front matter, and for revisions
 * that do not stand one in a line. */
int revision_add(const char *file, const struct revision_new *revision, int begun, struct text *into);
