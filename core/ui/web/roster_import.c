/* Uploads a file of people, shows its effect and applies it; see roster_import.h. */
#include "ui/web/roster_import.h"

#include "base/fail.h"
#include "io/http_multipart.h"
#include "ui/text/roster_text.h"

#define CONFIRMED_MAX 1000000

static bool may_complete(const struct page *page)
{
    return access_may_site(page->actor, SITE_ACCOUNTS);
}

static int send_show(struct page *page)
{
    TRY(access_check_site(page->actor, SITE_IMPORT));
    page_people_send(&page->content, page, may_complete(page));
    return 0;
}

static int send_post(struct page *page)
{
    char name[SECRET_RID_BYTES];
    const struct http_file *file = page_file(page, "file"), *map = page_file(page, "map");
    TRY(access_check_site(page->actor, SITE_IMPORT));
    if (!file) {
        page_problem(page, "file", N_("Choose a file."));
        return send_show(page);
    }
    int result = roster_upload_store(page->site, page->actor,
                                     &(struct roster_upload_new){.bytes = file->bytes,
                                                                 .length = file->length,
                                                                 .map = map ? map->bytes : NULL,
                                                                 .map_length = map ? map->length : 0,
                                                                 .is_complete = page_field_is(page, "complete", "yes")},
                                     name);
    if (page_problem_failed(page, "file", result))
        return send_show(page);
    TRY(result);
    return page_lead(page, TARGET_ROSTER, NULL, name);
}

/* ---- what it would do ---- */

/* All lines there are, of which those from `first` on are written out. */
struct listing {
    const struct page *page;
    struct roster_import_line *lines;
    size_t first, all, count;
};

static struct roster_import_line *listing_add(struct listing *listing)
{
    bool is_shown = listing->all >= listing->first && listing->count < PEOPLE_FILE_LINES;
    listing->all++;
    return is_shown ? &listing->lines[listing->count++] : NULL;
}

static void notes_list(struct listing *listing, const struct roster_notes *notes, bool are_faults)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].is_fault != are_faults)
            continue;
        struct roster_import_line *line = listing_add(listing);
        CLEANUP(text_finish) struct text sentence = TEXT(8192);
        if (!line)
            continue;
        roster_note_words(&notes->items[i], listing->page->language, &sentence);
        *line = (struct roster_import_line){notes->items[i].line, are_faults, !are_faults,
                                            arena_copy_string(listing->page->arena, text_string(&sentence))};
    }
}

static void people_list(struct listing *listing, const struct roster_import *import)
{
    for (size_t i = 0; i < import->count; i++) {
        const struct roster_import_person *person = &import->people[i];
        for (size_t j = 0; j < roster_person_sentences(person); j++) {
            struct roster_import_line *line = listing_add(listing);
            CLEANUP(text_finish) struct text sentence = TEXT(8192);
            if (!line)
                continue;
            roster_person_write(person, import->programme, j, listing->page->language, &sentence);
            *line = (struct roster_import_line){person->line, false, false,
                                                arena_copy_string(listing->page->arena, text_string(&sentence))};
        }
    }
}

static int listing_write(struct page *page, struct roster_import_page *shown)
{
    struct listing listing = {.page = page,
                              .lines = arena_zeroed(page->arena, PEOPLE_FILE_LINES * sizeof *listing.lines)};
    shown->number = 1;
    if (page_has_field(page, "sida"))
        TRY(page_field_number(page, "sida", 1, CONFIRMED_MAX, &shown->number));
    listing.first = (size_t)(shown->number - 1) * PEOPLE_FILE_LINES;
    notes_list(&listing, shown->import->notes, true);
    notes_list(&listing, shown->import->notes, false);
    people_list(&listing, shown->import);
    shown->lines = listing.lines;
    shown->count = listing.count;
    shown->last = listing.all ? (int64_t)(listing.all - 1) / PEOPLE_FILE_LINES + 1 : 1;
    return 0;
}

static int file_write_page(struct page *page, const struct upload *upload)
{
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_import_finish) struct roster_import import = {0};
    struct roster_import_page shown = {.upload = upload, .may_complete = may_complete(page)};
    if (upload->state == UPLOAD_SHOWN || upload->state == UPLOAD_OTHER) {
        page_end_reading(page); /* a preview writes, and takes it back */
        TRY(roster_upload_compute(page->site, page->actor, upload, page->arena, &roster, &import));
        shown.import = &import;
        shown.encoding = encoding_name(roster.encoding);
        shown.delimiter = roster.delimiter == '\t' ? "tab" : roster.delimiter == ';' ? ";" : ",";
        TRY(listing_write(page, &shown));
    }
    page_roster_import(&page->content, page, &shown);
    return 0;
}

static int file_show(struct page *page)
{
    struct upload upload;
    TRY(roster_upload_open(page->site, page->actor, page_parameter(page, "file"), &upload));
    return file_write_page(page, &upload);
}

static int file_post(struct page *page)
{
    struct upload upload;
    int64_t confirmed = -1;
    const char *typed = page_field(page, "confirmed");
    TRY(roster_upload_open(page->site, page->actor, page_parameter(page, "file"), &upload));
    if (*typed && !text_to_number(typed, 0, CONFIRMED_MAX, &confirmed))
        page_problem(page, "confirmed", N_("Write the number of accounts that are closed."));
    if (page_has_problems(page))
        return file_write_page(page, &upload);
    TRY(roster_upload_apply(page->site, page->actor, &upload, page_field(page, "digest"), confirmed));
    if (upload.state == UPLOAD_SHOWN) { /* the number is missing or wrong */
        page_problem(page, "confirmed", N_("Write the number of accounts that are closed."));
        return file_write_page(page, &upload);
    }
    return page_lead(page, TARGET_ROSTER, NULL, upload.name);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/personer/fil",
     .handler = send_show,
     .open_to = ROUTE_FOR_ADMIN | ROUTE_FOR_HR,
     .title = N_("People from a file"),
     .menu = 62},
    {.method = "POST",
     .path = "/personer/fil",
     .handler = send_post,
     .open_to = ROUTE_FOR_ADMIN | ROUTE_FOR_HR,
     .title = N_("People from a file"),
     .fields = {"file", "map", "complete"},
     .body_most = UPLOAD_MOST_BYTES},
    {.method = "GET",
     .path = "/personer/fil/:file",
     .handler = file_show,
     .open_to = ROUTE_FOR_ADMIN | ROUTE_FOR_HR,
     .title = N_("People from a file"),
     .fields = {"sida"}},
    {.method = "POST",
     .path = "/personer/fil/:file",
     .handler = file_post,
     .open_to = ROUTE_FOR_ADMIN | ROUTE_FOR_HR,
     .title = N_("People from a file"),
     .fields = {"digest", "confirmed"}},
};
const struct route_table roster_import_routes = ROUTE_TABLE(rows);
