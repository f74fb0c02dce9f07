# What happens to a form when its session has ended, and to the cookie of a session.

people() {
    trappa init
    trappa unit add enhet --name Enhet
    trappa person add agnes --name 'Agnes Admin' --unit enhet --role admin
    trappa person add berit --name 'Berit Admin' --unit enhet --role admin
    expect_status 0
}

expire() {
    sqlite3 -cmd '.timeout 10000' data/records.db 'UPDATE session SET expires_at = 1'
}

# writes: the form of an account, whose session ends before it is sent.
write_late() {
    people
    serve
    sign_in berit
    sign_in agnes
    get /konton
    expire
    post /konton --data-urlencode 'name=Maria "Mia" <Åberg>' --data-urlencode id=mia --data-urlencode unit=enhet \
        --data-urlencode roles=learner --data-urlencode roles=mentor
    expect_page 403 'action="/logga-in"'
    expect_page 403 'name="written.name" value="Maria &quot;Mia&quot; &lt;Åberg&gt;"'
}

# hidden: the hidden fields of the page, as arguments of curl.
hidden() {
    python3 - said <<'PY'
import html, re, sys
page = open(sys.argv[1]).read().split('<main', 1)[1]
for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page):
    print("--data-urlencode\n%s=%s" % (name, html.unescape(value)))
PY
}

# sign_in_again PERSON PASSWORD: with what the page carries.
sign_in_again() {
    local fields
    mapfile -t fields < <(hidden)
    code=$(curl -s -b jar -c jar -o said -w '%{http_code}' "${fields[@]}" --data-urlencode "name=$1" \
        --data-urlencode "password=$2" "$address/logga-in")
    page=$(cat said) said="sign in as $1" status=$code
}

people_named_mia() {
    sqlite3 data/records.db "SELECT count(*) FROM identity WHERE id = 'mia'"
}

test_what_was_written_is_sent_after_signing_in_again() {
    write_late
    sign_in_again agnes 'fel lösenord alls'
    expect_page 422 'name="written.name" value="Maria &quot;Mia&quot;'
    sign_in_again agnes 'en lång mening om trappor'
    expect_page 200 'Maria &quot;Mia&quot; &lt;Åberg&gt;'
    expect_page 200 'action="/konton"'
    [ "$(people_named_mia)" = 0 ] || refuse 'sent before it was looked at'
    local fields
    mapfile -t fields < <(hidden)
    code=$(curl -s -b jar -c jar -o said -w '%{http_code}' "${fields[@]}" "$address/konton")
    [ "$code" = 303 ] || refuse "sent: $code"
    trappa person show mia --json
    expect_json '.roles | index("mentor") and index("learner")'
}

test_another_person_sees_nothing_of_what_was_written() {
    write_late
    sign_in_again berit 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse "expected 303: $code"
    [[ $page != *Mia* ]] || refuse 'seen by another'
}

test_nobody_plants_what_was_not_written() {
    write_late
    sed -i 's/\(name="written.token" value="\)./\1x/' said
    sign_in_again agnes 'en lång mening om trappor'
    [ "$code" = 303 ] || refuse "expected 303: $code"
    expire
    local token=$(printf '%064d' 0)
    code=$(curl -s -b jar -o said -w '%{http_code}' -d "token=$token" -d 'name=a b' "$address/konton") page=$(cat said)
    expect_page 403 '' # and no form with what a stranger may have put there
    [[ $page != *written.name* ]] || refuse 'planted'
    code=$(curl -s -o said -w '%{http_code}' -d 'name=a&password=b&other=c' "$address/logga-in") page=$(cat said)
    expect_page 400 other
}

test_what_was_written_stays_when_passwords_cannot_be_checked() {
    write_late
    local checking
    checking=$(pgrep -o -P "$serving")
    kill -STOP "$checking"
    sign_in_again agnes 'en lång mening om trappor'
    kill -CONT "$checking"
    expect_page 503 'name="written.name" value="Maria &quot;Mia&quot;'
    sign_in_again agnes 'en lång mening om trappor'
    expect_page 200 'Maria &quot;Mia&quot;'
}

test_words_that_are_too_many_or_secret_are_not_carried() {
    people
    serve
    sign_in agnes
    get /konton
    cp said form
    expire
    post /konton --data-urlencode "name=$(printf 'ord %.0s' $(seq 7000))"
    expect_page 403 'action="/logga-in"'
    [[ $page != *written.name* ]] || refuse 'too long'
    cp form said
    post /konton --data-urlencode 'password=hemligt ord' --data-urlencode 'name=Mia'
    expect_page 403 'action="/logga-in"'
    [[ $page != *hemligt* ]] || refuse 'a password in a page'
}

# session_of JAR: the value of the session's cookie.
session_of() {
    awk '$6 ~ /session$/ { print $7 }' jar
}

test_a_cookie_that_somebody_planted_signs_nobody_out() {
    people
    serve
    sign_in agnes
    local good
    good=$(session_of)
    for cookies in "session=planted; session=$good" "session=$good; session=planted"; do
        code=$(curl -s -o said -w '%{http_code}' -H "Cookie: $cookies" "$address/konton") page=$(cat said)
        expect_page 200 'Agnes Admin'
    done
}

test_with_https_the_cookie_is_of_this_host_alone() {
    people
    printf 'public-address: https://trappa.example.se\n' >>data/trappa.yaml
    serve
    trappa person invite agnes
    local path
    path=$(grep -o '/inbjudan/[A-Za-z0-9_-]*' out | head -n 1)
    curl -s -D heads -o said --data-urlencode 'password=en lång mening om trappor' "$address$path"
    grep -q '^Set-Cookie: __Host-session=[^;]*; Path=/; HttpOnly; SameSite=Lax; Max-Age=[0-9]*; Secure' heads ||
        { cat heads >out; refuse 'which cookie'; }
    local good
    good=$(grep -o '__Host-session=[^;]*' heads | cut -d = -f 2)
    code=$(curl -s -o said -w '%{http_code}' -H "Cookie: session=planted; __Host-session=$good" "$address/konton")
    [ "$code" = 200 ] || refuse "its own: $code"
    code=$(curl -s -o said -w '%{http_code}' -H "Cookie: session=$good" "$address/konton")
    [ "$code" = 303 ] || refuse "one that a sibling can set: $code"
}
