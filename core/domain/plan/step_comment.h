/* Step comment: what others wrote about a person's step when they signed, returned, skipped or reopened it. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

/* `words` is NULL if the actor may not see comments (RIGHT_SEE_COMMENTS). */
struct comment {
    const char *words, *by_name;
    int64_t at;
    const char *kind; /* "returned", "signed", "skipped", "reopened" */
};
int step_comments(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                  struct comment **ret_comments, size_t *ret_count);
