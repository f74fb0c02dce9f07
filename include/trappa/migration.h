/* Offer migration/1: one numbered step of the plugin's database schema, which only grows. It runs once,
 * after a backup, in one transaction. */
#ifndef TRAPPA_MIGRATION_H
#define TRAPPA_MIGRATION_H

#include <stdint.h>

#define TRAPPA_MIGRATION_1 "migration/1"

struct trappa_migration_1 {
    uint32_t size;
    int32_t n; /* 1, 2, 3 ... */
    const char *name;
    const char *sql; /* creates or extends tables named PLUGIN_*; STRICT, with a primary key; new columns may be NULL */
};

#endif
