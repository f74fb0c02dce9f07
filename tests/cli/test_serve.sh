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
