# Layers: where they come from, what they are while they cannot be had, and how they are changed and taken away.

# A small curriculum in the folder, a commit of it if the folder is a repository: small FOLDER [LINE in its step].
small() {
    mkdir -p "$1/programmes/intro/01-start"
    printf 'id: %s\ntitle: Prov\nlanguage: sv\n' "${1//\//-}" >"$1/curriculum.yaml"
    printf 'id: intro\ntitle: Intro\nphases:\n  - {id: start, title: Start}\n' >"$1/programmes/intro/programme.yaml"
    printf -- '---\nid: hej\ntitle: Hej\n---\n\n%s\n' "${2:-Hej.}" >"$1/programmes/intro/01-start/01-hej.md"
    [ ! -d "$1/.git" ] || commit "$1"
}

# A local addition to its step.
upper() {
    mkdir -p "$1/programmes/intro/01-start"
    printf 'id: %s\ntitle: Upp\nlanguage: sv\n' "${1//\//-}" >"$1/curriculum.yaml"
    printf -- '---\nextends: hej\n---\n\n%s\n' "${2:-Hos oss.}" >"$1/programmes/intro/01-start/01-hej.md"
    [ ! -d "$1/.git" ] || commit "$1"
}

commit() {
    git -C "$1" add -A
    git -C "$1" -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m "${2:-x}"
}

test_a_layer_is_read_without_anybodys_git_configuration() {
    git init -q -b main bas
    small bas
    mkdir home
    printf '[core\n' >home/.gitconfig
    HOME=$PWD/home trappa init --curriculum bas
    expect_done
    HOME=$PWD/home trappa curriculum publish
    expect_done
}

test_a_repository_that_cannot_be_read_is_no_plain_folder() {
    git init -q --object-format=sha256 ny || skip 'this git has no SHA-256'
    small ny
    trappa init
    trappa curriculum layer add ny ny
    expect_status 1
    expect_err "is a repository that cannot be read"
    trappa curriculum layers
    expect_no_out ny
}

# Two layers, published.
two_layers() {
    small bas
    upper upp
    trappa init --curriculum bas
    trappa curriculum layer add upp upp
    expect_done
    trappa curriculum publish --json
    expect_json '.changed and .unreached == []'
}

test_a_layer_is_fetched_and_checked_before_it_is_added() {
    small bas
    trappa init --curriculum bas
    trappa curriculum layer add upp https://127.0.0.1:1/upp.git
    expect_status 1
    expect_err "repository 'upp': cannot be fetched:"
    mkdir tom fel
    trappa curriculum layer add upp tom
    expect_status 1
    expect_err "layer 'upp': the check finds 1 errors in it, the first in curriculum.yaml, line 1"
    expect_err "'trappa check' says where"
    upper fel 'Se [bort](bort.md).'
    trappa curriculum layer add upp fel
    expect_status 1
    expect_err 'the first in programmes/intro/01-start/01-hej.md, line 5'
    git init -q bara
    trappa curriculum layer add upp bara
    expect_status 1
    expect_err "has no commits yet"
    [ ! -e data/layers/upp.git ] || refuse 'nothing remains of what was refused'
    trappa curriculum layers --json
    expect_json 'length == 1'
    trappa curriculum publish
    expect_done
    trappa --data annan init --curriculum fel
    expect_done
    trappa --data annan curriculum publish
    expect_status 1
    expect_out TR402
    trappa --data tredje init --curriculum https://127.0.0.1:1/upp.git
    expect_status 1
    [ ! -e tredje ] || refuse 'nothing was made'
}

test_a_layer_is_taken_away_and_changed() {
    two_layers
    trappa curriculum layer set upp nowhere
    expect_status 1
    trappa curriculum layer set finns-inte bas
    expect_status 1
    expect_err "layer 'finns-inte': no such layer"
    git init -q -b main ny
    upper ny 'Först.'
    git -C ny branch v1
    upper ny 'Sedan.'
    trappa curriculum layer set upp ny --ref v1
    expect_done
    trappa curriculum layers --json
    expect_json '.[1].kind == "repository" and .[1].ref == "v1" and (.[1].source | endswith("/ny"))'
    trappa curriculum layer set upp --ref v2
    expect_status 1
    expect_err "no branch, tag or commit 'v2'"
    trappa curriculum layer set upp --ref HEAD
    expect_done
    trappa curriculum publish
    expect_done
    trappa curriculum search sedan
    expect_out hej
    trappa curriculum layer set upp upp
    expect_done
    trappa curriculum layer remove upp
    expect_done
    trappa curriculum layers --json
    expect_json 'length == 1'
    trappa curriculum publish --json
    expect_json .changed
    trappa curriculum layer remove upp
    expect_status 1
    trappa curriculum layer add upp upp
    expect_done
    trappa curriculum publish
    expect_done
    trappa audit verify
    expect_done
}

test_a_layer_that_cannot_be_had_ends_no_publishing() {
    git init -q -b main upp
    two_layers
    sed -i 's/Hej\./Hej igen./' bas/programmes/intro/01-start/01-hej.md
    mv upp borta
    trappa curriculum publish --json
    expect_status 0
    expect_json '.changed and .unreached[0].layer == "upp" and (.unreached[0].left_out | not)'
    expect_err "trappa: upp: "
    expect_err "this layer is published as it was last"
    trappa curriculum search igen
    expect_out hej
    trappa curriculum search 'hos'
    expect_out hej
    trappa curriculum publish --dry-run
    expect_status 0
    expect_err "this layer is published as it was last"
    trappa doctor
    expect_out "layer 'upp': its folder"
    mv borta upp
    upper upp 'Nytt hos oss.'
    trappa curriculum publish --json
    expect_done
    expect_json '.changed and .unreached == []'
}

test_an_address_without_any_state_is_left_out() {
    small bas
    trappa init --curriculum bas
    # As a version wrote it that did not fetch first, with a password in it.
    sqlite3 -cmd '.timeout 10000' data/records.db "INSERT INTO layer (name, position, source, kind) VALUES
        ('upp', 9, 'https://deploy:hemligt@127.0.0.1:1/upp.git', 'remote')"
    trappa curriculum publish --json
    expect_status 0
    expect_json '.changed and .unreached[0].left_out'
    expect_err 'nothing of this layer is published'
    [[ $out$err != *hemligt* ]] || refuse 'the password is said'
    trappa curriculum layers
    expect_out 'https://***@127.0.0.1:1/upp.git'
    expect_no_out hemligt
    trappa curriculum layers --json
    expect_no_out hemligt
    trappa curriculum layer remove upp
    expect_done
    trappa curriculum publish
    expect_done
}

test_an_address_holds_no_login_and_nothing_else_than_an_address() {
    small bas
    trappa init --curriculum bas
    local address
    for address in 'https://deploy:hemligt@127.0.0.1:1/upp.git' 'https://hemligt@127.0.0.1:1/upp.git' \
        $'https://127.0.0.1:1/upp.git\nhemligt' 'https://127.0.0.1:1/upp.git?token=hemligt' \
        'https://127.0.0.1:1/a b/hemligt' 'https:///hemligt' 'http://deploy:hemligt@127.0.0.1:1/upp.git' \
        'ssh://git:hemligt@127.0.0.1/upp.git'; do
        trappa curriculum layer add upp "$address"
        [ "$status" != 0 ] || refuse "taken: $address"
        [[ $out$err != *hemligt* ]] || refuse "said again: $address"
        trappa curriculum layer set base "$address"
        [ "$status" != 0 ] || refuse "taken: $address"
        [[ $out$err != *hemligt* ]] || refuse "said again: $address"
    done
    trappa curriculum layer add upp 'https://deploy:hemligt@127.0.0.1:1/upp.git'
    expect_err "its address holds a user or a password, which everybody would see: 'layer-login' in trappa.yaml"
}

# Serves the repositories of `served` over https, to everybody with "open", and says the address of the folder. The
# machine believes only its own authorities, so that of the test is believed in a namespace of its own: as_believer.
serve_repositories() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out certificate -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
    cat certificate key >both
    cat /etc/ssl/certs/ca-certificates.crt certificate >believed
    unshare -m sh -c 'mount --bind believed /etc/ssl/certs/ca-certificates.crt' 2>/dev/null ||
        skip 'no namespaces here'
    python3 "$here/git_https.py" served both port "$@" &
    server=$! # not local: the trap runs when the function has ended
    trap 'kill "$server"' EXIT
    wait_for "$server" [ -e port ]
    served=https://localhost:$(cat port)
}

as_believer() {
    status=0
    unshare -m sh -c 'mount --bind believed /etc/ssl/certs/ca-certificates.crt && shift && exec "$@"' sh - \
        "$program" "$@" >out 2>err </dev/null || status=$?
    out=$(cat out) err=$(cat err)
    said="trappa $*"
}

test_a_login_is_given_to_the_server_of_its_layer_alone() {
    local served address
    mkdir served
    git init -q -b main upp
    upper upp
    git clone -q --bare upp served/upp.git
    serve_repositories
    address=$served/upp.git
    small bas
    trappa init --curriculum bas
    as_believer curriculum layer add upp "$address"
    expect_status 1
    expect_err "repository 'upp': its server asks for a user and a password: 'layer-login' in trappa.yaml"
    printf 'annan deploy glpat-1 2\n' >logins
    printf 'layer-login: %s/logins\n' "$PWD" >>data/trappa.yaml
    as_believer curriculum layer add upp "$address"
    expect_status 1
    expect_err "logins: others may read the passwords in it; chmod 600 mends it"
    chmod 600 logins
    as_believer curriculum layer add upp "$address"
    expect_status 1
    expect_err 'its server asks for a user and a password'
    printf 'upp deploy glpat-1 3\n' >>logins
    as_believer curriculum layer add upp "$address"
    expect_status 1
    expect_err "repository 'upp': its server refuses the user and the password"
    printf 'annan a b\nupp deploy glpat-1 2\n' >logins
    as_believer curriculum layer add upp "$address"
    expect_done
    as_believer curriculum publish --json
    expect_done
    expect_json '.changed and .unreached == []'
    grep -rq glpat data --exclude=trappa.yaml && refuse 'the password is in the data'
    upper upp 'Nytt hos oss.'
    git -C served/upp.git fetch -q ../../upp main:main
    as_believer curriculum layer set upp --ref "$(git -C upp rev-parse HEAD)"
    expect_done
    as_believer curriculum publish --json
    expect_json '.changed'
}

test_a_step_that_the_base_retired_stops_no_upper_layer() {
    two_layers
    mkdir -p upp/programmes/intro/01-start
    printf -- '---\nid: vart\ntitle: Vårt\nrequires: [hej]\n---\n\nSe [hej](step:hej).\n' \
        >upp/programmes/intro/01-start/03-vart.md
    trappa curriculum publish --json
    expect_json '.changed and .steps == 2'
    trappa unit add ekb --name Ekonomi
    for person in anna bo; do
        trappa person add $person --name "$person Ek" --unit ekb --role learner
        trappa plan start $person intro --from 2026-03-02
    done
    trappa step done bo vart
    expect_err 'this comes before it and is not done: hej'
    printf 'retired: [hej]\n' >>bas/curriculum.yaml
    mv bas/programmes/intro/01-start/01-hej.md bas/programmes/intro/01-start/02-nytt.md
    sed -i 's/^id: hej/id: nytt\ncontinues: [hej]/' bas/programmes/intro/01-start/02-nytt.md
    trappa check upp --base bas
    expect_done
    expect_out "programmes/intro/01-start/01-hej.md:2:10: warning[TR605]: the step 'hej' is retired by a layer below"
    expect_out 'continues: [hej]'
    trappa curriculum publish --json
    expect_done
    expect_json '.changed and .steps == 2 and .warnings == 3'
    trappa curriculum steps
    expect_out nytt
    expect_out vart
    expect_no_out hej
    trappa step done anna vart
    expect_done
}

# A step long enough to be found rewritten.
long_text() {
    local i
    for i in 1 2 3 4 5 6; do printf 'Rad %s om hur vi gör hos oss, och varför det ska stå i beslutet.\n' "$i"; done
}

test_white_space_that_nobody_sees_changes_nothing() {
    small bas "$(long_text)"
    trappa init --curriculum bas
    trappa curriculum publish --json
    local first
    first=$(jq -r .edition out)
    sed -i 's/$/ \r/' bas/programmes/intro/01-start/01-hej.md
    trappa curriculum publish --json
    expect_json '.changed and .warnings == 0'
    trappa curriculum diff "$first" "$(jq -r .edition out)" --json
    expect_done
    expect_json '. == []'
    sed -i 's/Rad 1/Rad ett/' bas/programmes/intro/01-start/01-hej.md
    trappa curriculum publish --json
    trappa curriculum diff "$first" "$(jq -r .edition out)" --json
    expect_json 'map(.kind) == ["changed"]'
}

test_check_finds_no_text_rewritten_by_white_space_alone() {
    mkdir bas && git init -q -b main bas
    small bas "$(long_text)"
    sed -i 's/$/\r/' bas/programmes/intro/01-start/01-hej.md
    trappa check bas
    expect_out 'steps: 1, errors: 0, warnings: 0'
    sed -i 's/ och/\noch/; s/om hur/om  hur/' bas/programmes/intro/01-start/01-hej.md
    trappa check bas
    expect_out 'steps: 1, errors: 0, warnings: 0'
    sed -i 's/Rad/Punkten/' bas/programmes/intro/01-start/01-hej.md
    trappa check bas
    expect_out TR504
}

test_publishing_says_its_warnings_each_time_by_code() {
    small bas "$(long_text)"
    printf -- '---\nid: ett\ntitle: Ett\n---\n' >bas/programmes/intro/01-start/02-ett.md
    printf -- '---\nid: tva\ntitle: Två\n---\n' >bas/programmes/intro/01-start/03-tva.md
    trappa init --curriculum bas
    trappa curriculum publish
    small bas "$(long_text | sed 's/Rad/Punkten/')"
    trappa curriculum publish --dry-run --json
    expect_json '.warnings == 3 and (.groups | map([.code, .count])) == [["TR401", 2], ["TR504", 1]]'
    for round in first second; do
        trappa curriculum publish --json
        expect_done
        expect_json ".changed == (\"$round\" == \"first\") and .warnings == 3 and .more == 0"
        expect_json '.groups | map([.code, .severity, .count]) == [["TR401", "warning", 2], ["TR504", "warning", 1]]'
        expect_json '.groups[0].path == "base/programmes/intro/01-start/02-ett.md" and .groups[0].message != ""'
    done
    trappa curriculum publish
    expect_done
    expect_out 'warnings: 3'
    expect_out 'warning[TR401]: 2; base/programmes/intro/01-start/02-ett.md:'
    expect_out 'warning[TR504]: 1; base/programmes/intro/01-start/01-hej.md:'
    trappa curriculum publish --dry-run
    expect_out 'warning[TR401]: 2'
}

test_layers_say_how_they_stand_and_are_fetched_without_publishing() {
    git init -q -b main bas
    small bas
    trappa init --curriculum bas
    trappa curriculum layer list --json
    expect_json '.[0] | .name == "base" and .state == "behind" and .published == null and .because == null'
    trappa curriculum publish
    trappa curriculum layer list --json
    expect_json '.[0] | .state == "current" and .commit == .published and (.fetched | length) == 25'
    small bas 'Hej igen.'
    trappa curriculum layer fetch
    expect_done
    expect_out 'not published yet'
    trappa curriculum layer list --json
    expect_json '.[0] | .state == "behind" and .commit != .published'
    mv bas borta
    trappa curriculum layer fetch base --json
    expect_status 1
    expect_json '.[0] | .state == "unreachable" and (.because | test("not the root of a repository"))'
    trappa curriculum layer list
    expect_status 0
    expect_out 'not reached'
    mv borta bas
    trappa curriculum layer fetch base
    expect_done
    trappa curriculum publish
    trappa curriculum layer list --json
    expect_json '.[0].state == "current"'
    trappa curriculum layer fetch nowhere
    expect_status 1
    expect_err "layer 'nowhere': no such layer"
}

test_who_stands_above_whom_is_set() {
    small bas
    upper a 'Från a.'
    upper b 'Från b.'
    trappa init --curriculum bas
    trappa curriculum layer add a a
    trappa curriculum layer add b b
    trappa curriculum layer set a --above b
    expect_done
    trappa curriculum layer list --json
    expect_json 'map(.name) == ["base", "b", "a"]'
    trappa curriculum layer set a --above base
    trappa curriculum layer list --json
    expect_json 'map(.name) == ["base", "a", "b"]'
    trappa curriculum layer set base --above b # what base has would then extend nothing below it
    expect_status 1
    expect_err 'errors in that order, the first in a/programmes/intro/01-start/01-hej.md, line 2'
    trappa curriculum layer list --json
    expect_json 'map(.name) == ["base", "a", "b"]'
    trappa curriculum layer set a --above a
    expect_status 2
    trappa curriculum layer set a --above nowhere
    expect_status 1
    expect_err "layer 'nowhere': no such layer"
    trappa audit verify
    expect_done
}

# At one instant, so that only the order of publishing can tell what is newest.
test_an_earlier_edition_is_published_again() {
    export TRAPPA_NOW=2026-03-02T09:00
    two_layers
    trappa unit add soc --name Soc
    trappa person add alva --name Alva --unit soc --role learner
    trappa plan start alva intro --from 2026-03-02
    local first second
    trappa curriculum editions --json
    expect_json 'length == 1 and .[0].newest and (.[0].layers | map(.layer)) == ["base", "upp"]'
    first=$(jq -r '.[0].edition' out)
    small bas 'Hej på er.'
    trappa curriculum publish --json
    second=$(jq -r .edition out)
    trappa step done alva hej
    trappa curriculum layer remove upp
    trappa curriculum publish --edition "$first" --dry-run
    expect_done
    expect_out "$second -> $first"
    trappa curriculum publish --edition "${first:0:8}" --json
    expect_done
    expect_json ".edition == \"$first\" and .changed"
    trappa curriculum show --json
    expect_json ".edition == \"$first\""
    trappa curriculum editions --json
    expect_json "map(.edition) == [\"$first\", \"$second\"] and .[0].newest"
    trappa plan show alva --json
    expect_json '.items[0].state == "done"'
    trappa curriculum publish --edition "$first" --json
    expect_json '.changed == false'
    trappa curriculum publish --json # the layers as they are now, of which one was taken away
    expect_json '.changed'
    trappa curriculum editions --json
    expect_json 'length == 3'
    trappa curriculum publish --edition 0000000000000000
    expect_status 1
    expect_err "edition '0000000000000000': was never published here"
    trappa audit verify
    expect_done
    trappa doctor
    expect_out 'in order  Published curriculum'
}

test_plain_markdown_is_imported_from_an_address() {
    local served
    git init -q -b main kurs
    printf '# Ett\n\nText.\n' >kurs/ett.md
    git -C kurs add .
    git -C kurs -c user.name=x -c user.email=x@example.org commit -qm x
    mkdir served
    git clone -q --bare kurs served/kurs.git
    serve_repositories open
    as_believer curriculum import "$served/kurs.git" --programme kurs --into lager
    expect_done
    trappa check lager
    expect_done
    as_believer curriculum import "$served/borta.git" --programme kurs --into borta
    expect_status 1
    expect_err "repository '$served/borta.git': cannot be fetched"
    [ ! -e borta ] || refuse 'a layer was begun'
}

test_a_file_that_swells_is_refused_by_every_fetch() {
    local served
    grep -q __asan_init "$program" && skip 'a sanitizer keeps no limit of memory'
    mkdir served
    python3 "$here/git_bomb.py" served/stor.git
    serve_repositories open
    as_believer curriculum import "$served/stor.git" --programme kurs --into lager
    expect_status 2
    expect_err "repository '$served/stor.git': a file in it needs more memory than a fetch may take"
    [ ! -e lager ] || refuse 'a layer was begun'
    small bas
    trappa init --curriculum bas
    as_believer curriculum layer add upp "$served/stor.git"
    expect_status 2
    expect_err "repository 'upp': a file in it needs more memory than a fetch may take"
    trappa curriculum layer add upp served/stor.git
    expect_status 2
    expect_err "repository 'upp': a file in it needs more memory than a fetch may take"
}
