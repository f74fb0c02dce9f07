/* Form: templates for the parts of a form: label, hint, problem, and the value typed by the person
 * (ui/web/kernel/form.html). */
#pragma once

#include "ui/web/kernel/page.h"

/* A field of a form. `value` is the stored value; a value in this request takes precedence. */
struct form_field {
    const char *name;         /* also the id */
    const char *label;        /* in the reader's language; so is hint */
    const char *hint;         /* or NULL */
    const char *value;        /* or NULL */
    const char *type;         /* "text" unless set: "email", "date", "number", "password", "search" */
    const char *autocomplete; /* or NULL */
    const char *inputmode;    /* keyboard of a phone: "decimal"; or NULL */
    int rows;                 /* a text area with this many rows; 0: a text field */
    bool is_required, is_narrow;
};

/* The hidden token, for every form: of the session, and of this showing of the page (press.h). */
void form_token(struct template *into, const struct page *page);

/* A text field or a text area. */
void form_text(struct template *into, const struct page *page, const struct form_field *field);

/* Only the problem of a field, for a hand-written fieldset of radios: <p class="problem" id="NAME-problem">. */
void form_problem(struct template *into, const struct page *page, const char *field);

/* The warning for every free-text field: "Skriv inget om klienter". form_text() with rows includes it. */
void form_no_clients(struct template *into);
