/* Responsibility: the digest by which the records name a responsibility that a manager has confirmed, since they hold
 * no words of the curriculum. Changed words are another responsibility, to be confirmed again. */
#pragma once

#define RESPONSIBILITY_BYTES 33

void responsibility_digest(const char *words, char ret_digest[RESPONSIBILITY_BYTES]);
