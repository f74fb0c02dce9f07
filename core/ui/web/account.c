/* Adds people, changes roles, invites and disables; see account.h. */
#include "ui/web/account.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/session.h"
#include "domain/people/sign_in_refusal.h"
#include "domain/site/site.h"
#include "ui/web/circular.h"

const char *const account_roles[] = {"learner", "mentor", "manager", "hr", "author", "contact", "admin", NULL};

unsigned account_role_bit(const char *role)
{
    unsigned roles = 0;
    return roles_parse(role, &roles) == 0 ? roles : 0;
}

/* The open ones, and the one that somebody has. */
static int units_read(const struct page *page, int64_t but_key, const struct unit **ret_units, size_t *ret_count)
{
    struct unit *units;
    TRY(unit_list(page->site->records, page->arena, &units, ret_count));
    *ret_count = units_keep_open(units, *ret_count, but_key);
    *ret_units = units;
    return 0;
}

/* The ticked roles as "learner,mentor". */
static const char *roles_ticked(const struct page *page)
{
    const char *words = "";
    for (size_t i = 0; page_field_at(page, "roles", i); i++)
        words = page_format(page, "%s%s%s", words, *words ? "," : "", page_field_at(page, "roles", i));
    return words;
}

static const char *field_or_null(const struct page *page, const char *name)
{
    return text_is_blank(page_field(page, name)) ? NULL : page_field(page, name);
}

/* ---- the list ---- */

static int list_show(struct page *page)
{
    struct account_list_page shown = {0};
    TRY(access_check_site(page->actor, SITE_ACCOUNTS));
    TRY(circular_count(page, &shown.circulars));
    TRY(person_list(page->site->records, page->actor, NULL, page->arena, &shown.people));
    TRY(units_read(page, 0, &shown.units, &shown.unit_count));
    page_account_list(&page->content, page, &shown);
    return 0;
}

static int add_post(struct page *page)
{
    char rid[SECRET_RID_BYTES];
    int result = person_add(page->site->records, page->actor,
                            &(struct person_new){.id = page_field(page, "id"),
                                                 .name = page_field(page, "name"),
                                                 .email = field_or_null(page, "email"),
                                                 .unit = page_field(page, "unit"),
                                                 .roles = roles_ticked(page),
                                                 .background = field_or_null(page, "background"),
                                                 .in_profession_since = DAY_NONE},
                            rid);
    if (page_problem_failed(page, "id", result))
        return list_show(page);
    TRY(result);
    page_message(page, N_("%s has been added. Invite them below."), page_field(page, "name"));
    return page_lead(page, TARGET_ACCOUNT, rid, NULL);
}

/* ---- one account ---- */

static int account_read(const struct page *page, struct account_page *shown)
{
    TRY(person_get_checked(page->site->records, page->actor, page_parameter(page, "person"), RIGHT_ACCOUNT, page->arena,
                           &shown->person));
    TRY(sign_in_refusal_untold(page->site->records, shown->person.key, &shown->refused));
    return units_read(page, shown->person.unit_key, &shown->units, &shown->unit_count);
}

static int account_write(struct page *page, struct account_page *shown)
{
    page_viewed(page, shown->person.rid);
    page_title(page, "%s", shown->person.name);
    page_account(&page->content, page, shown);
    return 0;
}

static int account_show(struct page *page)
{
    struct account_page shown = {0};
    TRY(account_read(page, &shown));
    return account_write(page, &shown);
}

static int account_post(struct page *page)
{
    struct account_page shown = {0};
    TRY(account_read(page, &shown));
    bool is_protected = page_field_is(page, "protected", "yes");
    const struct person_change change = {.name = page_field(page, "name"),
                                         .email = page_field(page, "email"),
                                         .unit = page_field(page, "unit"),
                                         .roles = roles_ticked(page),
                                         .background = page_field(page, "background"),
                                         .status = page_field_is(page, "active", "yes") ? "active" : "disabled",
                                         .is_protected = &is_protected};
    int result = person_set(page->site->records, page->actor, subject_id(shown.person.id), &change);
    if (page_problem_failed(page, "name", result))
        return account_write(page, &shown);
    TRY(result);
    if (is_protected) { /* from now on the account is not shown here */
        page_message(page, N_("Kept. An account with a protected identity is not shown here; whoever runs the server "
                              "changes it with 'trappa person set'."));
        return page_lead(page, TARGET_ACCOUNT, NULL, NULL);
    }
    page_message(page, N_("Kept."));
    return page_lead(page, TARGET_ACCOUNT, shown.person.rid, NULL);
}

/* The link is shown in the answer itself: it is in no address, no cookie and no log. */
static int invite_post(struct page *page)
{
    struct account_page shown = {0};
    char token[SECRET_TOKEN_BYTES];
    TRY(account_read(page, &shown));
    int result = invitation_make(page->site->records, page->actor, shown.person.id, token);
    if (page_problem_failed(page, "", result))
        return account_write(page, &shown);
    TRY(result);
    shown.link = page_whole_link(page, TARGET_INVITATION, NULL, token);
    return account_write(page, &shown);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/konton",
     .handler = list_show,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Accounts"),
     .menu = 60},
    {.method = "POST",
     .path = "/konton",
     .handler = add_post,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Accounts"),
     .fields = {"id", "name", "email", "unit", "roles", "background"}},
    {.method = "GET",
     .path = "/konton/:person",
     .handler = account_show,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Account")},
    {.method = "POST",
     .path = "/konton/:person",
     .handler = account_post,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Account"),
     .fields = {"name", "email", "unit", "roles", "background", "active", "protected"}},
    {.method = "POST",
     .path = "/konton/:person/inbjudan",
     .handler = invite_post,
     .open_to = ROUTE_FOR_ADMIN,
     .title = N_("Account")},
};
const struct route_table account_routes = ROUTE_TABLE(rows);
