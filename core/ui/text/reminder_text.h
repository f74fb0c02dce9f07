/* Reminder text: a reminder (domain/remind/reminder.h) in words, the same for commands, pages and mails. */
#pragma once

#include "domain/remind/reminder.h"
#include "ui/text/translate.h"

/* "Late", "Waits for you", ...: the heading of a kind. Lent for ever. */
const char *reminder_kind_title(enum language language, enum reminder_kind kind);

/* The subject without the day: the title, or "3 steps late"; with the name of the person whom it concerns or who must
 * act. Without a name in mails that do not name people (digest.h). In the arena. */
const char *reminder_what(enum language language, struct arena *arena, const struct reminder *reminder);

/* The time: "two days late", "today", "since Monday"; "" without a day. In the arena. */
const char *reminder_when(enum language language, struct arena *arena, const struct reminder *reminder, int today);
