# Forms that are sent twice: by a double click, in both workers at once, and by going back and sending again.

make_learner() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --unit ekb --role learner
    trappa person add bo --name 'Bo Lind' --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa mentor assign anna bo
    trappa plan start anna introduktion --from 2026-03-02
    trappa aspirant add anna --university 'Umeå universitet' --from 2026-03-02
    expect_status 0
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_learner
    workers=2 serve
}

rid() {
    trappa person show "$1" --json
    jq -r .rid out
}

token_of() {
    get "$1"
    grep -o 'name="token" value="[0-9a-f]*"' said | head -n 1 | cut -d '"' -f 4
}

# send_at_once PATH TOKEN FIELD...: twelve times, and where each was led, a line each, in `led`.
send_at_once() {
    local path=$1 token=$2 sent=() one
    shift 2
    for one in $(seq 12); do
        curl -s -b jar -o /dev/null -w '%{http_code} %{redirect_url}\n' --data-urlencode "token=$token" "$@" \
            "$address$path" >"led.$one" &
        sent+=($!)
    done
    wait "${sent[@]}"
    cat led.* >led
    rm led.*
    said="POST $path twelve times" status=$(sort -u led)
}

expect_count() {
    trappa "${@:2}" --json
    expect_json "$1"
}

test_hours_sent_twelve_times_at_once_are_kept_once() {
    prepare
    sign_in anna
    local token
    token=$(token_of /timmar)
    send_at_once /timmar "$token" -d hours=2:20 -d day=2026-03-02 -d note=
    [ "$(sort -u led)" = "303 $address/i-dag" ] || refuse "expected all to be led to I dag"
    expect_count 'length == 1' aspirant hours anna
    # Gone back, and sent again; what was changed meanwhile stands, and other words are another entry.
    post_again() {
        curl -s -b jar -c jar -o said -w "%{http_code}" --data-urlencode "token=$token" "$@" "$address/timmar"
    }
    [ "$(post_again -d hours=2:20 -d day=2026-03-02 -d note=)" = 303 ] || refuse "expected 303"
    get /timmar
    expect_page 200 'var redan skickat'
    expect_count 'length == 1' aspirant hours anna
    [ "$(post_again -d hours=1 -d day=2026-03-02 -d note=)" = 303 ] || refuse "expected 303"
    expect_count 'length == 2' aspirant hours anna
    # The form of another tab is a form of its own, and one that was refused can be sent as it is again.
    token=$(token_of /timmar)
    [ "$(post_again -d hours=1 -d day=2026-03-02 -d note=)" = 303 ] || refuse "expected 303"
    expect_count 'length == 3' aspirant hours anna
    [ "$(post_again -d hours=30 -d day=2026-03-02 -d note=)" = 422 ] || refuse "expected 422"
    [ "$(post_again -d hours=30 -d day=2026-03-02 -d note=)" = 422 ] || refuse "expected 422"
    trappa audit verify --json
    expect_json '.ok'
}

test_wishes_talks_and_decisions_sent_twelve_times_are_kept_once() {
    prepare
    local anna
    anna=$(rid anna)
    sign_in anna
    send_at_once /samtal "$(token_of /samtal)" --data-urlencode 'words=Semestern'
    expect_count '.points | length == 1' talk show anna
    sign_in bo
    send_at_once "/person/$anna/samtal" "$(token_of "/person/$anna/samtal")" -d day=2026-03-02 -d minutes=30
    expect_count '.held | length == 1' talk show anna
    sign_in chef
    send_at_once "/person/$anna/trappan" "$(token_of "/person/$anna/trappan")" -d level=1 \
        --data-urlencode 'because=Så blir det'
    [ "$(sort -u led)" = "303 $address/person/$anna/trappan" ] || refuse "expected all to be led to the staircase"
    trappa person export anna
    expect_json '.stair_decisions | length == 1'
    trappa audit verify --json
    expect_json '.ok'
}

# The process may end between keeping a change and saying where it led.
test_a_form_whose_answer_was_lost_is_answered_and_waited_for_only_once() {
    prepare
    sign_in anna
    local token
    token=$(token_of /timmar)
    press() {
        curl -s -b jar -c jar -o said -w '%{http_code} %{redirect_url}' -H "Referer: $address/timmar" \
            --data-urlencode "token=$token" -d hours=2 -d day=2026-03-02 -d note= "$address/timmar"
    }
    [ "$(press)" = "303 $address/i-dag" ] || refuse "expected to be led to I dag"
    sqlite3 data/records.db 'UPDATE form_mark SET answer = NULL'
    [ "$(press)" = "303 $address/timmar" ] || refuse "expected to be led back to the form"
    [ "$(sqlite3 data/records.db 'SELECT count(*) FROM form_mark WHERE answer IS NULL')" = 0 ] ||
        refuse "expected an answer, so that nobody waits again"
    expect_count 'length == 1' aspirant hours anna
}
