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

# skip REASON: ends a test that says nothing on this machine; run counts it by itself.
skip() {
    printf '%s\n' "$1"
    exit 77
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
    # jq 1.6 finds everything true of an empty answer.
    [ -s out ] && jq -e "$1" out >/dev/null 2>&1 || refuse "expected of the JSON: $1"
}

# use PLUGIN...: a plugin folder of this test, with these of the built ones and no others; needs a data directory.
use() {
    mkdir -p plugins
    local name
    for name in "$@"; do cp "${program%/*}/tests/plugins/$name.so" plugins/; done
    chmod -R go-w plugins
    mkdir -p data
    grep -qs ^plugin-folder data/trappa.yaml ||
        printf 'own-plugins: false\nplugin-folder: %s/plugins\n' "$PWD" >>data/trappa.yaml
}

# made FUNCTION: what the function of this file makes in an empty folder, here. The first test that asks, at one time of
# TRAPPA_NOW, makes it, and the others get a copy. So it must not hold the path of where it was made, nor leave anything
# running; and its variables stay there.
made() {
    local at=$scratch/made.${file##*/}.$1.${TRAPPA_NOW:-now}
    said="made $1" status=-
    if ! (
        flock 9
        [ ! -d "$at" ] || exit 0
        rm -rf "$at.new" # of one that failed
        mkdir "$at.new" && cd "$at.new" && "$1" && mv "$at.new" "$at"
    ) 9>"$at.lock"; then
        refuse "$1 made nothing"
    fi
    cp -a "$at/." .
}

# wait_for PROCESS COMMAND...: until the command succeeds; the test fails if the process ends before, or after minutes.
wait_for() {
    local process=$1 tries
    shift
    for tries in $(seq 6000); do
        "$@" && return
        kill -0 "$process" 2>/dev/null || { "$@" && return; refuse "it ended before: $*"; }
        sleep 0.05
    done
    refuse "waited in vain for: $*"
}

# serve: the site at $address until the test ends, with as many workers as $workers says, and nobody signed in.
serve() {
    "$program" serve --listen 127.0.0.1:0 --workers "${workers:-1}" >served 2>served.err &
    serving=$!
    trap 'kill "$serving"; wait "$serving"' EXIT
    said='trappa serve' status=-
    wait_for "$serving" grep -q 'http://[0-9.:]*$' served
    address=$(grep -o 'http://[0-9.:]*' served)
    rm -f jar
}

# sign_in PERSON: a session in the cookie jar `jar`, by an invitation.
sign_in() {
    trappa person invite "$1"
    local path
    path=$(grep -o '/inbjudan/[A-Za-z0-9_-]*' out | head -n 1)
    curl -s -c jar -o said --data-urlencode 'password=en lång mening om trappor' "$address$path"
}

# get PATH, post PATH FIELD...: $code and $page.
get() {
    code=$(curl -s -b jar -c jar -o said -w '%{http_code}' "$address$1")
    page=$(cat said) said="GET $1" status=$code
}

post() {
    local path=$1 token
    shift
    token=$(grep -o 'name="token" value="[0-9a-f]*"' said | head -n 1 | cut -d '"' -f 4)
    code=$(curl -s -b jar -c jar -o said -w '%{http_code}' --data-urlencode "token=${TOKEN:-$token}" "$@" \
        "$address$path")
    page=$(cat said) said="POST $path" status=$code
}

expect_page() {
    [ "$code" = "$1" ] || refuse "expected $1"
    [[ $page == *"$2"* ]] || { printf '%s\n' "$page"; refuse "expected on the page: $2"; }
}
