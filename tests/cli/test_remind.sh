# What people are reminded of, and the mail that says it.

make_plan() {
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    trappa unit add ekb --name 'Ekonomiskt bistånd'
    trappa person add anna --name 'Anna Ek' --email anna@example.se --unit ekb --role learner --background socionom
    trappa person add bo --name 'Bo Lind' --email bo@example.se --unit ekb --role mentor
    trappa person add chef --name 'Åsa Berg' --unit ekb --role manager
    trappa mentor assign anna bo
    trappa plan start anna introduktion --from 2026-03-02
    expect_status 0
}

prepare() {
    export TRAPPA_NOW=2026-03-02T09:00
    made make_plan
}

test_everybody_is_reminded_of_what_is_theirs() {
    prepare
    trappa sign request anna sekretess
    trappa step done anna valkommen
    export TRAPPA_NOW=2026-03-05T09:00
    trappa remind anna --json
    expect_done
    expect_json 'map(select(.kind == "on_others")) | length == 1 and .[0].with == "Åsa Berg"'
    expect_json 'map(select(.kind == "late" and .source == "plan")) | length > 0 and all(.day < "2026-03-05")'
    expect_json 'map(select(.kind == "due")) | length > 0 and all(.day >= "2026-03-05" and .day <= "2026-03-11")'
    expect_json 'map(.path) | length > 0 and all(startswith("/moment/"))'
    expect_json 'map(.title) | contains(["Välkommen"]) | not'
    trappa remind chef --json
    expect_json 'map(select(.source == "requests")) | length == 1 and .[0].about == "anna" and .[0].kind == "for_you"'
    expect_json 'map(select(.source == "unit")) | length == 1 and .[0].count == 1 and .[0].about == null'
    trappa remind bo --json
    expect_json 'map(select(.source != "circulars") | [.source, .about]) == [["learners", "anna"]]'
    LANG=sv_SE.UTF-8 trappa remind bo
    expect_out 'Försenat'
    expect_out 'Anna Ek'
    trappa remind bo --by chef
    expect_status 1
    expect_err "person 'bo': this is not for you to see"
}

# ---- mail, into a server that is not ours, read by a parser that is not ours ----

# sink ARGUMENT...: a mail server until the test ends, with STARTTLS unless told otherwise; its port is in $port.
sink() {
    [ -e sink.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out sink.pem 2>openssl.err
    cat key.pem sink.pem >both.pem
    mkdir -p mails
    rm -f port
    /usr/bin/python3 "$here/smtp_sink.py" mails port --certificate both.pem "$@" 2>sink.err &
    sinking=$!
    trap 'kill $sinking 2>kill.err; wait $sinking' EXIT
    said=smtp_sink.py
    wait_for "$sinking" test -e port
    port=$(cat port)
}

stop_sink() {
    kill "$sinking"
    wait "$sinking"
    trap - EXIT
}

# mail_settings [URL]: what trappa.yaml says about mail, for the sink.
mail_settings() {
    printf 'organisation: Exempelkommunen\npublic-address: https://trappa.example.se\nmail-server: %s\n%s\n%s\n' \
        "${1:-smtp://127.0.0.1:$port}" 'mail-from: trappa@example.se' "mail-ca: $PWD/sink.pem" >data/trappa.yaml
}

# The accepted mails as JSON on `out`.
mails() {
    /usr/bin/python3 "$here/mail_read.py" $(ls mails/*.eml 2>/dev/null) >out || refuse 'the parser failed'
    said='mail_read.py'
}

# choose PERSON: mails on working days.
choose() {
    trappa remind mail "$1" workdays
    expect_done
}

test_nothing_is_sent_that_nobody_chose_and_nothing_where_it_is_off() {
    prepare
    export TRAPPA_NOW=2026-03-04T09:00
    choose anna
    trappa remind send
    expect_status 1
    expect_err "'mail-server' is not said in trappa.yaml: no mail is sent"
    trappa work --once
    expect_done
    sink
    mail_settings
    trappa remind mail anna never
    trappa remind send --json
    expect_done
    expect_json '.sent == 0'
    [ ! -e mails/1.eml ] || refuse 'a mail was sent that nobody chose'
    trappa remind mail chef workdays
    expect_status 1
    expect_err "person 'chef': has no e-mail address"
    trappa remind mail anna daily
    expect_status 2
    trappa remind mail anna workdays --by bo
    expect_status 1
}

test_a_mail_is_what_a_parser_that_is_not_ours_expects() {
    prepare
    trappa person set anna --name 'Anna "Åsa" Ek, Ström-Öberg med ett mycket långt namn som måste vikas'
    trappa sign request anna sekretess
    choose anna
    choose bo
    sink --login 'trappa:hemligt ord'
    mail_settings
    printf 'mail-login: %s/login\n' "$PWD" >>data/trappa.yaml
    printf 'trappa\nhemligt ord\n' >login
    export TRAPPA_NOW=2026-03-04T07:00
    trappa remind send
    expect_status 1
    expect_err 'others may read the password in it; chmod 600 mends it'
    chmod 600 login
    trappa remind send --dry-run
    expect_out 'anna:'
    expect_out '2 mails would be sent.'
    [ ! -e mails/1.eml ] || refuse 'a dry run sent a mail'
    trappa remind send --json
    expect_done
    expect_json '. == {"sent": 2, "refused": 0, "unsure": 0, "waiting": 0, "unneeded": 0}'
    mails
    expect_json 'length == 2 and all(.defects == [] and .only_crlf and .ascii and .longest_line <= 120)'
    expect_json 'all(.multipart == "multipart/alternative" and .types == ["text/plain", "text/html"])'
    expect_json 'all(.headers["auto-submitted"] == "auto-generated" and .headers["content-language"] == "sv")'
    expect_json 'all(.headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click")'
    expect_json 'all(.headers["list-unsubscribe"]
        | test("^<https://trappa.example.se/paminnelser/av/[A-Za-z0-9_-]{43}>$"))'
    expect_json 'all(.date == "2026-03-04T07:00:00+01:00" and (.names | length) == (.names | unique | length))'
    expect_json '.[0].to == ["Anna \"Åsa\" Ek, Ström-Öberg med ett mycket långt namn som måste vikas",
        "anna@example.se"] and .[0].recipients == ["anna@example.se"]'
    expect_json '.[0].from == ["Trappa", "trappa@example.se"]'
    expect_json '.[0].headers.subject | test("^Trappa: [0-9]+ saker att göra$")'
    expect_json '.[0].headers["message-id"] | test("^<reminders.2026-03-04.[a-z2-7]{16}@trappa.example.se>$")'
    expect_json '.[0].plain | contains("Försenat") and contains("- Välkommen") and contains("/moment/valkommen\n")'
    expect_json '.[0].html | contains("<html lang=\"sv\"") and contains("<h2") and contains("/moment/valkommen\"")
        and (contains("<script") or contains("<img") or contains("src=") | not)'
    expect_json '.[0].plain | contains("Åsa Berg") | not'
    expect_json '.[1].to[1] == "bo@example.se" and (.[1].plain | contains("Ström-Öberg"))'
    jq -e '.tls and .to == ["anna@example.se"] and .from == "trappa@example.se" and .login == "trappa"' mails/1.json \
        >jq.out || refuse "the envelope is $(cat mails/1.json)"
    jq -e '.to == ["bo@example.se"]' mails/2.json >jq.out || refuse 'one message per recipient'
    [ "$(wc -l <mails/connections)" = 1 ] || refuse 'one connection serves both'
    trappa audit verify
    expect_status 0
}

test_at_most_one_a_day_also_when_asked_again_and_after_days_of_silence() {
    prepare
    choose anna
    sink
    mail_settings
    export TRAPPA_NOW=2026-03-04T08:00
    trappa remind send --json
    expect_json '.sent == 1'
    trappa remind send --json
    expect_json '.sent == 0'
    export TRAPPA_NOW=2026-03-04T23:00
    trappa work --once
    trappa work --once
    [ "$(ls mails/*.eml | wc -l)" = 1 ] || refuse 'a second mail on one day'
    export TRAPPA_NOW=2026-03-11T06:59
    trappa work --once
    [ "$(ls mails/*.eml | wc -l)" = 1 ] || refuse 'a mail before seven'
    export TRAPPA_NOW=2026-03-11T07:00
    trappa work --once
    trappa work --once
    [ "$(ls mails/*.eml | wc -l)" = 2 ] || refuse 'one mail after a week without anybody doing jobs'
}

test_daylight_saving_and_holidays_move_no_mail() {
    prepare
    choose anna
    sink
    mail_settings
    local now expected
    while read -r now expected; do
        export TRAPPA_NOW=$now
        trappa work --once
        expect_done
        [ "$(ls mails/*.eml 2>/dev/null | wc -l)" = "$expected" ] || refuse "at $now expected $expected mails"
    done <<'ROWS'
2026-03-27T06:59 0
2026-03-27T07:00 1
2026-03-28T07:00 1
2026-03-29T03:00 1
2026-03-29T07:00 1
2026-03-30T06:59 1
2026-03-30T07:00 2
2026-04-02T07:00 3
2026-04-03T07:00 3
2026-04-06T07:00 3
2026-04-07T07:00 4
2026-10-23T07:00 5
2026-10-25T02:30 5
2026-10-25T07:00 5
2026-10-26T06:59 5
2026-10-26T07:00 6
ROWS
    mails
    expect_json 'map(.date[:16] + .date[-6:]) == ["2026-03-27T07:00+01:00", "2026-03-30T07:00+02:00",
        "2026-04-02T07:00+02:00", "2026-04-07T07:00+02:00", "2026-10-23T07:00+02:00", "2026-10-26T07:00+01:00"]'
}

test_on_mondays_means_the_first_working_day_of_the_week() {
    prepare
    trappa remind mail anna mondays
    sink
    mail_settings
    local now expected
    while read -r now expected; do
        export TRAPPA_NOW=$now
        trappa remind send --json
        expect_json ".sent == $expected"
    done <<'ROWS'
2026-03-30T08:00 1
2026-03-31T08:00 0
2026-04-06T08:00 0
2026-04-07T08:00 1
2026-04-08T08:00 0
ROWS
}

test_a_server_without_encryption_or_with_another_certificate_gets_nothing() {
    prepare
    choose anna
    export TRAPPA_NOW=2026-03-04T08:00
    sink --tls none
    mail_settings
    trappa remind send
    expect_status 1
    expect_err '1 mails wait still: the mail server cannot be used:'
    stop_sink
    [ ! -e mails/1.eml ] || refuse 'a mail went without encryption'
    sink
    mail_settings
    sed -i /mail-ca/d data/trappa.yaml
    trappa remind send
    expect_status 1
    expect_err 'certificate'
    [ ! -e mails/1.eml ] || refuse 'a mail went to a server that is not the right one'
    stop_sink
    sink --tls implicit
    mail_settings "smtps://127.0.0.1:$port"
    trappa remind send --json
    expect_json '.sent == 1'
}

test_a_server_that_is_down_is_tried_again_by_the_job() {
    prepare
    choose anna
    sink
    mail_settings
    stop_sink
    export TRAPPA_NOW=2026-03-04T06:00
    trappa work --once
    export TRAPPA_NOW=2026-03-04T07:00
    trappa work --once
    expect_status 0
    expect_err 'job digest.send: 1 mails wait still: the mail server cannot be used'
    trappa doctor --json
    expect_json '.[] | select(.check == "mail") | .state == "ok"'
    sink
    mail_settings
    trappa work --once
    [ ! -e mails/1.eml ] || refuse 'tried again at once'
    export TRAPPA_NOW=2026-03-04T07:05 # a minute after it failed, which on a busy machine is not 07:00:00
    trappa work --once
    expect_done
    [ -e mails/1.eml ] || refuse 'not tried again'
}

test_what_one_recipient_is_refused_the_others_get() {
    prepare
    choose anna
    choose bo
    export TRAPPA_NOW=2026-03-04T08:00
    sink --answer anna@example.se=550
    mail_settings
    trappa remind send --json
    expect_status 0
    expect_json '.sent == 1 and .refused == 1'
    mails
    expect_json 'length == 1 and .[0].to[1] == "bo@example.se"'
    trappa doctor --json
    expect_json '.[] | select(.check == "mail") | .state == "warning"
        and (.says | contains("anna") and contains("the mail server refused it: 550") and (contains("@") | not))'
    export TRAPPA_NOW=2026-03-05T08:00
    trappa remind send --json
    expect_json '.refused == 1'
    export TRAPPA_NOW=2026-03-06T08:00
    trappa remind send --json
    expect_json '.refused == 1'
    export TRAPPA_NOW=2026-03-09T08:00
    trappa remind send --json
    expect_json '.refused == 0 and .sent == 1'
    choose anna
    trappa remind send --json
    expect_json '.refused == 1'
}

test_what_the_server_wants_later_is_sent_later_and_not_after_the_day() {
    prepare
    choose anna
    choose bo
    export TRAPPA_NOW=2026-03-04T08:00
    sink --answer anna@example.se=451
    mail_settings
    trappa remind send --json
    expect_status 1
    expect_json '.sent == 1 and .waiting == 1'
    expect_err '1 mails wait still: the mail server does not take it now: 451'
    stop_sink
    sink
    mail_settings
    export TRAPPA_NOW=2026-03-04T08:05
    trappa work --once
    [ "$(ls mails/*.eml | wc -l)" = 2 ] || refuse 'the one that was to wait was not sent'
    stop_sink
    export TRAPPA_NOW=2026-03-05T08:00
    trappa remind send
    expect_status 1
    sink
    mail_settings
    export TRAPPA_NOW=2026-03-06T08:00
    trappa remind send --json
    expect_json '.sent == 2'
    mails
    expect_json 'map(.date[:10]) | unique == ["2026-03-04", "2026-03-06"]'
}

test_a_mail_that_was_handed_over_without_an_answer_is_never_sent_twice() {
    prepare
    choose anna
    export TRAPPA_NOW=2026-03-04T08:00
    choose bo
    sink --silent-after-data --once
    mail_settings
    trappa remind send --json
    expect_status 0
    expect_json '.unsure == 1 and .sent == 1'
    [ "$(wc -l <mails/connections)" = 2 ] || refuse 'the next mail has a connection of its own'
    stop_sink
    sink
    mail_settings
    trappa remind send --json
    expect_json '.sent == 0'
    trappa doctor --json
    expect_json '.[] | select(.check == "mail") | .state == "warning" and (.says | contains("without an answer"))'
}

test_a_server_that_is_too_slow_is_left_and_asked_again_later() {
    prepare
    choose anna
    choose bo
    export TRAPPA_NOW=2026-03-04T08:00
    sink --slow 60
    mail_settings
    local began=$SECONDS
    trappa remind send --json
    expect_status 1
    expect_json '.waiting == 1 and .sent == 0 and .unsure == 0'
    [ $((SECONDS - began)) -lt 50 ] || refuse "it waited for $((SECONDS - began)) seconds"
    stop_sink
    sink
    mail_settings
    trappa remind send --json
    expect_json '.sent == 2'
}

test_a_server_that_refuses_the_words_or_the_password_is_said() {
    prepare
    choose anna
    export TRAPPA_NOW=2026-03-04T08:00
    sink --data-answer '554 no thanks anna@example.se'
    mail_settings
    trappa remind send --json
    expect_json '.refused == 1'
    stop_sink
    sink --login trappa:hemligt
    mail_settings
    printf 'trappa\nfel\n' >login
    chmod 600 login
    printf 'mail-login: %s/login\n' "$PWD" >>data/trappa.yaml
    export TRAPPA_NOW=2026-03-05T08:00
    trappa remind send --json
    expect_status 1
    expect_json '.waiting == 1 and .refused == 0'
    expect_err 'the mail server cannot be used'
}

test_nobody_is_named_who_may_not_be_and_nobody_gets_mail_who_has_left() {
    prepare
    trappa person set anna --protected yes
    trappa sign request anna sekretess
    trappa person set chef --email chef@example.se
    choose anna
    choose bo
    choose chef
    export TRAPPA_NOW=2026-03-04T08:00
    sink
    mail_settings
    trappa person set bo --status disabled
    trappa remind send --json
    expect_json '.sent == 2'
    mails
    cp out parsed
    trappa person show anna --json
    local rid
    rid=$(jq -r .rid out)
    mv parsed out
    expect_json 'map(.to[1]) == ["anna@example.se", "chef@example.se"]'
    expect_json '.[1].plain | contains("någon som inte nämns i brev")'
    expect_json ".[1].plain | contains(\"Anna\") or contains(\"$rid\") | not"
    expect_json ".[1].html | contains(\"Anna\") or contains(\"$rid\") | not"
    trappa plan end anna introduktion --because slut --by chef
    trappa person erase anna --because 'slutat'
    expect_done
    export TRAPPA_NOW=2026-03-05T08:00
    trappa remind send --json
    expect_status 0
    mails
    expect_json 'map(.to[1]) | map(select(. == "anna@example.se")) | length == 1'
}

test_a_mail_is_in_the_language_of_the_person() {
    prepare
    trappa person set anna --language en
    choose anna
    export TRAPPA_NOW=2026-03-04T08:00
    sink
    mail_settings
    LANG=sv_SE.UTF-8 trappa remind send
    mails
    expect_json '.[0].headers.subject | test("^Trappa: [0-9]+ things to do$")'
    expect_json '.[0].headers["content-language"] == "en" and (.[0].html | contains("<html lang=\"en\""))'
    expect_json '.[0].plain | contains("Hello Anna Ek,") and contains("Late\n")'
}

test_mails_are_stopped_without_signing_in() {
    prepare
    choose anna
    export TRAPPA_NOW=2026-03-04T08:00
    sink
    mail_settings
    trappa remind send
    mails
    local token
    token=$(jq -r '.[0].headers["list-unsubscribe"]' out | grep -o '[A-Za-z0-9_-]*>$' | tr -d '>')
    stop_sink
    serve
    get "/paminnelser/av/$token"
    [ "$code" = 200 ] || refuse "GET answered $code"
    trappa remind send --dry-run --json
    get "/paminnelser/av/${token%?}x"
    [ "$code" = 404 ] || refuse "another token answered $code"
    export TRAPPA_NOW=2026-03-05T08:00
    trappa remind send --dry-run --json
    expect_json 'length == 1'
    code=$(curl -s -o said -w '%{http_code}' -H 'Origin: https://mail.example' -H 'Sec-Fetch-Site: cross-site' \
        --data 'List-Unsubscribe=One-Click' "$address/paminnelser/av/$token")
    [ "$code" = 200 ] || refuse "one click answered $code: $(cat said)"
    trappa remind send --dry-run --json
    expect_json 'length == 0'
    code=$(curl -s -o said -w '%{http_code}' -d x=1 "$address/paminnelser/av/$token")
    [ "$code" = 400 ] || refuse "a field that does not belong answered $code"
    code=$(curl -s -o said -w '%{http_code}' -X POST "$address/paminnelser/av/$token")
    [ "$code" = 200 ] || refuse "stopping twice answered $code"
    code=$(curl -s -o said -w '%{http_code}' -H 'Origin: https://mail.example' -d choice=workdays \
        "$address/paminnelser")
    [ "$code" = 403 ] || refuse "the token's address opens nothing else, but answered $code"
    choose anna
    code=$(curl -s -o said -w '%{http_code}' "$address/paminnelser/av/$token")
    [ "$code" = 404 ] || refuse "an address of before a new choice answered $code"
    trappa audit verify
    expect_status 0
}
