# What a killed process leaves of everybody's data, and who sweeps it; backups with a key.

marked() {
    find . -name '.trappa-new-*' ! -path './data/locks/*' | wc -l
}

# held COMMAND...: the program runs it until it wants to write, and waits there: this shell holds the turn. $held is it.
held() {
    exec 9>data/locks/records.queue
    flock 9
    "$program" "$@" >held.out 2>held.err 9>&- &
    held=$!
    trap 'kill -9 "$held" 2>/dev/null' EXIT
    said="trappa $*" status=-
    wait_for "$held" is_waiting "$held"
}

# Whether a process waits for the lock of somebody else.
is_waiting() {
    [[ $(readlink /proc/"$1"/fd/* 2>/dev/null) == */locks/records.queue* ]] && [ "$(marked)" -gt 0 ]
}

killed() {
    kill -9 "$held"
    wait "$held" 2>/dev/null
    exec 9>&-
}

test_a_killed_restore_is_swept_and_a_living_one_is_not() {
    trappa init
    trappa backup site.zip
    expect_done
    trappa --data beside init
    held restore site.zip
    trappa --data beside backup other.zip
    expect_done
    [ "$(marked)" -gt 0 ] || refuse 'what a living process works on was swept'
    kill -0 "$held" || refuse 'the restore ended'
    killed
    [ "$(marked)" -gt 0 ] || refuse 'nothing was left, so nothing is tried'
    trappa doctor --json
    expect_json '.[] | select(.check == "copies" and .state == "warning") | .says | contains(".trappa-new-")'
    trappa backup next.zip
    expect_done
    [ "$(marked)" = 0 ] || refuse "left: $(find . -name '.trappa-new-*')"
    trappa doctor --json
    expect_json '.[] | select(.check == "copies") | .state == "ok"'
    trappa person list
    expect_status 0
}

test_a_killed_backup_is_swept_when_serving_begins() {
    trappa init
    trappa backup first.zip # the first command that writes brings the plugins, and would wait before it begins
    held backup site.zip
    killed
    [ "$(marked)" -gt 0 ] || refuse 'nothing was left, so nothing is tried'
    serve
    [ "$(marked)" = 0 ] || refuse "left: $(find . -name '.trappa-new-*')"
}

test_doctor_tells_of_old_copies() {
    trappa init
    trappa backup site.zip
    trappa restore site.zip
    expect_done
    trappa doctor --json
    expect_json '.[] | select(.check == "copies") | .state == "ok" and .says == "1"'
    touch -d '40 days ago' data.replaced-*
    trappa doctor --json
    expect_json '.[] | select(.check == "copies" and .state == "warning") | .says | contains("data.replaced-")'
}

test_a_backup_with_a_key_is_nothing_without_it() {
    trappa init
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa backup-key nyckel
    expect_done
    [ "$(stat -c %a nyckel)" = 600 ] || refuse 'mode 600'
    trappa backup-key nyckel
    expect_status 1
    expect_err 'nyckel: exists already'
    trappa backup-key annan
    trappa backup site.trappa --key nyckel
    expect_done
    [ "$(stat -c %a site.trappa)" = 600 ] || refuse 'mode 600'
    ! grep -aq 'records.db' site.trappa || refuse 'names can be read'
    trappa --data there restore site.trappa
    expect_status 1
    expect_err 'site.trappa: was made with a key; say which with --key'
    trappa --data there restore site.trappa --key annan
    expect_status 1
    expect_err 'site.trappa: made with another key, or changed or cut since'
    head -c -1 site.trappa >cut
    trappa --data there restore cut --key nyckel
    expect_status 1
    expect_err 'cut: made with another key, or changed or cut since'
    [ ! -e there ] || refuse 'nothing is restored'
    trappa backup plain.zip
    trappa --data there restore plain.zip --key nyckel
    expect_status 1
    expect_err 'plain.zip: was made without a key'
    chmod 644 nyckel
    trappa --data there restore site.trappa --key nyckel
    expect_status 1
    expect_err 'nyckel: others may read it'
    chmod 600 nyckel
    trappa --data there restore site.trappa --key nyckel
    expect_done
    trappa --data there unit list
    expect_out 'Ekonomiskt bistånd'
    [ "$(marked)" = 0 ] || refuse "left: $(find . -name '.trappa-new-*')"
}

test_a_backup_that_brings_programs_is_asked_about() {
    mkdir plugins
    trappa init
    printf 'plugin-folder: %s/plugins\n' "$PWD" >>data/trappa.yaml
    trappa backup site.zip
    expect_done
    trappa --data there restore site.zip
    expect_status 1
    expect_err "site.zip: its settings name $PWD/plugins, and whatever plugin lies there would run here"
    expect_err 'say with --plugin-folder that they may'
    [ ! -e there ] || refuse 'nothing is restored'
    trappa --data there restore site.zip --plugin-folder
    expect_done
    trappa restore site.zip
    expect_done
}
