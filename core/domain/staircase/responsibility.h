/* Responsibility: how the records name one that a manager has confirmed. They hold no words of the curriculum, so it is
 * a digest of them: another wording is another responsibility, and is confirmed again. */
#pragma once

#define RESPONSIBILITY_BYTES 33

void responsibility_digest(const char *words, char ret_digest[RESPONSIBILITY_BYTES]);
