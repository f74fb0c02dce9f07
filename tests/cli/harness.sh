# Sourced by the tests of the command line. Each function test_NAME of a tests/cli/test_*.sh runs in a shell of its own,
# in a fresh folder, with an empty data directory before it ($TRAPPA_DATA). The first expectation that fails ends it.

# trappa ARGUMENT...: runs the program; what it said is in $out and $err, how it ended in $status.
trappa() {
    status=0
    "$program" "$@" >out 2>err </dev/null || status=$?
    out=$(cat out) err=$(cat err)
    said="trappa $*"
}

refuse() {
    printf '# %s\n# after: %s (status %s)\n' "$1" "$said" "$status"
    sed 's/^/# out: /' out | head -n 20
    sed 's/^/# err: /' err | head -n 20
    exit 1
}

# The exit status of the last command.
expect_status() {
    [ "$status" = "$1" ] || refuse "expected status $1"
}

# The last command succeeded and said nothing on stderr.
expect_done() {
    expect_status 0
    [ -z "$err" ] || refuse "expected nothing on stderr"
}

# Texts that are somewhere on stdout, on stderr; a text that is not.
expect_out() {
    [[ $out == *"$1"* ]] || refuse "expected on stdout: $1"
}

expect_err() {
    [[ $err == *"$1"* ]] || refuse "expected on stderr: $1"
}

expect_no_out() {
    [[ $out != *"$1"* ]] || refuse "not expected on stdout: $1"
}

# A jq filter that is true of the JSON on stdout: expect_json '.errors == 0'
expect_json() {
    jq -e "$1" out >/dev/null 2>&1 || refuse "expected of the JSON: $1"
}
