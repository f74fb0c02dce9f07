/* Remind words: a reminder (domain/remind/reminder.h) as people read it; commands, pages and mails say the same. */
#pragma once

#include "domain/remind/reminder.h"
#include "ui/text/translate.h"

/* "Late", "Waits for you", ...: the heading of a kind. Lent for ever. */
const char *reminder_kind_title(enum language language, enum reminder_kind kind);

/* What it is about without the day: the title, or "3 steps late"; with the name of whom it concerns or who is waited
 * for. Somebody without a name is one who is not named in mails (digest.h). In the arena. */
const char *reminder_what(enum language language, struct arena *arena, const struct reminder *reminder);

/* When: "two days late", "today", "since Monday"; "" where there is no day. In the arena. */
const char *reminder_when(enum language language, struct arena *arena, const struct reminder *reminder, int today);
