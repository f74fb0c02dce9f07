/* Account change: what changed who may do what in a unit: roles, and links that set the password of whoever has a role
 * of office (manager, HR, administrator). The manager above reads it, so that an administrator does not act alone. */
#pragma once

#include "domain/people/naming.h"

#define ACCOUNT_CHANGE_DAYS 30
#define ACCOUNT_CHANGES_MAX 50

enum account_change_kind { ACCOUNT_ROLES_SET, ACCOUNT_LINK_MADE };
struct account_change {
    int64_t at, about_key, by_key;
    enum account_change_kind kind;
    unsigned roles;          /* with ACCOUNT_ROLES_SET: those that the person has since */
    struct naming about, by; /* `by` all NULL: whoever runs the machine */
};

/* The newest of the last days about people in a unit and below, newest first, in the arena; none for who does not
 * manage it. */
int account_changes_read(struct records *records, const struct actor *actor, int64_t unit_key, struct arena *arena,
                         struct account_change **ret_changes, size_t *ret_count);
