/* Routes: one table of rows; a page exists because it has a row.
 *
 * Dispatch finds the row, then checks the session, the role, where a POST came from, its CSRF token and its fields, and
 * only then calls the handler. Roles here only keep people from pages that are of no use to them: who may see whom is
 * decided in domain/. */
#pragma once

#include "domain/records/actor.h"
#include "ui/web/kernel/page.h"

/* Who may open a row: any of these. The operator, who has no session, opens none. */
enum route_for {
    ROUTE_FOR_LEARNER = ROLE_LEARNER,
    ROUTE_FOR_MENTOR = ROLE_MENTOR,
    ROUTE_FOR_MANAGER = ROLE_MANAGER,
    ROUTE_FOR_HR = ROLE_HR,
    ROUTE_FOR_AUTHOR = ROLE_AUTHOR,
    ROUTE_FOR_CONTACT = ROLE_CONTACT,
    ROUTE_FOR_ADMIN = ROLE_ADMIN,
    ROUTE_FOR_SIGNED_IN = ROLE_OPERATOR << 1, /* whoever is signed in */
    ROUTE_FOR_EVERYBODY = ROLE_OPERATOR << 2, /* nobody needs to be signed in */
};

#define ROUTE_FIELDS_MAX 24

struct route {
    const char *method; /* "GET" (HEAD comes with it) or "POST" */
    const char *path;   /* "/step/:step/history": at most two segments that begin with ':' */
    int (*handler)(struct page *page);
    unsigned open_to;  /* enum route_for, or-ed */
    const char *title; /* message id, N_("Plan") */
    const char
        *fields[ROUTE_FIELDS_MAX]; /* names accepted in the form (POST) or the query (GET), NULL after the last */
    const char *menu_title;        /* where the menu says it shorter than the title; NULL */
    int menu;                      /* place in the menu of those who may open it; 0: not in the menu */
    size_t body_most;              /* bytes of a form with files; 0: as every form */
    bool takes_answers;            /* the handler knows which fields there are: those of a step's blocks */
    bool is_open_post;   /* takes a POST from anywhere, without session and token: all it does is in its address */
    bool is_public_text; /* the same for everybody and without personal data: a browser may keep it and ask again */
};

/* A page's rows; the compiler wants at least one field by name at the end of each:
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

/* The row for a path among the tables (NULL after the last), with the values of its segments (borrowed from `path`,
 * which is cut up), else NULL; `ret_allow` says which methods the path has ("" if there is no such path). HEAD finds
 * GET. */
const struct route *route_find(const struct route_table *const *tables, const char *method, const char *path,
                               struct arena *arena, const char *ret_values[2], const char **ret_allow);

/* The row after this one in the order of the tables, the first for NULL; NULL after the last. */
const struct route *route_next(const struct route_table *const *tables, const struct route *after);

/* True if an address of the tables begins with the word. */
bool route_word_is_taken(const struct route_table *const *tables, const char *word);

/* The whole table as JSON: [{"method","path","title","open_to":["mentor"],"fields":[...]}]. Browser tests walk it. */
void route_list_json(const struct route_table *const *tables, struct text *into);
