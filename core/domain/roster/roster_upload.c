/* Stores, shows and applies files of people sent through the browser; see roster_upload.h. */
#include "domain/roster/roster_upload.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/pack.h"
#include "domain/records/job.h"
#include "io/file.h"

#include <string.h>

#define HEAD_MOST_BYTES 4096
#define UPLOADS_MAX 1000

static char *path_of(struct site *site, struct arena *arena, const char *name, const char *ending)
{
    return arena_format(arena, "%s/imports/%s.%s", site->folder, name, ending);
}

/* ---- the head: its sender and state ---- */

static int head_write(struct site *site, const struct upload *upload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text head = TEXT(HEAD_MOST_BYTES);
    const int64_t numbers[] = {upload->at,    upload->state,   upload->is_complete, upload->confirmed,
                               upload->added, upload->changed, upload->closed,      upload->opened,
                               upload->plans, upload->mentors};
    pack_string(&head, upload->by);
    pack_string(&head, upload->digest);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        pack_number(&head, numbers[i]);
    return file_write(path_of(site, &arena, upload->name, "head"), head.bytes, head.length, 0600);
}

static void string_take(char *to, size_t room, struct unpack *from)
{
    const char *string = unpack_string(from);
    size_t length = string ? strlen(string) : 0;
    if (length >= room)
        from->is_bad = true;
    else
        memcpy(to, string ? string : "", length + 1);
}

static int head_read(struct site *site, const char *name, struct upload *ret_upload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text head = TEXT(HEAD_MOST_BYTES);
    struct upload upload = {.state = UPLOAD_SHOWN};
    int64_t numbers[10] = {0};
    TRY(file_read(path_of(site, &arena, name, "head"), &head));
    struct unpack from = {text_string(&head), text_string(&head) + head.length, false};
    memcpy(upload.name, name, sizeof upload.name);
    string_take(upload.by, sizeof upload.by, &from);
    string_take(upload.digest, sizeof upload.digest, &from);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        numbers[i] = unpack_number(&from);
    if (from.is_bad || numbers[1] < UPLOAD_SHOWN || numbers[1] > UPLOAD_DONE)
        return fail(FAIL_CORRUPT, "imports/%s.head: cannot be read", name);
    upload.at = numbers[0];
    upload.state = (enum upload_state)numbers[1];
    upload.is_complete = numbers[2] != 0;
    upload.confirmed = numbers[3];
    upload.added = numbers[4];
    upload.changed = numbers[5];
    upload.closed = numbers[6];
    upload.opened = numbers[7];
    upload.plans = numbers[8];
    upload.mentors = numbers[9];
    *ret_upload = upload;
    return 0;
}

/* ---- keeping ---- */

static int contents_forget(struct site *site, const char *name)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    TRY(file_remove_tree(path_of(site, &arena, name, "csv")));
    return file_remove_tree(path_of(site, &arena, name, "map"));
}

static int contents_keep(struct site *site, const struct upload *upload, const struct roster_upload_new *kept)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    TRY(file_make_folders(file_join(&arena, site->folder, "imports"), 0700));
    TRY(head_write(site, upload)); /* first: what has a head is forgotten in time */
    if (kept->map)
        TRY(file_write(path_of(site, &arena, upload->name, "map"), kept->map, kept->map_length, 0600));
    return file_write(path_of(site, &arena, upload->name, "csv"), kept->bytes, kept->length, 0600);
}

/* Whether it can be parsed, before anything is stored. */
static int contents_check(const struct roster_upload_new *kept)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(roster_map_finish) struct roster_map map = {0};
    CLEANUP(roster_finish) struct roster roster = {0};
    if (kept->map)
        TRY(roster_map_read(kept->map, kept->map_length, &arena, &map));
    return roster_read(kept->bytes, kept->length, &map, &arena, &roster);
}

int roster_upload_store(struct site *site, const struct actor *actor, const struct roster_upload_new *kept,
                        char ret_name[SECRET_RID_BYTES])
{
    struct upload upload = {.at = clock_now(), .is_complete = kept->is_complete, .confirmed = -1};
    TRY(access_check_site(actor, SITE_IMPORT));
    TRY(contents_check(kept));
    TRY(roster_upload_purge(site));
    secret_rid(upload.name);
    memcpy(upload.by, actor->rid, sizeof upload.by);
    TRY(contents_keep(site, &upload, kept));
    memcpy(ret_name, upload.name, sizeof upload.name);
    return 0;
}

static bool is_name(const char *name)
{
    return strlen(name) == SECRET_RID_BYTES - 1 && strspn(name, "abcdefghijklmnopqrstuvwxyz234567") == strlen(name);
}

int roster_upload_open(struct site *site, const struct actor *actor, const char *name, struct upload *ret_upload)
{
    struct upload upload;
    TRY(access_check_site(actor, SITE_IMPORT));
    int result = is_name(name) ? head_read(site, name, &upload) : FAIL_NOT_FOUND;
    if (result == FAIL_NOT_FOUND ||
        (result == 0 && (!text_equal(upload.by, actor->rid) || clock_now() - upload.at > UPLOAD_SECONDS)))
        return fail(FAIL_NOT_FOUND, "there is no such file, or it is older than a day; send it again");
    TRY(result);
    *ret_upload = upload;
    return 0;
}

/* ---- reading it again ---- */

static int roster_of(struct site *site, const struct upload *upload, struct arena *arena, struct roster *ret_roster)
{
    CLEANUP(text_finish) struct text file = TEXT(UPLOAD_MOST_BYTES), words = TEXT(UPLOAD_MOST_BYTES);
    CLEANUP(roster_map_finish) struct roster_map map = {0};
    const char *path = path_of(site, arena, upload->name, "map");
    TRY(file_read(path_of(site, arena, upload->name, "csv"), &file));
    if (file_exists(path)) {
        TRY(file_read(path, &words));
        TRY(roster_map_read(text_string(&words), words.length, arena, &map));
    }
    return roster_read(text_string(&file), file.length, &map, arena, ret_roster);
}

static struct roster_import_settings settings_of(const struct upload *upload)
{
    return (struct roster_import_settings){.plans_from = DAY_NONE,
                                           .is_complete = upload->is_complete,
                                           .confirmed = upload->confirmed,
                                           .digest = *upload->digest ? upload->digest : NULL};
}

int roster_upload_compute(struct site *site, const struct actor *actor, const struct upload *upload,
                          struct arena *arena, struct roster *ret_roster, struct roster_import *ret_import)
{
    const struct roster_import_settings settings = settings_of(upload);
    TRY(roster_of(site, upload, arena, ret_roster));
    return roster_import_preview(site, actor, ret_roster, &settings, arena, ret_import);
}

/* ---- doing it ---- */

static int outcome_keep(struct site *site, struct upload *upload, const struct roster_import *import)
{
    upload->state = import->is_applied ? UPLOAD_DONE : import->is_other ? UPLOAD_OTHER : UPLOAD_SHOWN;
    upload->added = (int64_t)import->added;
    upload->changed = (int64_t)import->changed;
    upload->closed = (int64_t)import->closed;
    upload->opened = (int64_t)import->opened;
    upload->plans = (int64_t)import->plans;
    upload->mentors = (int64_t)import->mentors;
    if (import->is_applied)
        TRY(contents_forget(site, upload->name));
    return head_write(site, upload);
}

static int apply_now(struct site *site, const struct actor *actor, struct upload *upload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_import_finish) struct roster_import import = {0};
    const struct roster_import_settings settings = settings_of(upload);
    TRY(roster_of(site, upload, &arena, &roster));
    TRY(roster_import_apply(site, actor, &roster, &settings, &arena, &import));
    return outcome_keep(site, upload, &import);
}

int roster_upload_apply(struct site *site, const struct actor *actor, struct upload *upload, const char *digest,
                        int64_t confirmed)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_import_finish) struct roster_import import = {0};
    if (upload->state == UPLOAD_DONE || upload->state == UPLOAD_WAITING)
        return 0;
    if (strlen(digest) >= sizeof upload->digest)
        return fail(FAIL_USAGE, "the form does not say what was shown");
    memcpy(upload->digest, digest, strlen(digest) + 1);
    upload->confirmed = confirmed;
    TRY(roster_upload_compute(site, actor, upload, &arena, &roster, &import));
    if (import.count <= UPLOAD_AT_ONCE)
        return apply_now(site, actor, upload);
    upload->state = UPLOAD_WAITING;
    TRY(head_write(site, upload));
    return job_add_once(site->records, JOB_UPLOAD);
}

/* ---- jobs ---- */

/* Calls `each` for every head there is. */
static int uploads_each(struct site *site, int (*each)(struct site *site, struct upload *upload))
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct file_list list;
    int result = file_list(&arena, file_join(&arena, site->folder, "imports"), UPLOADS_MAX, &list);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    for (size_t i = 0; i < list.count; i++) {
        struct upload upload;
        const char *path = list.entries[i].path;
        if (!text_ends(path, ".head"))
            continue;
        const char *name = arena_copy_bytes(&arena, path, strlen(path) - strlen(".head"));
        if (is_name(name) && head_read(site, name, &upload) == 0)
            TRY(each(site, &upload));
    }
    return 0;
}

/* As the one who confirmed it, if they still may. */
static int waiting_settle(struct site *site, struct upload *upload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct person person;
    struct actor actor;
    if (upload->state != UPLOAD_WAITING)
        return 0;
    TRY(person_by_rid(site->records, upload->by, &arena, &person));
    TRY(person_actor(site->records, &person, &actor));
    return apply_now(site, &actor, upload);
}

static int old_forget(struct site *site, struct upload *upload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    if (clock_now() - upload->at <= UPLOAD_SECONDS)
        return 0;
    TRY(contents_forget(site, upload->name));
    return file_remove_tree(path_of(site, &arena, upload->name, "head"));
}

int roster_upload_run(struct site *site)
{
    return uploads_each(site, waiting_settle);
}

int roster_upload_purge(struct site *site)
{
    return uploads_each(site, old_forget);
}
