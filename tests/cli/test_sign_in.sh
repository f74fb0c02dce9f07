# What remains of sign-ins that were refused: for logs, the person and the administrator.

make_accounts() {
    trappa init
    trappa curriculum publish
    trappa person add anna --name 'Anna Alm' --unit organisation --role learner
    trappa person add adam --name 'Adam Ahl' --unit organisation --role admin
}

# Tries are counted by quarter of an hour: the clock of the server runs on from the beginning of one.
prepare_sign_in() {
    export TRAPPA_NOW=${TRAPPA_NOW:-2026-03-02T09:01}
    made make_accounts
    serve
    sign_in anna
}

# try NAME PASSWORD: $code of an attempt to sign in.
try() {
    code=$(curl -s -c try.jar -o said -w '%{http_code}' --data-urlencode "name=$1" --data-urlencode "password=$2" \
        "$address/logga-in")
    page=$(cat said) said="sign in as $1" status=$code
}

# try_here NAME PASSWORD: the same in the browser of `jar`, which has signed in before.
try_here() {
    code=$(curl -s -b jar -c jar -o said -w '%{http_code}' --data-urlencode "name=$1" --data-urlencode "password=$2" \
        "$address/logga-in")
    page=$(cat said) said="sign in here as $1" status=$code
}

leave() {
    get /i-dag
    post /logga-ut
}

sum_refused() {
    sqlite3 data/records.db "SELECT coalesce(sum(refused), 0), max(is_locked) FROM sign_in_refusal
        WHERE person_key $1 (SELECT person_key FROM identity WHERE id = 'anna')"
}

test_a_refused_sign_in_leaves_a_line_with_the_address_and_no_name() {
    prepare_sign_in
    get /i-dag
    expect_page 200 'Klart: lösenordet är sparat'
    try anna 'fel fel fel fel'
    try nobody 'fel fel fel fel'
    [ "$code" = 422 ] || refuse 'refused'
    [ "$(grep -c '^trappa: refused: sign-in, from 127\.0\.0\.1$' served.err)" = 2 ] || refuse "$(cat served.err)"
    grep -qi 'anna\|nobody' served.err && refuse 'a name in the log'
    code=$(curl -s -o said -w '%{http_code}' "$address/inbjudan/0123456789")
    [ "$code" = 404 ] || refuse "no such invitation: $code"
    grep -q '^trappa: refused: link, from 127\.0\.0\.1$' served.err || refuse "lines: $(cat served.err)"
}

test_the_person_and_the_administrator_see_refused_sign_ins() {
    local rid
    prepare_sign_in
    for i in 1 2 3; do try anna 'fel fel fel fel'; done
    [ "$(sum_refused =)" = '3|0' ] || refuse "counted: $(sum_refused =)"
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
    sign_in adam
    get "/konton/$rid"
    expect_page 200 'Nekade inloggningar sedan den senaste inloggningen: 3'
    try anna 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse 'signed in'
    cp try.jar jar
    get /i-dag
    expect_page 200 'Nekade inloggningar med ditt namn sedan du senast loggade in: 3'
    sign_in adam
    get "/konton/$rid"
    [[ $page != *Nekade* ]] || refuse 'told already'
}

test_a_lock_is_an_event_and_outlives_the_process() {
    prepare_sign_in
    for i in $(seq 12); do try anna 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'locked'
    [ "$(sum_refused =)" = '10|1' ] || refuse "counted: $(sum_refused =)"
    [ "$(sqlite3 data/records.db "SELECT count(*) FROM event WHERE kind = 'signin.locked' AND about <> ''")" = 1 ] ||
        refuse 'one event'
    grep -q '^trappa: refused: too many tries, from 127\.0\.0\.1$' served.err || refuse "lines: $(cat served.err)"
    kill "$serving"
    wait "$serving"
    serve
    try anna 'en lång mening om trappor'
    [ "$code" = 429 ] || refuse 'a new process has forgotten the lock'
    trappa audit verify
    expect_done
}

test_a_lock_by_others_leaves_in_whoever_signs_in_where_it_was_done_before() {
    prepare_sign_in
    leave
    grep -q 'device' jar || refuse 'signing out has forgotten the browser'
    for i in $(seq 12); do try anna 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'locked for strangers'
    try anna 'en lång mening om trappor'
    [ "$code" = 429 ] || refuse 'a guesser who guesses right learns it'
    try_here adam 'fel fel fel fel'
    [ "$code" = 422 ] || refuse 'the browser is a stranger to others'
    try_here anna 'fel fel fel fel'
    [ "$code" = 422 ] || refuse 'a wrong password here'
    try_here anna 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse 'the right password here'
}

test_a_browser_that_is_known_guesses_no_more_than_others() {
    prepare_sign_in
    leave
    for i in $(seq 21); do try_here anna 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'guessing without end'
    sed 's/\(device\t\).*/\1AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/' jar >planted
    mv planted jar
    for i in $(seq 12); do try_here adam 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'a planted cookie'
}

test_a_browser_is_known_for_each_of_those_who_share_it() {
    prepare_sign_in
    leave
    trappa person add bo --name 'Bo Berg' --unit organisation --role learner
    trappa person invite bo
    curl -s -b jar -c jar -o said --data-urlencode 'password=en lång mening om trappor' \
        "$address$(grep -o '/inbjudan/[A-Za-z0-9_-]*' out | head -n 1)"
    leave
    for i in $(seq 11); do try anna 'fel fel fel fel'; try bo 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'locked for strangers'
    try_here anna 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse 'anna'
    leave
    try_here bo 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse 'bo'
}

test_an_address_with_too_many_tries_leaves_in_its_own_people_and_links() {
    prepare_sign_in
    leave
    for i in $(seq 201); do try "nobody$i" 'fel fel fel fel'; done
    [ "$code" = 429 ] || refuse 'the address is locked'
    try_here anna 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse 'the right password here'
    trappa person invite adam
    code=$(curl -s -o said -w '%{http_code}' --data-urlencode 'password=en lång mening om trappor' \
        "$address$(grep -o '/inbjudan/[A-Za-z0-9_-]*' out | head -n 1)")
    [ "$code" = 303 ] || refuse 'a link that holds'
}

# answers NAME EMAIL: the answers to eleven wrong passwords by name, and then one by the address.
answers() {
    local heard=''
    for i in $(seq 11); do try "$1" 'fel fel fel fel'; heard+="$code "; done
    for name in " ${1^^} " "$2" "${2^^}"; do try "$name" 'fel fel fel fel'; heard+="$code "; done
    printf '%s\n' "$heard"
}

test_names_that_nobody_has_answer_as_those_that_somebody_has() {
    prepare_sign_in
    trappa person set anna --email anna.alm@example.se
    answers anna anna.alm@example.se >known
    answers zelda zelda.ek@example.se >unknown
    diff known unknown || refuse 'the answers say who exists'
    grep -q '429 429 422 422 $' known || refuse "$(cat known)"
}

refusals_recorded() {
    local counts="SELECT group_concat(data ->> 'count') FROM event WHERE kind = 'signin.refused'"
    [ "$(sqlite3 data/records.db "$counts")" = 2 ]
}

test_the_event_log_gets_the_number_when_the_quarter_has_ended() {
    prepare_sign_in
    try anna 'fel fel fel fel'
    try anna 'fel fel fel fel'
    sqlite3 data/records.db 'UPDATE sign_in_refusal SET quarter = quarter - 900'
    trappa work --once
    expect_done
    refusals_recorded || refuse 'one event of two tries'
    trappa audit verify
    expect_done
}

test_a_password_that_a_link_of_an_administrator_replaced_is_told_and_stays_on_a_page() {
    local rid path
    prepare_sign_in
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
    sign_in anna
    get /vem-har-tittat
    [[ $page != *'Adam Ahl'* ]] || refuse 'no link of the administrator yet'
    sign_in adam
    get "/konton/$rid"
    post "/konton/$rid/inbjudan"
    expect_page 200 /inbjudan/
    path=$(grep -o '/inbjudan/[A-Za-z0-9_-]*' said | grep -v "/inbjudan/$rid" | tail -n 1)
    curl -s -o used --data-urlencode 'password=en mening som hon inte vet' "$address$path"
    try anna 'en mening som hon inte vet'
    [ "$code" = 303 ] || refuse 'the new password'
    cp try.jar jar
    get /i-dag
    expect_page 200 'Ditt lösenord byttes'
    expect_page 200 'en länk som Adam Ahl har gjort'
    sign_in anna
    get /vem-har-tittat
    expect_page 200 'Adam Ahl'
    trappa audit verify
    expect_done
}

test_roles_and_links_of_office_are_listed_for_the_manager_above() {
    local rid
    prepare_sign_in
    trappa person add chef --name 'Chef Carlsson' --unit organisation --role manager
    sign_in chef
    get /enheten
    [[ $page != *'Anna Alm</bdi>'*'roller:'* ]] || refuse 'not yet'
    trappa person set anna --role learner,manager --by adam
    expect_done
    trappa person invite anna --by adam
    get /enheten
    expect_page 200 'Konton, de senaste 30 dagarna'
    expect_page 200 'en länk som sätter lösenordet'
    [[ $page == *'roller:'*'Adam Ahl'* ]] || refuse 'who gave the role'
    trappa person add hanna --name 'Hanna Holm' --unit organisation --role hr
    sign_in hanna
    get /enheten
    [[ $page != *'en länk som sätter'* ]] || refuse 'HR does not manage'
}

# What somebody signed with a password that another's link had set is found by an auditor, also long after.
test_what_was_done_after_a_link_of_another_is_listed() {
    local path steps=()
    export TRAPPA_NOW=2026-03-02T09:00
    prepare_sign_in
    trappa person add bo --name 'Bo Berg' --unit organisation --role manager
    trappa plan start anna introduktion --from 2026-03-02
    expect_done
    path=$(trappa person invite bo --by adam && grep -o '/inbjudan/.*' out)
    curl -s -o used --data-urlencode 'password=en mening som bara Bo vet' "$address$path"
    trappa sign codes anna --json
    mapfile -t steps < <(jq -r '.[].step' out)
    trappa sign give anna "${steps[0]}" --by bo --evidence observed --autonomy 3
    expect_status 0
    trappa audit links --json
    expect_json '. == []'
    path=$(trappa person invite bo --by adam && grep -o '/inbjudan/.*' out)
    trappa sign give anna "${steps[1]}" --by bo --evidence observed --autonomy 3
    trappa audit links --json
    expect_json '. == []'
    curl -s -o used --data-urlencode 'password=en mening som Adam vet' "$address$path"
    trappa sign give anna "${steps[2]}" --by bo --evidence observed --autonomy 3
    expect_status 0
    trappa audit links --json
    expect_json 'map([.kind, .actor, .about, .set_by]) == [["signoff.given", "bo", "anna", "adam"],
        ["session.started", "bo", "bo", "adam"]]'
    trappa audit links --kind level.decided --json
    expect_json '. == []'
    trappa audit links --kind signoff.given
    expect_out 'signoff.given  Bo Berg -> Anna Alm  (Adam Ahl)'
    TRAPPA_NOW=2026-03-20T09:00 trappa sign give anna "${steps[3]}" --by bo --evidence observed --autonomy 3
    expect_status 0
    trappa audit links --kind signoff.given --json
    expect_json 'length == 1'
    trappa audit links --days 30 --kind signoff.given --json
    expect_json 'length == 2'
    trappa audit links --by adam
    expect_status 2
}

test_a_well_known_password_or_the_own_name_is_refused_and_says_why() {
    prepare_sign_in
    local path
    trappa person invite anna
    path=$(grep -o '/inbjudan/[A-Za-z0-9_-]*' out | head -n 1)
    for password in password1234 'Lösenord2026' 'anna alm i trappan' 'qwertyuiopas'; do
        code=$(curl -s -o said -w '%{http_code}' --data-urlencode "password=$password" "$address$path")
        page=$(cat said)
        expect_page 422 'href="#password"'
    done
    expect_page 422 'bland de första som gissas'
    code=$(curl -s -o said -w '%{http_code}' --data-urlencode 'password=en annan mening om höns' "$address$path")
    [ "$code" = 303 ] || refuse 'a good one'
}

test_the_own_account_ends_other_sessions_and_changes_the_password() {
    prepare_sign_in
    leave
    try_here anna 'en lång mening om trappor'
    try anna 'en lång mening om trappor'
    get /mitt-konto
    expect_page 200 'Den här webbläsaren'
    [ "$(grep -o '<li><span><time' said | wc -l)" = 2 ] || refuse 'two sessions'
    post /mitt-konto/avsluta
    get /mitt-konto
    [ "$(grep -o '<li><span><time' said | wc -l)" = 1 ] || refuse 'one session is left'
    code=$(curl -s -b try.jar -o said -w '%{http_code}' "$address/i-dag")
    [ "$code" = 303 ] || refuse "the other browser is signed out: $code"
    get /mitt-konto
    post /mitt-konto --data-urlencode 'old-password=fel fel fel' --data-urlencode 'password=nio höns på en pinne'
    expect_page 422 'href="#old-password"'
    post /mitt-konto --data-urlencode 'old-password=en lång mening om trappor' --data-urlencode password=password1234
    expect_page 422 'href="#password"'
    post /mitt-konto --data-urlencode 'old-password=en lång mening om trappor' \
        --data-urlencode 'password=nio höns på en pinne'
    [ "$code" = 303 ] || refuse 'changed'
    get /mitt-konto
    expect_page 200 'Det nya lösenordet är sparat'
    try anna 'en lång mening om trappor'
    [ "$code" = 422 ] || refuse 'the old one still holds'
    try anna 'nio höns på en pinne'
    [ "$code" = 303 ] || refuse 'the new one'
    [ "$(sum_refused =)" = '2|0' ] || refuse "counted: $(sum_refused =)"
    trappa audit verify
    expect_done
}

test_a_manager_gives_somebody_with_protected_identity_the_link() {
    prepare_sign_in
    local rid link
    trappa person add bo --name 'Bo Berg' --unit organisation --role manager
    trappa person set anna --protected yes
    expect_done
    rid=$(sqlite3 data/records.db "SELECT rid FROM person JOIN identity ON person_key = key WHERE id = 'anna'")
    sign_in adam
    get /konton
    post "/konton/$rid/inbjudan"
    expect_page 404 ''
    sign_in bo
    get "/person/$rid"
    expect_page 200 'Den som sköter konton ser inte'
    post "/person/$rid/lank"
    expect_page 200 'Ge länken till personen'
    link=$(grep -o '/inbjudan/[A-Za-z0-9_-]*' said | head -n 1)
    code=$(curl -s -o said -w '%{http_code}' --data-urlencode 'password=nio höns på en pinne' "$address$link")
    [ "$code" = 303 ] || refuse "the link sets a password: $code"
    try anna 'nio höns på en pinne'
    [ "$code" = 303 ] || refuse "the new password holds: $code"
    trappa person set anna --protected no
    get "/person/$rid"
    [[ $page != *"/person/$rid/lank"* ]] || refuse 'for others whoever handles accounts makes it'
    post "/person/$rid/lank"
    expect_page 403 ''
}
