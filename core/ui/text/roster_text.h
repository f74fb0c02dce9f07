/* Roster words: what a file of people would do, and what is wrong in it, in sentences; the same for the command and the
 * page. */
#pragma once

#include "domain/roster/roster_import.h"
#include "ui/text/translate.h"

/* How many sentences there are about a person, and the nth of them: "anna: unit: ekb -> barn". */
size_t roster_person_sentences(const struct roster_import_person *person);
void roster_person_write(const struct roster_import_person *person, const char *programme, size_t index,
                         enum language language, struct text *into);

/* A fault or a remark, without its line. */
void roster_note_words(const struct roster_note *note, enum language language, struct text *into);
