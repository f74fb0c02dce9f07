# `trappa check`: what it says, in which format, and how it ends.

# A layer without findings, in the folder named.
layer() {
    mkdir -p "$1/programmes/intro/01-start" "$1/programmes/intro/02-grund"
    printf 'id: prov\ntitle: Prov\nlanguage: sv\n' >"$1/curriculum.yaml"
    printf 'id: intro\ntitle: Intro\nphases:\n  - {id: start, title: Start}\n  - {id: grund, title: Grund}\n' \
        >"$1/programmes/intro/programme.yaml"
    printf -- '---\nid: ett\ntitle: Ett\n---\n\nLäs.\n' >"$1/programmes/intro/01-start/01-ett.md"
    printf -- '---\nid: tva\ntitle: Två\nrequires: [ett]\n---\n\nLäs [ett](step:ett).\n' \
        >"$1/programmes/intro/02-grund/01-tva.md"
}

test_check_of_a_whole_layer_ends_well() {
    layer bas
    trappa check bas
    expect_done
    expect_out 'programmes: 1, steps: 2, errors: 0, warnings: 0'
}

test_check_without_a_folder_takes_the_one_it_stands_in() {
    layer .
    trappa check
    expect_done
    expect_out 'steps: 2'
}

test_check_says_place_code_sentence_and_hint() {
    layer bas
    printf -- '---\nid: tre\ntitle: Tre\nminuts: 5\n---\n\nLäs.\n' >bas/programmes/intro/02-grund/02-tre.md
    trappa check bas
    expect_status 1
    expect_out "programmes/intro/02-grund/02-tre.md:4:1: error[TR203]: unknown key 'minuts'"
    expect_out "    hint: did you mean 'minutes'?"
}

test_check_with_warnings_alone_ends_well() {
    layer bas
    printf -- '---\nid: tre\ntitle: Tre\n---\n' >bas/programmes/intro/02-grund/02-tre.md
    trappa check bas
    expect_done
    expect_out 'warning[TR401]'
}

test_check_in_json_counts_what_it_found() {
    layer bas
    rm bas/curriculum.yaml
    trappa check bas --format json
    expect_status 1
    expect_out '"path":"curriculum.yaml","line":1,"column":1,"severity":"error","code":"TR110"'
    expect_out '"errors":1,"warnings":0'
    expect_out '"programmes":1,"steps":2'
}

test_check_of_an_upper_layer_stands_on_its_base() {
    layer bas
    mkdir -p kommun/programmes/intro/02-grund
    printf 'id: kommun\ntitle: Kommun\nlanguage: sv\n' >kommun/curriculum.yaml
    printf -- '---\nextends: tva\n---\n\nSå gör vi.\n' >kommun/programmes/intro/02-grund/01-tva.md
    trappa check kommun
    expect_status 1
    expect_out 'error[TR601]'
    trappa check kommun --base bas
    expect_done
    expect_out 'programmes: 1, steps: 2, errors: 0'
}

test_check_refuses_links_in_the_file_system() {
    layer bas
    ln -s /etc/passwd bas/programmes/intro/01-start/02-x.md
    trappa check bas
    expect_status 1
    expect_out 'programmes/intro/01-start/02-x.md:1:1: error[TR104]'
}

test_check_warns_of_a_rewritten_text_without_a_revision() {
    layer bas
    step=bas/programmes/intro/01-start/01-ett.md
    printf -- '---\nid: ett\ntitle: Ett\n---\n\n%0300d\n' 1 >$step
    (cd bas && git init -q && git add . && git -c user.name=x -c user.email=x@example.org commit -qm x) || exit 1
    trappa check bas
    expect_done
    [[ $out != *TR504* ]] || refuse 'expected nothing about a text that is as it was'
    printf -- '---\nid: ett\ntitle: Ett\n---\n\n%0300d\n' 2 >$step
    trappa check bas
    expect_done
    expect_out "programmes/intro/01-start/01-ett.md:1:1: warning[TR504]: 99 per cent of the text of 'ett' changed"
}

test_check_explains_a_code() {
    trappa check --explain TR203
    expect_done
    expect_out 'TR203, error'
    expect_out '    minuts: 45'
    trappa check --explain TR999
    expect_status 2
}

test_check_of_what_is_no_folder_is_wrong_usage() {
    trappa check nowhere
    expect_status 2
    expect_err "there is no folder 'nowhere'"
    layer bas
    trappa check bas --base nowhere
    expect_status 2
    trappa check bas --format xml
    expect_status 2
}

# commit DIR: what the folder has, as a commit of its own repository.
commit() {
    git init -q "$1" && git -C "$1" symbolic-ref HEAD refs/heads/main && git -C "$1" add -A
    git -C "$1" -c user.name=t -c user.email=t@example.se commit -q -m x
}

# What check says of a folder, but for its name: the findings and the counts.
findings_of() {
    trappa check "$1" --format json
    cp out "$1.json"
}

test_check_says_the_same_of_a_folder_a_repository_and_a_bare_one() {
    layer bas
    printf -- '---\nid: tre\ntitle: Tre\nminuts: 5\n---\n\nLäs.\n' >bas/programmes/intro/02-grund/02-tre.md
    cp -r bas arkiv
    commit arkiv
    git clone -q --bare arkiv naken.git
    findings_of bas
    expect_json '.steps == 3 and .errors == 1'
    for where in arkiv naken.git; do
        findings_of "$where"
        expect_status 1
        cmp bas.json "$where.json" || refuse "another answer for $where"
    done
    git init -q --bare tom.git
    trappa check tom.git
    expect_status 1
    expect_err 'has no commits yet'
}

test_check_of_a_bare_repository_as_a_base_and_above_one() {
    layer bas
    commit bas
    git clone -q --bare bas bas.git
    mkdir -p kommun/programmes/intro/02-grund
    printf 'id: kommun\ntitle: Kommun\nlanguage: sv\n' >kommun/curriculum.yaml
    printf -- '---\nextends: tva\n---\n\nSå gör vi.\n' >kommun/programmes/intro/02-grund/01-tva.md
    trappa check kommun --base bas.git
    expect_done
    commit kommun
    git clone -q --bare kommun kommun.git
    trappa check kommun.git --base bas.git
    expect_done
    expect_out 'errors: 0, warnings: 0'
}

# The phase 02-grund becomes a repository of its own, which the layer has as a submodule.
make_submodule() {
    git -C "$1" rm -rq --cached programmes/intro/02-grund
    mv "$1/programmes/intro/02-grund" annan
    commit annan
    git -C "$1" -c protocol.file.allow=always submodule --quiet add -f "$PWD/annan" programmes/intro/02-grund
    commit "$1"
}

test_a_submodule_is_one_finding_wherever_the_layer_is_read() {
    layer bas
    commit bas
    trappa init
    trappa curriculum layer add bas bas
    expect_done
    make_submodule bas
    git clone -q bas klon # where the submodule is an empty folder
    git clone -q --bare bas naken.git
    for where in bas klon naken.git; do
        findings_of "$where"
        expect_status 1
        expect_json '[.findings[] | select(.code == "TR118") | .path] == ["programmes/intro/02-grund"]'
        expect_json '.steps == 1'
        cmp bas.json "$where.json" || refuse "another answer for $where"
    done
    trappa curriculum publish --json
    expect_status 1
    expect_json '[.findings[] | select(.code == "TR118") | .path] == ["bas/programmes/intro/02-grund"]'
    TRAPPA_DATA=annan-data
    trappa init
    trappa curriculum layer add bas naken.git
    expect_status 1
    expect_err 'in programmes/intro/02-grund, line 1'
}

test_a_repository_within_a_plain_folder_is_a_finding_in_check_and_publishing() {
    layer bas
    trappa init
    trappa curriculum layer add bas bas
    expect_done
    git init -q bas/programmes/intro/02-grund
    trappa check bas
    expect_status 1
    expect_out 'programmes/intro/02-grund:1:1: error[TR118]'
    trappa curriculum publish
    expect_status 1
    expect_out 'bas/programmes/intro/02-grund:1:1: error[TR118]'
}

test_import_says_that_a_submodule_is_left_out() {
    layer bas
    commit bas
    make_submodule bas
    trappa curriculum import bas --into ny --programme ny
    expect_out 'a submodule, which is another repository'
}
