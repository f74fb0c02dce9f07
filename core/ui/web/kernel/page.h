/* Page: one request and its answer, as a handler sees them.
 *
 * A page is a row (route.h), a struct with its template's prototype in a header, the template (template.h) and a
 * handler:
 *
 *     struct stair_page { const char *name; int level; };
 *     void page_stair(struct template *into, const struct page *page, const struct stair_page *stair);
 *
 *     int stair_show(struct page *page)                     // the row of GET /stair/:person
 *     {
 *         struct stair_page stair = {0};
 *         TRY(stair_read(page->site, page->actor, page_parameter(page, "person"), page->arena, &stair));
 *         page_title(page, "%s", stair.name);               // default: the row's title
 *         page_stair(&page->content, page, &stair);
 *         return 0;                                         // a failure becomes the error page of its code
 *     }
 *
 *     int stair_decide(struct page *page)                       // the row of POST, with .fields = {"level", "because"}
 *     {
 *         if (text_is_blank(page_field(page, "because")))
 *             page_problem(page, "because", N_("Say why"));  // for the summary and beside the field
 *         if (page_has_problems(page))
 *             return stair_show(page);                           // 422; form_text() shows the typed values again
 *         int result = domain_call(...);
 *         if (page_problem_failed(page, "because", result))  // a rule refused: the form again, with its sentence
 *             return stair_show(page);
 *         TRY(result);
 *         page_message(page, N_("Done: %s is on level %d"), name, level);
 *         return page_lead(page, TARGET_STAIRCASE, rid, NULL);   // 303
 *     }
 *
 * A form is <form method="post" action="..."> with {& form_token(page) &} inside. Parts of forms: ui/web/kernel/form.h;
 * labels of components, states and days: ui/web/labels.h; the drawn staircase: ui/web/staircase_svg.h. */
#pragma once

#include "base/memory.h"
#include "domain/records/target.h"
#include "io/http_fields.h"
#include "ui/web/kernel/template.h"

struct actor;
struct form_mark;
struct password_process_answer;
struct http_request;
struct person;
struct route;
struct site;
struct web;

struct page_problem {
    const char *field;    /* the form field, also its id in the HTML; "": the whole form */
    const char *sentence; /* in the reader's language */
};

#define PAGE_PROBLEMS_MAX 16

struct page {
    struct site *site;         /* NULL before the data exist */
    const struct actor *actor; /* the viewer; NULL: not signed in */
    enum language language;
    struct arena *arena;       /* freed after the request */
    struct template content;   /* for templates: the inside of <main> */
    const struct route *route; /* the matching row */
    int today;                 /* the day in Stockholm, constant during the request */

    /* For the files of ui/web/kernel/ only, not for pages. */
    struct web *web;
    struct http_request *request;
    const struct person *viewer; /* the person of `actor` */
    struct text body;            /* the text that `content` writes to */
    const char *parameters[2];
    const char *session;    /* the session's token; NULL: not signed in */
    const char *token;      /* CSRF token of forms; NULL: not signed in */
    const char *form_token; /* the same with a number of this page (press.h) */
    struct form_mark *mark; /* of the form that was sent; NULL: none */
    const char *title;
    const char *redirect;
    const char *allow;   /* the allowed methods, after another was used */
    const char *message; /* from the previous page, shown once */
    const char *message_next;
    int status;
    struct page_problem problems[PAGE_PROBLEMS_MAX];
    size_t problem_count;
    struct http_field cookies[6]; /* name, and the value with its attributes */
    size_t cookie_count;
    bool is_reading, is_waiting;
    bool is_answered; /* without the handler */
    void *state;      /* of a handler, for `then` */
    int (*then)(struct page *page, const struct password_process_answer *answer);
    const struct page_viewed *viewed; /* the last of page_viewed(); NULL: none */
    const void *bytes;                /* the answer of page_bytes(), instead of a page */
    size_t byte_count;
    const char *bytes_type;
    const char *entity_tag; /* of page_document(), with quotes; NULL after page_bytes() */
};

/* The value of ":name" in the row's path; asserts that the row has it. */
const char *page_parameter(const struct page *page, const char *name);

/* The same for a name from a plugin: NULL if the row has no such segment. */
const char *page_parameter_or_null(const struct page *page, const char *name);

/* A field of the form (POST) or of the query (GET); "" if absent. page_field_at(): one value of a repeated field, from
 * 0; NULL after the last. */
const char *page_field(const struct page *page, const char *name);
const char *page_field_at(const struct page *page, const char *name, size_t index);
bool page_has_field(const struct page *page, const char *name);
bool page_field_is(const struct page *page, const char *name,
                   const char *value); /* if repeated: whether any value equals it */

/* A file of the form (multipart/form-data, a row with `body_most`); NULL if none was chosen. Lent. */
struct http_file;
const struct http_file *page_file(const struct page *page, const char *name);

/* Parse a field as an integer within [least, most], or as a day ("2026-03-02"); the failure names the field. */
int page_field_number(const struct page *page, const char *name, int64_t least, int64_t most, int64_t *ret);
int page_field_day(const struct page *page, const char *name, int *ret);

/* Sets the page's title, in the reader's language. */
void page_title(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The title of the page at a row's path ("/person/:person"), in the reader's language; the path if no row has it. */
const char *page_title_of(const struct page *page, const char *path);

/* Adds a problem of a field, shown in the summary above the form and beside the field; the status becomes 422. */
void page_problem(struct page *page, const char *field, const char *message_id);

/* Adds the last failure's sentence as a problem, and returns true, if the person can correct it: `result` is
 * FAIL_USAGE, FAIL_INPUT, FAIL_RULE or FAIL_LIMIT. The caller must return any other failure. The problem is shown at
 * the field of the failure, if the form has it, else at `field`; with page_problem_failed_here() always at `field`, for
 * one of several forms of a kind on the page, whose fields have their own ids. */
bool page_problem_failed(struct page *page, const char *field, int result);
bool page_problem_failed_here(struct page *page, const char *field, int result);
bool page_has_problems(const struct page *page);
const char *page_problem_of(const struct page *page, const char *field); /* NULL: none */

/* The address of another page (ui/text/links.h), in the page's arena. `person` and `id` are the target's: NULL for what
 * is the viewer's own, or has no id. */
const char *page_link(const struct page *page, enum target_kind kind, const char *person, const char *id);

/* The same with the site's public address before it, to be given to somebody. */
const char *page_whole_link(const struct page *page, enum target_kind kind, const char *person, const char *id);

/* Answers 303 to a path of this site, or to another page; returns 0. The arguments of the format must be ids or already
 * encoded. */
int page_redirect(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
int page_lead(struct page *page, enum target_kind kind, const char *person, const char *id);

/* Sets a message ("Done: ...") for the top of the page after the redirect; translates `message_id`. Conversions as in
 * base/fail.h. It travels in a signed cookie that lives two minutes, never in the URL. A second one comes after
 * the first. */
void page_message(struct page *page, const char *message_id, ...) __attribute__((format(printf, 2, 3)));

/* Declares that the page shows data about a person: before it is sent, page_view_record() writes so, after the page's
 * snapshot has ended; where that fails the page is not shown (503). page_subject_open() does it by itself. */
void page_viewed(struct page *page, const char *rid);
struct page_viewed {
    const char *rid;
    const struct page_viewed *before;
};

/* Sets a cookie (HttpOnly, SameSite=Lax, Secure behind TLS) that lives `seconds`; 0 removes it. */
void page_cookie(struct page *page, const char *name, const char *value, int seconds);

/* Hashes a password or compares it with `encoded`, in the password process (password_process.h), and continues in
 * `then`, a handler like any other. A handler must return the result of this. */
int page_ask_password(struct page *page, const char *password, const char *encoded,
                      int (*then)(struct page *page, const struct password_process_answer *answer));

/* Shorthands: translates into the reader's language; formats in the arena. */
const char *page_translate(const struct page *page, const char *message_id);
const char *page_format(const struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The path of an asset with its hash, such as "/assets/trappa.1f3a.css". */
const char *page_asset(const char *name);

/* Answers with bytes instead of a page, such as an image named by its hash; browsers cache them for ever, for this
 * person only. Returns 0. `bytes` must live as long as the arena. */
int page_bytes(struct page *page, const void *bytes, size_t length, const char *type);

/* The same for bytes that may change, for programs that poll: sends an ETag, and 304 while they are the same. For a
 * status other than 200, which is not cached, set page->status first. */
int page_document(struct page *page, const void *bytes, size_t length, const char *type);

/* Ends the snapshot of a GET, for the rare handler that must write. Later reads may see a newer state. */
void page_end_reading(struct page *page);

/* Rate-limits attempts, per client, at a secret such as a password: counts one attempt of `who` ("192.0.2.1") of this
 * `kind` ("address"); false after more than `most` within PAGE_TRIES_SECONDS. page_forgive() takes back an attempt that
 * succeeded. */
#define PAGE_TRIES_SECONDS 900
bool page_may_try(struct page *page, const char *kind, const char *who, unsigned most);
void page_forgive(struct page *page, const char *kind, const char *who);
