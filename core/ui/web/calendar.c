/* Shows and makes the calendar address, and answers with the calendar; see calendar.h. */
#include "ui/web/calendar.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/calendar/calendar.h"
#include "domain/calendar/calendar_address.h"
#include "domain/site/site.h"
#include "ui/text/calendar_feed.h"
#include "ui/web/kernel/request.h"
#include "ui/web/page_subject.h"

#include <string.h>

#define TRIES_PER_ADDRESS 200

/* ---- the page ---- */

static int calendar_page_show(struct page *page, const char *address)
{
    const struct subject self = page_subject_self(page);
    struct calendar_page shown = {.address = address, .since = DAY_NONE, .may_have = !page->viewer->is_protected};
    int64_t since = 0;
    TRY(calendar_address_since(page->site->records, &self, &since));
    if (since)
        shown.since = instant_day(since);
    page_calendar(&page->content, page, &shown);
    return 0;
}

static int own_show(struct page *page)
{
    return calendar_page_show(page, NULL);
}

/* The address is shown in the answer itself, like an invitation: it is in no cookie and no log. */
static int make_post(struct page *page)
{
    char token[SECRET_TOKEN_BYTES];
    int result = calendar_address_make(page->site->records, page->actor, subject_self(), token);
    if (page_problem_failed(page, "", result))
        return own_show(page);
    TRY(result);
    return calendar_page_show(page, calendar_feed_address(page->site, page->arena, token));
}

static int revoke_post(struct page *page)
{
    TRY(calendar_address_revoke(page->site->records, page->actor, subject_self()));
    page_message(page, N_("The address is taken back. Calendars that used it get nothing more."));
    return page_lead(page, TARGET_CALENDAR, NULL, NULL);
}

/* ---- what a calendar program gets ---- */

/* A page would be of no use to a program, and it would repeat the address. */
static int say(struct page *page, int status, const char *message_id)
{
    const char *sentence = page_format(page, "%s\n", page_translate(page, message_id));
    page->status = status;
    return page_document(page, sentence, strlen(sentence), "text/plain; charset=utf-8");
}

static int find_person(struct page *page, struct person *ret_person)
{
    const char *name = page_parameter(page, "token");
    size_t length = strlen(name);
    const char *token = text_ends(name, ".ics") ? arena_copy_bytes(page->arena, name, length - 4) : "";
    return calendar_address_find(page->site->records, token, page->arena, ret_person);
}

/* The first to read after a change writes down what has changed; then the page no longer only reads. */
static int calendar_read(struct page *page, const struct person *person, struct calendar *ret_calendar)
{
    struct actor actor;
    bool is_published = false;
    TRY(person_actor(page->site->records, person, &actor));
    const struct subject self = subject_own(&actor, person);
    TRY(calendar_show(page->site, &self, page->arena, ret_calendar, &is_published));
    if (is_published)
        return 0;
    page_end_reading(page);
    return calendar_publish(page->site, &self, page->arena, ret_calendar);
}

static int feed_show(struct page *page)
{
    CLEANUP(text_finish) struct text text = TEXT(CALENDAR_FEED_MAX);
    struct person person;
    struct calendar calendar;
    const char *address = web_address(page->web, page->request);
    if (!page_may_try(page, "calendar", address, TRIES_PER_ADDRESS))
        return say(page, 429, N_("Too many wrong addresses were tried from here. Wait a quarter of an hour."));
    int result = find_person(page, &person);
    if (result == FAIL_NOT_FOUND)
        return say(page, 404, N_("There is no calendar at this address, or not any more. Make a new one in Trappa."));
    TRY(result);
    page_forgive(page, "calendar", address);
    TRY(calendar_read(page, &person, &calendar));
    calendar_feed_write(page->site, &person, &calendar, &text);
    TRY(text_check(&text, "the calendar"));
    return page_document(page, arena_copy_bytes(page->arena, text.bytes, text.length), text.length, CALENDAR_FEED_TYPE);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/kalender",
     .handler = own_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your calendar")},
    {.method = "POST",
     .path = "/kalender",
     .handler = make_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your calendar")},
    {.method = "POST",
     .path = "/kalender/aterta",
     .handler = revoke_post,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Your calendar")},
    {.method = "GET",
     .path = "/kalender/:token",
     .handler = feed_show,
     .open_to = ROUTE_FOR_EVERYBODY,
     .title = N_("Your calendar")},
};
const struct route_table calendar_routes = ROUTE_TABLE(rows);
