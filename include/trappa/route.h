/* Offer route/1: a web page. The host checks session, role, form token and fields before it calls the plugin. */
#ifndef TRAPPA_ROUTE_H
#define TRAPPA_ROUTE_H

#include <stdint.h>

#define TRAPPA_ROUTE_1 "route/1"

struct trappa_route_1 {
    uint32_t size;
    const char *method; /* "GET" or "POST" */
    const char *path;   /* "/PLUGIN/...", at most two segments that begin with ':' */
    const char *title;  /* English message id */
    const char *roles;  /* "mentor,manager", or "signed-in" */
    int32_t menu;       /* position in the menu of those who may open it (Trappa's own: 10 to 90); 0: not in it */
    const char *const *fields; /* accepted names in the form or query, NULL after the last; may be NULL */
    int (*handle)(void);       /* writes through web/1 */
};

#endif
