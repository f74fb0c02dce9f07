/* Form: the parts of a form as templates, with label, hint, problem and what was typed kept
 * (ui/web/kernel/form.html). */
#pragma once

#include "ui/web/kernel/page.h"

/* What a field shows. `value` is the stored value; what was typed in this request goes before it. */
struct form_field {
    const char *name;         /* also the id */
    const char *label;        /* in the reader's language, as hint */
    const char *hint;         /* or NULL */
    const char *value;        /* or NULL */
    const char *type;         /* "text" unless set: "email", "date", "number", "password", "search" */
    const char *autocomplete; /* or NULL */
    const char *inputmode;    /* which keys a phone shows: "decimal"; or NULL */
    int rows;                 /* a text area of so many rows */
    bool is_required, is_narrow;
};

/* Hidden CSRF token; goes into every form. */
void form_token(struct template *into, const struct page *page);

/* A text field or a text area. */
void form_text(struct template *into, const struct page *page, const struct form_field *field);

/* The problem of a field by itself, for a fieldset of radios written by hand: <p class="problem" id="NAME-problem">. */
void form_problem(struct template *into, const struct page *page, const char *field);

/* The sentence that every free-text field says: "Skriv inget om klienter". form_text() with rows says it by itself. */
void form_no_clients(struct template *into);
