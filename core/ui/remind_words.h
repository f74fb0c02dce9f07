/* Remind words: a reminder (domain/remind/reminder.h) as people read it; commands, pages and mails say the same. */
#pragma once

#include "domain/remind/reminder.h"
#include "ui/translate.h"

/* "Late", "Waits for you", ...: the heading of a kind. Lent for ever. */
const char *remind_kind_title(enum language language, enum reminder_kind kind);

/* What it is about without the day: the title, or "3 steps late"; with the name of whom it concerns or who is waited
 * for behind a comma. In the arena. */
const char *remind_what(enum language language, struct arena *arena, const struct reminder *reminder);
