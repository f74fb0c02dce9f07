/* Page: what a handler gets and gives, and the frame around every page.
 *
 * A page in ten lines: a row (route.h), a struct and its template's prototype in a header, the template beside it
 * (template.h says how), a handler:
 *
 *     struct stair_page { const char *name; int level; };
 *     void page_stair(struct template *into, const struct page *page, const struct stair_page *stair);
 *
 *     int stair_show(struct page *page)                     // the row of GET /stair/:person
 *     {
 *         struct stair_page stair = {0};
 *         TRY(stair_read(page->site, page->actor, page_parameter(page, "person"), page->arena, &stair));
 *         page_title(page, "%s", stair.name);               // else it is the row's title
 *         page_stair(&page->content, page, &stair);
 *         return 0;                                         // a failure becomes the error page of its code
 *     }
 *
 *     int stair_decide(struct page *page)                       // the row of POST, with .fields = {"level", "because"}
 *     {
 *         if (text_is_blank(page_field(page, "because")))
 *             page_problem(page, "because", N_("Say why"));  // for the summary and beside the field
 *         if (page_has_problems(page))
 *             return stair_show(page);                           // 422; form_text() shows again what was typed
 *         int result = domain_call(...);
 *         if (page_problem_failed(page, "because", result))  // a rule said no: the form again, with its sentence
 *             return stair_show(page);
 *         TRY(result);
 *         page_message(page, N_("Done: %s is on level %d"), name, level);
 *         return page_lead(page, TARGET_STAIRCASE, rid, NULL);   // 303
 *     }
 *
 * A form is <form method="post" action="..."> with {& form_token(page) &} inside. The parts of forms are in
 * ui/web/kernel/form.h; marks of components, states and days in ui/web/labels.h; the stairs in
 * ui/web/staircase_svg.h. */
#pragma once

#include "base/memory.h"
#include "domain/records/target.h"
#include "io/http_fields.h"
#include "ui/web/kernel/template.h"

struct actor;
struct password_process_answer;
struct http_request;
struct person;
struct route;
struct site;
struct web;

struct page_problem {
    const char *field;    /* the form field it is about, also its id in the HTML; "" for the form as a whole */
    const char *sentence; /* in the reader's language */
};

#define PAGE_PROBLEMS_MAX 16

struct page {
    struct site *site;         /* opened records, content, configuration; NULL before the data exist */
    const struct actor *actor; /* who is signed in; NULL for nobody */
    enum language language;
    struct arena *arena;       /* lives as long as the request */
    struct template content;   /* what a template writes to: the inside of <main> */
    const struct route *route; /* the row that matched */
    int today;                 /* the day in Stockholm, the same all through the page */

    /* Kept by ui/web/kernel/page.c and ui/web/kernel/dispatch.c; not for pages. */
    struct web *web;
    struct http_request *request;
    const struct person *viewer; /* the person of `actor` */
    struct text body;            /* what `content` writes to */
    const char *parameters[2];
    const char *session; /* the token of the session; NULL for nobody */
    const char *token;   /* of forms, against CSRF; NULL for nobody */
    const char *title;
    const char *redirect;
    const char *allow;   /* methods, when another was used */
    const char *message; /* shown once, from the page before */
    const char *message_next;
    int status;
    struct page_problem problems[PAGE_PROBLEMS_MAX];
    size_t problem_count;
    struct http_field cookies[4]; /* name, and the value with its attributes */
    size_t cookie_count;
    bool is_reading, is_waiting;
    void *state; /* of a handler, for its `then` */
    int (*then)(struct page *page, const struct password_process_answer *answer);
    const struct person *viewed[4];
    const void *bytes; /* the answer instead of a page: page_bytes() */
    size_t byte_count;
    const char *bytes_type;
    const char
        *entity_tag; /* of bytes that may be others the next time, with its quotes; NULL for those of a page_bytes() */
    size_t viewed_count;
};

/* The value of ":name" in the row's path; asserts that the row has it. */
const char *page_parameter(const struct page *page, const char *name);

/* The same for a name that comes from a plugin: NULL where the row has none such. */
const char *page_parameter_or_null(const struct page *page, const char *name);

/* A field of the form (POST) or of the query (GET); "" if absent. page_field_at: the nth of a repeated field, NULL
 * after the last. */
const char *page_field(const struct page *page, const char *name);
const char *page_field_at(const struct page *page, const char *name, size_t index);
bool page_has_field(const struct page *page, const char *name);
bool page_field_is(const struct page *page, const char *name, const char *value); /* any of the repeated ones */

/* A file that came with the form (multipart/form-data, a row with `body_most`); NULL if none was chosen. Lent. */
struct http_file;
const struct http_file *page_file(const struct page *page, const char *name);

/* Whole number, day ("2026-03-02"): 0 or a failure that says which field. */
int page_field_number(const struct page *page, const char *name, int64_t least, int64_t most, int64_t *ret);
int page_field_day(const struct page *page, const char *name, int *ret);

/* The page's own title, already in the reader's language. */
void page_title(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What is wrong with a field: goes to the summary above the form and beside the field; the page is sent as 422. */
void page_problem(struct page *page, const char *field, const char *message_id);
/* The same with the sentence of a failure, if `result` is one that the person can mend (FAIL_USAGE, FAIL_INPUT,
 * FAIL_RULE, FAIL_LIMIT); true if so. Any other failure is for the caller to return. It stands at the field that the
 * failure is about, if the form has it, else at `field`. page_problem_failed_here: at `field` in any case, for one of
 * several forms of a kind on the page, whose fields have ids of their own. */
bool page_problem_failed(struct page *page, const char *field, int result);
bool page_problem_failed_here(struct page *page, const char *field, int result);
bool page_has_problems(const struct page *page);
const char *page_problem_of(const struct page *page, const char *field); /* NULL if that field has none */

/* The address of another page (ui/text/links.h), in the page's arena. `person` and `id` are the target's: NULL for what
 * is the viewer's own, or has no id. */
const char *page_link(const struct page *page, enum target_kind kind, const char *person, const char *id);

/* Answers 303 to a path of this site, or to another page; returns 0. The arguments of the format must be ids or already
 * encoded. */
int page_redirect(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
int page_lead(struct page *page, enum target_kind kind, const char *person, const char *id);

/* A sentence for the top of the page that comes after the redirect ("Done: ..."); `message_id` is translated.
 * Conversions as in base/fail.h. It travels in a signed cookie of two minutes, never in the address. */
void page_message(struct page *page, const char *message_id, ...) __attribute__((format(printf, 2, 3)));

/* Says that this page shows somebody else's things: an event is written when HR or an administrator looks. It is kept
 * until the page's reading has ended; the strings of `person` must live as long as the request. */
void page_viewed(struct page *page, const struct person *person);

/* Sets a cookie (HttpOnly, SameSite=Lax, Secure behind TLS) for so many seconds; 0 removes it. */
void page_cookie(struct page *page, const char *name, const char *value, int seconds);

/* Lets the helper process hash a password or compare it with `encoded` (ui/web/kernel/password_process.h), and goes on
 * in `then`, which is a handler like any other. A handler returns what this returns. */
int page_ask_password(struct page *page, const char *password, const char *encoded,
                      int (*then)(struct page *page, const struct password_process_answer *answer));

/* Shorthands: a text in the reader's language; a text in the arena. */
const char *page_say(const struct page *page, const char *message_id);
const char *page_format(const struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Path of an asset with its hash, such as "/assets/trappa.1f3a.css". */
const char *page_asset(const char *name);

/* Answers with bytes of another kind than a page, such as an image named by its hash: kept by browsers for ever,
 * for this person only. Returns 0. `bytes` live as long as the arena. */
int page_bytes(struct page *page, const void *bytes, size_t length, const char *type);

/* The same with bytes that change, for a program that asks again and again: it keeps them with their ETag and is told
 * 304 while they are the same. Set page->status before for another than 200, which is not kept. */
int page_document(struct page *page, const void *bytes, size_t length, const char *type);

/* Ends the one reading that a GET is: for the rare one that finds that it must write. What is read after this may
 * contradict what was read before. */
void page_end_reading(struct page *page);

/* Counts a try of `who` at something secret, such as "192.0.2.1" at signing in ("address"); false once there were more
 * than `most` within PAGE_TRIES_SECONDS. page_forgive: it was a right one. */
#define PAGE_TRIES_SECONDS 900
bool page_may_try(struct page *page, const char *kind, const char *who, unsigned most);
void page_forgive(struct page *page, const char *kind, const char *who);
