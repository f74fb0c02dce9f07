/* Service people/1: looks up people and the viewer's rights. Someone the viewer may not see is TRAPPA_NOT_FOUND. */
#ifndef TRAPPA_PEOPLE_H
#define TRAPPA_PEOPLE_H

#include <stdint.h>

#define TRAPPA_PEOPLE_1 "people/1"

/* What the viewer may do with a person. */
enum trappa_right {
    TRAPPA_SEE_DATES = 1,    /* states, dates, levels */
    TRAPPA_SEE_COMMENTS = 2, /* answers, comments, reflections */
    TRAPPA_LEARN = 3,        /* act as the person */
    TRAPPA_SIGN = 4,
    TRAPPA_LEAD = 5
};

struct trappa_person_1 {
    const char *rid;  /* random id: for tables, events and URLs */
    const char *name; /* NULL once erased */
    const char *unit; /* its id */
};

struct trappa_people_1 {
    uint32_t size;
    const char *(*viewer)(void); /* rid; "operator" on the command line, "trappa" in jobs */
    int (*person)(const char *rid, const struct trappa_person_1 **ret_person);
    int (*may)(const char *rid, int right); /* 1 or 0 */
};

#endif
