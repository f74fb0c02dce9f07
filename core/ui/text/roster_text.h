/* Roster text: what a roster file would change, and its errors, in sentences; the same for the command and the page. */
#pragma once

#include "domain/roster/roster_import.h"
#include "ui/text/translate.h"

/* The number of sentences about a person, and the one at an index: "anna: unit: ekb -> barn". */
size_t roster_person_sentences(const struct roster_import_person *person);
void roster_person_write(const struct roster_import_person *person, const char *programme, size_t index,
                         enum language language, struct text *into);

/* Writes an error or a note, without its line number. */
void roster_note_words(const struct roster_note *note, enum language language, struct text *into);
