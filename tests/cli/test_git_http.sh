# Git over HTTP: git's own program clones from and pushes to a site that is served.

# A small curriculum in a folder, published; alva maintains and bo proposes, with tokens in `alva` and `bo`.
git_site() {
    mkdir -p bas/programmes/intro/01-start
    printf 'id: bas\ntitle: Prov\nlanguage: sv\n' >bas/curriculum.yaml
    printf 'id: intro\ntitle: Intro\nphases:\n  - {id: start, title: Start}\n' >bas/programmes/intro/programme.yaml
    printf -- '---\nid: hej\ntitle: Hej\n---\n\nHej.\n' >bas/$step
    trappa init --curriculum bas
    trappa unit add soc --name Socialtjänsten
    trappa person add alva --name 'Alva Ek' --unit soc --role author
    trappa person add bo --name 'Bo Berg' --unit soc --role learner
    trappa person set bo --language en
    trappa token add alva --scope git:maintain
    mv out alva
    trappa token add bo --scope git:propose
    mv out bo
    trappa curriculum publish
    expect_done
}
step=programmes/intro/01-start/01-hej.md

# git_as PERSON ARGUMENT...: git with that person's token, by nobody's configuration; $git_status, $said_by_git.
git_as() {
    local token
    token=$(cat "$home/$1")
    shift
    git_status=0
    env HOME="$home/none" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 GIT_TERMINAL_PROMPT=0 git \
        -c "http.extraHeader=Authorization: Basic $(printf 'any:%s' "$token" | base64 -w0)" \
        -c user.name=Bo -c user.email=bo@example.org -c init.defaultBranch=trappa "$@" >git.out 2>&1 || git_status=$?
    said_by_git=$(cat git.out) said="git $*" status=$git_status
    cp git.out out
    : >err
}

expect_git() {
    [ "$git_status" = 0 ] || refuse 'expected that git does it'
    [[ $said_by_git == *"${1:-}"* ]] || refuse "expected of git: ${1:-}"
}

expect_no_git() {
    [ "$git_status" != 0 ] || refuse 'expected that git is refused'
    [[ $said_by_git == *"$1"* ]] || refuse "expected of git: $1"
}

# The site is served at $url and cloned by bo to klon.
served_and_cloned() {
    made git_site
    serve
    home=$PWD url=$address/git/base.git
    git_as bo clone -q "$url" klon
    expect_git
}

# commit MESSAGE: what lies in klon.
commit() {
    git -C klon add -A
    git -C klon -c user.name=Bo -c user.email=bo@example.org commit -q -m "$1"
}

# What the repository holds: nothing may be left of a push that was refused.
holds() {
    find data -path data/layers/base.git/'*' -type f | sort | grep -v trappa-fetch
    find data ! -path 'data/layers/*' ! -name '*.db*' ! -path 'data/locks/*' | sort
}

test_a_layer_is_cloned_in_every_way_that_git_knows() {
    served_and_cloned
    [ "$(git -C klon branch --show-current)" = trappa ] || refuse 'expected the published branch'
    diff -r -x .git bas klon || refuse 'expected the same files'
    git_as bo -c protocol.version=0 clone -q "$url" noll
    expect_git
    git_as bo -c protocol.version=2 clone -q --depth 1 "$url" grund
    expect_git
    [ "$(git -C grund rev-list --count HEAD)" = 1 ] || refuse 'expected one commit'
    git_as bo clone -q --filter=blob:none "$url" delvis
    expect_git
    diff bas/$step delvis/$step || refuse 'expected the same text'
    git_as bo ls-remote "$url"
    expect_git refs/heads/trappa
    [[ $said_by_git != *refs/trappa* ]] || refuse 'expected no other refs'
    # What is negotiated goes packed by gzip once it is long.
    git_as bo -C klon -c fetch.negotiationAlgorithm=consecutive fetch -q origin
    expect_git
}

test_only_a_token_for_git_opens_a_layer() {
    served_and_cloned
    local asked="$address/git/base.git/info/refs?service=git-upload-pack"
    code=$(curl -s -D head -o said -w '%{http_code}' "$asked")
    page=$(cat said) said='GET without a token' status=$code
    expect_page 401 'nyckel som lösenord'
    grep -qi '^WWW-Authenticate: Basic realm="Trappa"' head || refuse 'expected a challenge'
    ! grep -qi '^Set-Cookie' head || refuse 'expected no cookie'
    local none
    none=x:trappa_$(printf 'a%.0s' {1..43})
    [ "$(curl -s -o said -w '%{http_code}' -H 'Accept-Language: en' -u "$none" "$asked")" = 401 ] ||
        refuse 'a token that is none'
    grep -q 'Show an access token as the password' said || refuse 'expected a sentence in English'
    trappa token list bo --json
    trappa token revoke "$(jq -r '.[0].id' out)"
    expect_done
    git_as bo clone -q "$url" igen
    expect_no_git 'could not read Username'
    sign_in alva
    [ "$(curl -s -b jar -o said -w '%{http_code}' "$asked")" = 401 ] || refuse 'a session opens nothing'
}

test_nothing_but_the_protocol_of_git_has_an_address() {
    served_and_cloned
    local path asked=info/refs?service=git-upload-pack
    for path in base.git/HEAD base.git/info/refs base.git/objects/info/packs base.git/config "annat.git/$asked" \
        base.git/info/refs?service=git-upload-archive %2e%2e/records.db base.git/../../records.db \
        BASE.git/git-upload-pack "base.git/$asked&x=1" "base/$asked" .git/info/refs; do
        code=$(curl -s --path-as-is -o said -w '%{http_code}' -u "x:$(cat bo)" "$address/git/$path")
        said="GET /git/$path" status=$code
        [ "$code" = 404 ] || refuse 'expected 404'
    done
    code=$(curl -s --path-as-is -o said -w '%{http_code}' -u "x:$(cat bo)" "$address/git/base.git%2Fgit-upload-pack")
    [ "$code" = 400 ] || refuse 'expected that an escaped slash is none'
    code=$(curl -s -o said -w '%{http_code}' -u "x:$(cat bo)" -X PUT "$address/git/base.git/HEAD")
    [ "$code" = 405 ] || refuse 'PUT'
}

test_a_proposal_is_pushed_and_checked_in_the_language_of_the_person() {
    served_and_cloned
    printf '\nOch välkommen.\n' >>klon/$step
    commit 'Ett tillägg'
    git_as bo -C klon push origin HEAD:refs/heads/proposal/valkommen
    expect_git 'HEAD -> proposal/valkommen'
    local head
    head=$(git -C klon rev-parse HEAD)
    git_as bo ls-remote "$url"
    expect_git "$head"$'\trefs/heads/proposal/valkommen'
    local before
    before=$(holds)
    sed -i 's/^title:.*/title: [/' klon/$step
    commit 'Ett fel'
    git_as bo -C klon push origin HEAD:refs/heads/proposal/valkommen
    expect_no_git "remote: $step:4: error[TR201]: "
    expect_no_git 'remote:     hint: quote values'
    expect_no_git 'Not taken: the check finds 1 errors'
    git_as alva -C klon push origin HEAD:refs/heads/proposal/annat
    expect_no_git 'hint: sätt citattecken'
    expect_no_git 'Togs inte emot: kontrollen hittar 1 fel'
    [ "$(holds)" = "$before" ] || refuse 'expected nothing left of it'
}

test_only_proposals_are_pushed_and_only_onwards() {
    served_and_cloned
    printf '\nEtt.\n' >>klon/$step
    commit ett
    git_as bo -C klon push origin HEAD:refs/heads/proposal/ett
    expect_git
    git_as bo -C klon push origin HEAD:refs/heads/annat
    expect_no_git 'hidden ref'
    git_as bo -C klon push origin HEAD:refs/heads/trappa
    expect_no_git "only those who maintain the layer"
    git_as alva -C klon push origin HEAD:refs/heads/trappa
    expect_no_git "lager 'base': följer sin källa"
    git_as bo -C klon push origin :refs/heads/proposal/ett
    expect_no_git 'a proposal stays'
    git -C klon reset -q --hard HEAD~
    printf '\nTvå.\n' >>klon/$step
    commit tva
    git_as bo -C klon push --force origin HEAD:refs/heads/proposal/ett
    expect_no_git 'has commits that yours has not'
    git_as bo -C klon push origin HEAD:refs/heads/proposal/å
    expect_no_git 'the name of a proposal has letters'
}

test_a_large_push_comes_in_chunks_and_one_that_is_too_large_is_told() {
    served_and_cloned
    head -c 3000000 /dev/urandom >klon/programmes/intro/01-start/bild.bin
    commit stor
    git_as bo -C klon -c http.postBuffer=4096 push origin HEAD:refs/heads/proposal/stor
    [[ $said_by_git != *'RPC failed'* ]] || refuse 'expected that it was read'
    git_as bo ls-remote "$url"
    kill "$serving"
    wait "$serving"
    printf 'git-push-bytes: 1000000\n' >>data/trappa.yaml
    serve
    head -c 3000000 /dev/urandom >klon/programmes/intro/01-start/bild.bin
    commit storre
    local before
    before=$(holds)
    git_as bo -C klon -c http.postBuffer=4096 push "$address/git/base.git" HEAD:refs/heads/proposal/storre
    expect_no_git 'This is more than Trappa takes in one push'
    [ "$(holds)" = "$before" ] || refuse 'expected nothing left of it'
}

test_a_pushed_branch_is_a_proposal_of_its_author_until_it_is_decided() {
    git_site
    serve
    home=$PWD url=$address/git/base.git
    git_as bo clone -q "$url" klon
    printf 'Hej då.\n' >>klon/$step
    commit 'En hälsning till'
    git_as bo -C klon push -q origin HEAD:refs/heads/proposal/halsning
    expect_git 'Sent as a proposal'
    trappa proposal list --json
    expect_json '.[0].title == "En hälsning till" and .[0].author == "Bo Berg" and .[0].branch == "proposal/halsning"'
    local id
    id=$(jq -r '.[0].id' out)
    git_as alva clone -q "$url" hennes
    printf 'Mer.\n' >>klon/$step
    commit 'Mer'
    git_as alva -C klon push origin HEAD:refs/heads/proposal/halsning
    expect_no_git 'är någon annans förslag'
    git_as bo -C klon push -q origin HEAD:refs/heads/proposal/halsning
    expect_git
    trappa proposal accept "$id" --publish --by alva
    expect_done
    printf 'Sent.\n' >>klon/$step
    commit 'Sent'
    git_as bo -C klon push origin HEAD:refs/heads/proposal/halsning
    expect_no_git 'is accepted already'
    git_as bo -C klon push origin HEAD:refs/heads/trappa
    expect_no_git 'only those who maintain the layer'
    git_as alva -C klon push -q origin HEAD:refs/heads/trappa
    expect_git
    [ "$(git -C data/layers/base.git log -1 --format=%s trappa)" = Sent ] || refuse 'expected what alva pushed'
}

# hostile KIND SENTENCE: such a push is refused with the sentence, and nothing is left of it.
hostile() {
    local made
    made=$(cd klon && GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x \
        GIT_COMMITTER_EMAIL=x@example.org python3 "$here/git_hostile.py" "$1") || refuse "no such commit: $1"
    git_as bo -C klon push origin "$made:refs/heads/proposal/$1"
    expect_no_git "$2"
    expect_no_git 'Not taken: '
    [ "$(holds)" = "$before" ] || refuse "expected nothing left of: $1"
}

test_names_and_kinds_that_a_curriculum_has_not_are_refused() {
    served_and_cloned
    local before
    before=$(holds)
    hostile dotgit "a file or folder is called '.git', which belongs to git itself"
    hostile short "a file or folder is called 'GIT~1', which belongs to git itself"
    hostile link "'link.md' is a symbolic link"
    hostile submodule "'sub' is a submodule"
    hostile latin 'the name of a file or folder is not UTF-8'
    hostile case "differ only in case: 'sten.md'"
    hostile program "'run.md' can be run as a program"
    hostile control 'has a control character in it'
}

test_what_is_too_large_to_be_a_curriculum_is_refused() {
    served_and_cloned
    local before
    before=$(holds)
    hostile huge 'a file has 17825792 bytes, and 16777216 is the most'
    hostile bomb 'a file has 157286400 bytes'
    hostile deep 'folders within each other'
    hostile many 'a folder has 100000 files, and 50000 is the most'
}

test_a_damaged_pack_is_refused_with_a_sentence() {
    served_and_cloned
    local before tip=refs/heads/proposal/trasig
    before=$(holds)
    printf '008d%040d %040d %s\0 report-status side-band-64k0000PACK skräp' 0 1 $tip >trasig
    code=$(curl -s -u "x:$(cat bo)" -H 'Content-Type: application/x-git-receive-pack-request' --data-binary @trasig \
        -o said -w '%{http_code}' "$url/git-receive-pack")
    page=$(tr -d '\0' <said) said='POST a damaged pack' status=$code
    expect_page 200 'Nothing was taken: what was pushed is damaged'
    [ "$(holds)" = "$before" ] || refuse 'expected nothing left of it'
}

test_many_pushes_at_once_leave_pages_alone() {
    served_and_cloned
    local before made i pushes=()
    before=$(holds)
    printf 'fel: [\n' >>klon/curriculum.yaml
    commit fel
    made=$(git -C klon rev-parse HEAD)
    for i in $(seq 50); do
        mkdir "p$i"
        (cd "p$i" && git_as bo -C "$home/klon" push "$url" "$made:refs/heads/proposal/p$i") &
        pushes+=($!)
    done
    for i in $(seq 10); do
        get /logga-in
        expect_page 200 ''
        sleep 0.1
    done
    wait "${pushes[@]}"
    [ "$(grep -lE 'TR201|Too many use git' p*/git.out | wc -l)" = 50 ] || refuse 'expected a sentence for each'
    [ "$(grep -l 'TR201' p*/git.out | wc -l)" -ge 4 ] || refuse 'expected that some were looked at'
    [ "$(holds)" = "$before" ] || refuse 'expected nothing left of them'
}
