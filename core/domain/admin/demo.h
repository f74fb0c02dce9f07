/* Demo: fills a new site with a fictitious municipality, so that every page has something to show.
 *
 * The script of it is demo_script.c: units, people and what they did, counted in days backwards from today. All of it
 * goes through the domain like anybody's acts, with the clock held at those days, so its events are marked. */
#pragma once

#include "domain/site/site.h"

/* The top unit of a demonstration. */
#define DEMO_ORGANISATION "Exempelkommunen"

/* Fills a site that site_create() has made and nothing else has changed; publishes its curriculum, with a local layer.
 * Gives every account a random password, kept with the accounts in demo-accounts.txt (0600) in the data directory. */
int demo_fill(struct site *site);

/* The accounts as they were written, a line for each: who it is, the name to sign in with, the password. Appended.
 * FAIL_NOT_FOUND when the site has none. */
int demo_accounts(const char *folder, struct text *into);
