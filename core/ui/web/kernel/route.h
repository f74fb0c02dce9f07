/* Route: the table of all pages and forms, one row for each path and method.
 *
 * Dispatch finds the row, then checks the session, the role, the origin of a POST, its CSRF token and its fields, and
 * only then calls the handler. Roles here only hide pages that are useless to somebody; domain/ decides who may see
 * whom. */
#pragma once

#include "domain/records/actor.h"
#include "ui/web/kernel/page.h"

/* Who may open a page: people with any of these. The operator, who has no session, opens none. */
enum route_for {
    ROUTE_FOR_LEARNER = ROLE_LEARNER,
    ROUTE_FOR_MENTOR = ROLE_MENTOR,
    ROUTE_FOR_MANAGER = ROLE_MANAGER,
    ROUTE_FOR_HR = ROLE_HR,
    ROUTE_FOR_AUTHOR = ROLE_AUTHOR,
    ROUTE_FOR_CONTACT = ROLE_CONTACT,
    ROUTE_FOR_ADMIN = ROLE_ADMIN,
    ROUTE_FOR_STAFF = ROLES_STAFF,            /* whoever works or learns here */
    ROUTE_FOR_SIGNED_IN = ROLE_OPERATOR << 1, /* anybody signed in */
    ROUTE_FOR_EVERYBODY = ROLE_OPERATOR << 2, /* without signing in */
};

#define ROUTE_FIELDS_MAX 24

struct route {
    const char *method; /* "GET" (includes HEAD) or "POST" */
    const char *path;   /* "/step/:step/history": at most two segments that begin with ':' */
    int (*handler)(struct page *page);
    unsigned open_to;                     /* enum route_for bits */
    const char *title;                    /* message id, N_("Plan") */
    const char *fields[ROUTE_FIELDS_MAX]; /* accepted names in the form (POST) or query (GET), NULL after the last */
    const char *menu_title;               /* a shorter title for the menu; may be NULL */
    int menu;                             /* position in the menu of those who may open it; 0: not in it */
    size_t body_most;                     /* size limit of a form with files, in bytes; 0: HTTP_BODY_MAX */
    bool takes_answers;                   /* has further fields, of a step's blocks, which the handler checks */
    bool is_open_post;   /* accepts a POST from any origin without session and token: its path has all it needs */
    bool is_public_text; /* equal for everybody, no personal data: a browser may cache it and revalidate */
};

/* The rows of one file; the compiler wants at least one field by name at the end of each:
 *
 *     static const struct route rows[] = {
 *         {"GET", "/plan", plan_show, ROUTE_FOR_LEARNER, N_("My plan"), .menu = 20},
 *         {"POST", "/plan/:step/done", plan_done, ROUTE_FOR_LEARNER, N_("My plan"), .fields = {"note"}},
 *     };
 *     const struct route_table staircase_routes = ROUTE_TABLE(rows);        and one word in core/ui/web/meson.build */
struct route_table {
    const struct route *rows;
    size_t count;
};
#define ROUTE_TABLE(array)                                                                                             \
    {                                                                                                                  \
        .rows = (array), .count = COUNT_OF(array)                                                                      \
    }

/* Finds the row for a method (HEAD finds GET) and a path among the tables (NULL after the last), with the values of its
 * ':' segments, in the arena; NULL if there is none. *ret_allow: the methods of the path, "" if no row has it. */
const struct route *route_find(const struct route_table *const *tables, const char *method, const char *path,
                               struct arena *arena, const char *ret_values[2], const char **ret_allow);

/* The row after `after`, in the order of the tables; the first for NULL; NULL after the last. */
const struct route *route_next(const struct route_table *const *tables, const struct route *after);

/* True if a path of the tables begins with the word. */
bool route_word_is_taken(const struct route_table *const *tables, const char *word);

/* Writes all rows as JSON, for browser tests: [{"method","path","title","open_to":["mentor"],"fields":[...]}]. */
void route_list_json(const struct route_table *const *tables, struct text *into);
