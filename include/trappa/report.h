/* Offer report/1: a report of figures, on a page and on the command line. */
#ifndef TRAPPA_REPORT_H
#define TRAPPA_REPORT_H

#include <stdint.h>

#define TRAPPA_REPORT_1 "report/1"

struct trappa_report_1 {
    uint32_t size;
    const char *id;      /* [a-z0-9-]{1,64} */
    const char *title;   /* English message id */
    const char *roles;   /* "manager,hr" */
    int32_t leaves_unit; /* 1: the host withholds figures about fewer than five people */
    int (*write)(void);  /* writes through table/1 and chart/1 */
};

#endif
