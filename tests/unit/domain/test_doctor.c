/* Tests of the doctor: each offence is found by its check, and a site in order has none. */
#include "domain/admin/doctor.h"

#include "../io/scratch.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/modules.h"

#include <sys/stat.h>

static const char *site_make(struct scratch *scratch, const char *yaml)
{
    struct records *records = NULL;
    const char *folder = scratch_path(scratch, "data");
    modules_install();
    cr_assert_eq(secret_begin(), 0);
    cr_assert_eq(file_make_folders(folder, 0700), 0);
    cr_assert_eq(records_create(folder, &records), 0, "%s", fail_sentence());
    records_close(records);
    scratch_put(scratch, "data/trappa.yaml", yaml);
    return folder;
}

enum state { GOOD, WARNING, WRONG };

static enum state look(struct scratch *scratch, const char *folder, const char *name)
{
    struct doctor doctor = {.arena = &scratch->arena, .folder = folder};
    enum state state = GOOD;
    bool is_found = false;
    doctor_begin(&doctor);
    const struct doctor_check *check;
    for (size_t i = 0; (check = doctor_check_at(&doctor, i)); i++) {
        int result = doctor_check_run(&doctor, check);
        if (!text_equal(check->row.name, name))
            continue;
        is_found = true;
        state = result == 0 ? GOOD : doctor.is_only_warning ? WARNING : WRONG;
        break;
    }
    doctor_end(&doctor);
    cr_assert(is_found, "%s", name);
    return state;
}

Test(doctor, finds_a_site_in_order_where_it_is)
{
    static const char *const names[] = {"folder", "configuration", "disk", "clock",   "passwords", "records",
                                        "log",    "locks",         "jobs", "address", "public"};
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *folder = site_make(&scratch, "organisation: X\ncontact: y\nlisten: 127.0.0.1:18429\n"
                                             "public-address: https://x.example\ntrusted-proxy: 127.0.0.1\n");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        cr_assert_eq(look(&scratch, folder, names[i]), GOOD, "%s: %s", names[i], fail_sentence());
}

Test(doctor, names_what_a_new_site_lacks)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *folder = site_make(&scratch, "");
    cr_assert_eq(look(&scratch, folder, "configuration"), WARNING);
    cr_assert_eq(look(&scratch, folder, "layers"), WARNING);
    cr_assert_eq(look(&scratch, folder, "content"), WARNING);
    cr_assert_eq(look(&scratch, folder, "backup"), WARNING);
    cr_assert_eq(look(&scratch, folder, "public"), WARNING);
    cr_assert_eq(look(&scratch, folder, "administrator"), WRONG);
    cr_assert(text_starts(fail_sentence(), "nobody who can sign in is an administrator"));
}

Test(doctor, finds_what_is_wrong)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *folder = site_make(&scratch, "listen: 0.0.0.0:18429\n");
    cr_assert_eq(look(&scratch, folder, "public"), WRONG);
    scratch_put(&scratch, "data/trappa.yaml", "listen: 127.0.0.1:18429\npublic-address: http://x.example\n");
    cr_assert_eq(look(&scratch, folder, "public"), WRONG);
    scratch_put(&scratch, "data/trappa.yaml", "listen: 203.0.113.7:18429\n");
    cr_assert_eq(look(&scratch, folder, "address"), WRONG);
    scratch_put(&scratch, "data/trappa.yaml", "listen: 0.0.0.0:18429\ndemo: true\npublic-address: https://x.example\n");
    cr_assert_eq(look(&scratch, folder, "public"), WRONG);
    scratch_put(&scratch, "data/trappa.yaml", "nonsense: 1\n");
    cr_assert_eq(look(&scratch, folder, "configuration"), WRONG);
    scratch_put(&scratch, "data/trappa.yaml", "");
    cr_assert_eq(chmod(folder, 0755), 0);
    cr_assert_eq(look(&scratch, folder, "folder"), WARNING);
    cr_assert_eq(look(&scratch, "/tmp/no-such-folder", "folder"), WRONG);
    cr_assert_eq(look(&scratch, "/tmp/no-such-folder", "records"), WRONG);
    cr_assert(text_starts(fail_sentence(), "cannot be looked at: /tmp/no-such-folder: no Trappa site here"));
}

Test(doctor, finds_a_row_that_somebody_changed)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *folder = site_make(&scratch, "");
    struct database *database = NULL;
    cr_assert_eq(look(&scratch, folder, "log"), GOOD);
    cr_assert_eq(database_open(scratch_path(&scratch, "data/records.db"), DATABASE_WRITE, &database), 0);
    cr_assert_eq(database_script(database, "UPDATE migration SET name = 'another'"), 0);
    database_close(database);
    cr_assert_eq(look(&scratch, folder, "log"), WRONG);
}

Test(doctor, finds_a_clock_that_is_set)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *folder = site_make(&scratch, "");
    clock_hold(clock_now());
    cr_assert_eq(look(&scratch, folder, "clock"), WARNING);
    clock_hold(clock_now() - 86400);
    cr_assert_eq(look(&scratch, folder, "clock"), WARNING);
    clock_release();
    cr_assert_eq(look(&scratch, folder, "clock"), GOOD);
}
