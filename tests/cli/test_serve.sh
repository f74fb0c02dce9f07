# `serve` and what happens around it: newer programs, plugins that arrive, a second one.

# A newer program has changed the tables, as far as this one can tell.
newer() {
    sqlite3 -cmd '.timeout 10000' data/records.db \
        "INSERT INTO migration (n, name, at) VALUES (9999, 'of a newer program', 0)"
}

test_serve_ends_when_a_newer_program_has_changed_the_records() {
    trappa init
    trappa curriculum publish
    "$program" serve --listen 127.0.0.1:0 --workers 2 >served 2>served.err &
    serving=$!
    trap 'kill "$serving"; wait "$serving"' EXIT
    said='trappa serve' status=-
    wait_for "$serving" grep -q 'http://[0-9.:]*$' served
    address=$(grep -o 'http://[0-9.:]*' served)
    curl -sf -o said "$address/logga-in" || refuse 'no page'
    newer
    code=$(curl -s -o said -w '%{http_code}' "$address/logga-in") page=$(cat said)
    [ "$code" = 503 ] || [ "$code" = 000 ] || refuse "an old program has answered: $code"
    trap - EXIT
    wait "$serving"
    status=$?
    cp served.err err
    expect_status 1
    [ "$(wc -l <served.err)" = 1 ] || refuse 'one sentence'
    grep -q 'trappa: data: a newer Trappa has changed the records' served.err || refuse 'which'
    trappa person list
    expect_status 1
    expect_err 'made by a newer Trappa'
}

test_the_job_process_alone_notices_a_newer_program_too() {
    trappa init
    "$program" serve --listen 127.0.0.1:0 --workers 1 >served 2>served.err &
    serving=$!
    trap 'kill "$serving"; wait "$serving"' EXIT
    said='trappa serve' status=-
    wait_for "$serving" grep -q 'http://[0-9.:]*$' served
    newer
    trap - EXIT
    wait "$serving"
    status=$?
    cp served.err err
    expect_status 1
    grep -q 'a newer Trappa has changed the records' served.err || refuse 'which'
}

test_many_processes_migrate_a_plugin_once() {
    trappa init
    use sampler
    local i processes=()
    for i in $(seq 12); do
        "$program" person list >"out.$i" 2>"err.$i" &
        processes+=($!)
    done
    wait "${processes[@]}"
    cat err.* >err
    said='trappa person list, twelve at once' status=0 err=$(cat err)
    expect_done
    [ "$(ls data/backups | grep -c before-sampler)" = 1 ] || refuse "copies: $(ls data/backups)"
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM event WHERE kind = 'plugin.migrated'")" = 1 ] ||
        refuse 'migrated more than once'
}

migrated() {
    [[ $(ls data/backups) == *before-sampler* ]]
}

test_a_hangup_prepares_a_new_plugin_before_any_worker_has_it() {
    trappa init
    use
    "$program" serve --listen 127.0.0.1:0 --workers 3 >served 2>served.err &
    serving=$!
    trap 'kill "$serving"; wait "$serving"' EXIT
    said='trappa serve' status=-
    wait_for "$serving" grep -q 'http://[0-9.:]*$' served
    cp "${program%/*}/tests/plugins/sampler.so" sampler.new
    chmod go-w sampler.new
    mv sampler.new plugins/sampler.so
    kill -HUP "$serving"
    wait_for "$serving" migrated
    sleep 2 # the new workers, which must find nothing to do
    [ "$(ls data/backups | grep -c before-sampler)" = 1 ] || refuse 'one copy'
    [ ! -s served.err ] || { cp served.err err; refuse 'something was said'; }
}

test_a_second_serve_on_one_data_directory_says_who_holds_it() {
    trappa init
    serve
    status=0
    timeout 10 "$program" serve --listen 127.0.0.1:0 >out 2>err || status=$?
    out=$(cat out) err=$(cat err) said='trappa serve, a second one'
    expect_status 1
    expect_err "data: serving: somebody else is at it (process $serving)"
    kill -KILL "$serving"
    wait "$serving"
    serve # nothing is left that must be taken away by hand
}

# listens ADDRESS ARGUMENT...: what is said of an address, by a serve that is ended as soon as it listens.
listens() {
    status=0
    timeout 20 "$program" serve --workers 1 --listen "$@" >out 2>err &
    local serving=$! tries
    for tries in $(seq 400); do
        grep -q listening out && kill "$serving" 2>/dev/null
        kill -0 "$serving" 2>/dev/null || break
        sleep 0.05
    done
    wait "$serving" || status=$?
    out=$(cat out) err=$(cat err) said="trappa serve --listen $*"
}

test_plain_http_is_served_to_other_machines_only_when_that_is_said() {
    trappa init
    local address
    for address in 0.0.0.0:0 '[::]:0'; do
        listens "$address"
        [ "$status" != 0 ] || refuse 'served to everybody'
        expect_err "$address: others could read passwords on their way"
        expect_no_out listening
        listens "$address" --insecure
        expect_out listening
        expect_err "$address: served without https"
    done
    printf 'public-address: https://trappa.example.se\ntrusted-proxy: 192.0.2.1\n' >>data/trappa.yaml
    listens 0.0.0.0:0
    expect_out listening
    [ -z "$err" ] || refuse 'a proxy stands before it'
    listens 127.0.0.1:0
    expect_out listening
    [ -z "$err" ] || refuse 'nobody else hears'
}
