# Help, and how wrong use of the program is answered.

test_help_lists_every_command() {
    trappa --help
    expect_done
    expect_out 'usage: trappa [--data DIR] COMMAND'
    expect_out '  version '
}

test_help_of_a_command_shows_what_it_takes() {
    trappa help help
    expect_done
    expect_out 'usage: trappa help [COMMAND]...'
    first=$out
    trappa help --help
    [ "$out" = "$first" ] || refuse 'expected the same as trappa help help'
}

test_version_is_a_number() {
    trappa --version
    expect_done
    [[ $out =~ ^trappa\ [0-9]+\.[0-9]+\.[0-9]+$ ]] || refuse 'expected a version'
}

test_no_command_is_wrong_usage() {
    trappa
    expect_status 2
    expect_err 'trappa: a command is missing'
}

test_unknown_command_is_answered_with_the_nearest() {
    trappa versoin
    expect_status 2
    expect_err "trappa: 'versoin': no such command; did you mean 'version'?"
    [ ! -e data ] || refuse 'expected no data directory'
}

test_unknown_option_is_named() {
    trappa version --colour
    expect_status 2
    expect_err "version: unknown option '--colour'"
    expect_err 'usage: trappa version'
}

test_a_full_disk_is_not_success() {
    status=0
    said='trappa help >/dev/full'
    "$program" help >/dev/full 2>err || status=$?
    : >out
    err=$(cat err)
    expect_status 1
    expect_err 'standard output'
}

test_swedish_is_spoken_where_the_environment_is_swedish() {
    LANG=sv_SE.UTF-8 trappa versoin
    expect_status 2
    LC_ALL=en_GB.UTF-8 LANG=sv_SE.UTF-8 trappa versoin
    expect_err 'did you mean'
}

test_a_clock_that_is_none_is_refused() {
    TRAPPA_NOW=monday trappa version
    expect_status 2
    expect_err "TRAPPA_NOW: 'monday' is not a time such as 2026-03-02T09:00"
}
