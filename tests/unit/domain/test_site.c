/* Tests of opening a data directory and reading its configuration. */
#include "domain/site/site.h"

#include "../io/scratch.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/modules.h"

static int config_of(struct scratch *scratch, const char *yaml, struct site_config *ret_config)
{
    scratch_put(scratch, "trappa.yaml", yaml);
    return site_config_read(scratch->root, &scratch->arena, ret_config);
}

Test(site_config, has_defaults_without_a_file)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct site_config config;
    cr_assert_eq(site_config_read(scratch.root, &scratch.arena, &config), 0);
    cr_assert_str_eq(config.listen, "127.0.0.1:8420");
    cr_assert_str_eq(config.organisation, "");
    cr_assert_eq(config.workers, 2);
    cr_assert_null(config.public_address);
    cr_assert_not(config.is_demo);
}

Test(site_config, reads_every_setting)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct site_config config;
    cr_assert_eq(config_of(&scratch,
                           "organisation: Exempelkommunen\ncontact: it@exempel.example\nlisten: 0.0.0.0:80\n"
                           "public-address: https://trappa.example.se\ntrusted-proxy: 10.0.0.1\nworkers: 4\n"
                           "demo: true\n",
                           &config),
                 0, "%s", fail_sentence());
    cr_assert_str_eq(config.organisation, "Exempelkommunen");
    cr_assert_str_eq(config.contact, "it@exempel.example");
    cr_assert_str_eq(config.listen, "0.0.0.0:80");
    cr_assert_str_eq(config.public_address, "https://trappa.example.se");
    cr_assert_str_eq(config.trusted_proxy, "10.0.0.1");
    cr_assert_eq(config.workers, 4);
    cr_assert(config.is_demo);
}

Test(site_config, lets_an_empty_value_be_the_default)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct site_config config;
    cr_assert_eq(config_of(&scratch, "listen:\nworkers: ~\n", &config), 0);
    cr_assert_str_eq(config.listen, "127.0.0.1:8420");
    cr_assert_eq(config.workers, 2);
}

Test(site_config, names_file_line_and_setting)
{
    static const struct {
        const char *yaml, *sentence;
    } bad[] = {
        {"contact: x\nworker: 2\n", ", line 2: 'worker' is no setting; did you mean 'workers'?"},
        {"mail-server: http://mail.example.se\n", ", line 1: 'mail-server' is 'http://mail.example.se', not smtp:// or "
                                                  "smtps:// and a host, such as smtp://mail.example.se:587"},
        {"mail-from: Anna Ek\n", ", line 1: 'mail-from' is 'Anna Ek', not an address such as trappa@example.se"},
        {"mail-login: login\n", ", line 1: 'mail-login' is 'login', not a path that begins with /"},
        {"zzzzzzzz: 2\n", ", line 1: 'zzzzzzzz' is no setting"},
        {"listen: 8420\n", ", line 1: 'listen' is '8420', not an address and a port such as 127.0.0.1:8420"},
        {"\nworkers: 0\n", ", line 2: 'workers' is '0', not a number from 1 to 64"},
        {"trusted-proxy: nginx\n", ", line 1: 'trusted-proxy' is 'nginx', not an IP address such as 127.0.0.1"},
        {"public-address: trappa.se\n",
         ", line 1: 'public-address' is 'trappa.se', not https:// and a host, without anything after it, such as "
         "https://trappa.example.se"},
        {"demo: maybe\n", ", line 1: 'demo' is 'maybe', neither true nor false"},
        {"contact: [a, b]\n", ", line 1: 'contact' takes one value, not a list or a group"},
        {"- a\n", ", line 1: settings are written as 'key: value'"},
        {"a: 'b\n", ": a quote that was opened is never closed"},
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
        struct site_config config;
        cr_assert_eq(config_of(&scratch, bad[i].yaml, &config), FAIL_INPUT, "%s", bad[i].yaml);
        cr_assert(text_starts(fail_sentence(), scratch_path(&scratch, "trappa.yaml")), "%s", fail_sentence());
        cr_assert(text_ends(fail_sentence(), bad[i].sentence), "%s", fail_sentence());
    }
}

Test(site, is_not_where_nobody_made_one)
{
    struct site *site = NULL;
    cr_assert_eq(site_open("/tmp/no-such-folder", &site), FAIL_NOT_FOUND);
    cr_assert_str_eq(fail_sentence(), "/tmp/no-such-folder: no Trappa site here");
    cr_assert_null(site);
}

Test(site, opens_records_with_the_configuration)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(records_close_at) struct records *records = NULL;
    CLEANUP(site_close_at) struct site *site = NULL;
    modules_install();
    cr_assert_eq(secret_begin(), 0);
    cr_assert_eq(records_create(scratch.root, &records), 0);
    scratch_put(&scratch, "trappa.yaml", "workers: 3\n");
    cr_assert_eq(site_open(scratch.root, &site), 0, "%s", fail_sentence());
    cr_assert_not_null(site->records);
    cr_assert_eq(site->config.workers, 3);
}
