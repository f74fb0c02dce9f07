/* Demo: fills a new site with a fictitious municipality, so that every page has something to show.
 *
 * The script is demo_script.c: units, people and their acts, in days before today. All acts go through the domain, with
 * the clock held at those days, so their events are marked. */
#pragma once

#include "domain/site/site.h"

/* The top unit of a demonstration. */
#define DEMO_ORGANISATION "Exempelkommunen"

/* Fills a site, unchanged since site_create(), and publishes its curriculum with a local layer. Every account gets a
 * random password, stored with the accounts in demo-accounts.txt (0600) in the data directory. */
int demo_fill(struct site *site);

/* Appends the accounts of that file, one line each: description, sign-in name, password. FAIL_NOT_FOUND if the site has
 * none. */
int demo_accounts(const char *folder, struct text *into);
