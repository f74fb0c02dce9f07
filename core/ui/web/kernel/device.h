/* Device: a browser in which somebody has signed in before. Others' wrong passwords do not lock its people out. Its
 * cookie has the token of each one's last session there, which may have ended; it signs nobody in. */
#pragma once

#include "ui/web/kernel/page.h"

/* The token by which the person is known in this browser; NULL: has not signed in here, or more than 30 days ago. */
int device_find(const struct page *page, const struct person *person, const char **ret_token);

/* Keeps that the person has signed in here, beside others who share the browser. */
int device_keep(struct page *page, const struct person *person, const char *token);
