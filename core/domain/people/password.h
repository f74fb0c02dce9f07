/* Password: which ones are acceptable. */
#pragma once

#include "domain/people/person.h"

#define PASSWORD_MIN 12 /* characters */

/* 0 for an acceptable password of the person; FAIL_INPUT for one that is too short (PASSWORD_MIN characters) or too
 * long (200 bytes), holds the person's name, short name or e-mail or the organisation's name, or would be guessed
 * early. NIST SP 800-63B: length and what is well known; no rules of composition. */
int password_check(const char *password, const struct person *person, const char *organisation);
