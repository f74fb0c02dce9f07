/* Reminders in words; see ui/text/reminder_text.h. */
#include "ui/text/reminder_text.h"

#include "base/clock.h"
#include "base/text.h"
#include "ui/text/humanize.h"

#include <string.h>

static const char *const kind_titles[] = {
    [REMINDER_LATE] = N_("Late"),
    [REMINDER_ENDING] = N_("Runs out soon"),
    [REMINDER_RETURNED] = N_("Sent back to you"),
    [REMINDER_CHANGED] = N_("Changed since you did it"),
    [REMINDER_DUE] = N_("Due within a week"),
    [REMINDER_FOR_YOU] = N_("Waits for you"),
    [REMINDER_ON_OTHERS] = N_("Waiting on others"),
};

const char *reminder_kind_title(enum language language, enum reminder_kind kind)
{
    return translate(language, kind_titles[kind]);
}

static const char *counted(enum language language, enum reminder_count what, int count)
{
    switch (what) {
    case REMINDER_STEPS:
        return translate_plural(language, "%d step late", "%d steps late", count);
    case REMINDER_PEOPLE:
        return translate_plural(language, "%d person in your unit is late", "%d people in your unit are late", count);
    case REMINDER_POINTS:
        return translate_plural(language, "wants to talk about %d thing", "wants to talk about %d things", count);
    case REMINDER_HOURS:
        return translate_plural(language, "%d hour lacks this month", "%d hours lack this month", count);
    case REMINDER_PROMISES:
        return translate_plural(language, "%d promise is about to break", "%d promises are about to break", count);
    case REMINDER_ENTERED:
        return translate_plural(language, "%d signature on paper in your name was typed in by somebody else",
                                "%d signatures on paper in your name were typed in by somebody else", count);
    case REMINDER_NOTHING:
        break;
    }
    return "";
}

/* Formats a translated sentence with a number as its only conversion. */
static const char *number_put(struct arena *arena, const char *words, int count)
{
    const char *at = strstr(words, "%d");
    return at ? arena_format(arena, "%.*s%d%s", (int)(at - words), words, count, at + 2) : words;
}

const char *reminder_what(enum language language, struct arena *arena, const struct reminder *reminder)
{
    const char *what = reminder->title;
    if (!what)
        what = number_put(arena, counted(language, reminder->counts, reminder->count), reminder->count);
    if (reminder->about) {
        const char *name = reminder->about->name;
        name = name ? name : translate(language, N_("somebody whom mails do not name"));
        return reminder->title ? arena_format(arena, "%s, %s", what, name) : arena_format(arena, "%s: %s", name, what);
    }
    return reminder->with_name ? arena_format(arena, "%s, %s", what, reminder->with_name) : what;
}

const char *reminder_when(enum language language, struct arena *arena, const struct reminder *reminder, int today)
{
    bool is_waiting = reminder->kind == REMINDER_FOR_YOU || reminder->kind == REMINDER_ON_OTHERS;
    if (reminder->day == DAY_NONE)
        return "";
    if (is_waiting)
        return arena_format(arena, "%s %s", translate(language, N_("since")),
                            humanize_day(language, arena, reminder->day, today));
    if (reminder->kind == REMINDER_CHANGED)
        return arena_format(arena, "%s %s", translate(language, N_("applies from")),
                            humanize_day(language, arena, reminder->day, today));
    return humanize_due(language, arena, reminder->day, today);
}
