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

test_a_damaged_content_is_said_and_made_again() {
    rm -rf data
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    local pages from
    for from in 40 200; do
        pages=$(($(stat -c %s data/content.db) / 4096))
        sqlite3 data/content.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
        dd if=/dev/zero of=data/content.db bs=4096 seek=$((pages / 4)) count="$from" conv=notrunc 2>/dev/null
        trappa doctor --json
        expect_json '.[] | select(.check == "content") | .state == "wrong"'
        trappa curriculum publish
        expect_status 0
        [ -s data/content.db.damaged ] || refuse 'the damaged file is kept'
        trappa doctor --json
        expect_json '.[] | select(.check == "content") | .state == "ok"'
        trappa curriculum steps
        expect_status 0
    done
}

test_words_changed_in_the_content_are_said_and_put_right() {
    rm -rf data
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    [ ! -e data/content.db.damaged ] || refuse 'nothing was damaged yet'
    local change
    for change in "UPDATE rendering SET html = replace(html, 'Riksnormen', 'RIKSNORMEN')" "DELETE FROM revision" \
        "UPDATE entry SET title = 'Annat' WHERE step = 'riksnormen'" "DROP TABLE aim" \
        "CREATE TABLE mer (n); INSERT INTO mer VALUES (1)"; do
        sqlite3 data/content.db "$change" || refuse "$change"
        trappa doctor
        expect_status 1
        expect_out "content.db: "
        expect_out "'trappa curriculum publish' makes it again"
        trappa curriculum publish
        expect_status 0
        trappa doctor --json
        expect_json '.[] | select(.check == "content") | .state == "ok"'
    done
}

lfs_pointer() {
    printf '%s\n' 'version https://git-lfs.github.com/spec/v1' \
        'oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393' 'size 12345'
}

test_a_pointer_of_git_lfs_is_called_one() {
    cp -r "$curriculum" layer
    local folder
    folder=$(dirname "$(find layer/programmes -name '01-*.md' | head -n 1)")
    lfs_pointer >"$folder/karta.png"
    lfs_pointer >"$folder/90-text.md"
    lfs_pointer >layer/sources.yaml
    mkdir layer/bilder
    lfs_pointer >layer/bilder/hus.jpg
    printf '%s\n' --- 'id: med-bild' 'title: Bild' --- '' '![Huset](../../../bilder/hus.jpg)' >"$folder/91-bild.md"
    trappa check layer --format json
    expect_json '[.findings[] | select(.code == "TR116").path] | length >= 3'
    expect_json '[.findings[] | select(.code == "TR406")] == []'
    rm layer/sources.yaml "$folder/90-text.md" "$folder/karta.png"
    cp "$curriculum/sources.yaml" layer/
    rm -rf data
    trappa init --curriculum layer
    trappa curriculum publish
    [ "$status" != 0 ] || refuse 'expected a refusal'
    expect_out '91-bild.md:1:1: error[TR116]'
}

test_an_import_names_pointers_of_git_lfs() {
    mkdir tree
    lfs_pointer >tree/karta.png
    lfs_pointer >tree/b.md
    printf '%s\n' '# A' '' '![Karta](karta.png)' >tree/a.md
    trappa curriculum import tree --programme kurs --into layer
    expect_done
    expect_out 'a.md:3: '
    expect_out "karta.png: is a pointer of Git LFS: fetch the file with 'git lfs pull' first"
    expect_out "b.md: left out: is a pointer of Git LFS"
}

test_a_link_to_a_part_leads_to_a_heading_or_is_said() {
    cp -r "$curriculum" layer
    local folder said
    folder=$(dirname "$(find layer/programmes -name '01-*.md' | head -n 1)")
    printf '%s\n' --- 'id: delar' 'title: Delar' --- '' \
        '[a](#överklagande) [b](#%C3%96verklagande) [c](#overklagande)' \
        '[d](91-andra.md#att-söka-bistånd) [e](step:andra#att-soka-bistand) [f](#) [g](#när-och-hur)' \
        '' '## Överklagande' '' 'Text.' '' '### När, och hur?' '' 'Text.' >"$folder/90-delar.md"
    printf '%s\n' --- 'id: andra' 'title: Andra' --- '' '## Att söka bistånd' '' 'Text.' >"$folder/91-andra.md"
    trappa check layer --format json
    expect_json '[.findings[] | select(.code == "TR413")] == []'
    rm -rf data
    trappa init --curriculum layer
    trappa curriculum publish
    said=$(sqlite3 data/content.db "SELECT html FROM rendering WHERE html LIKE '%>Överklagande<%'")
    [ "$(grep -o 'href="#overklagande"' <<<"$said" | wc -l)" = 3 ] || refuse "$said"
    [ "$(grep -o '#att-soka-bistand"' <<<"$said" | wc -l)" = 2 ] || refuse "$said"
    grep -q 'href="#nar-och-hur"' <<<"$said" || refuse "$said"
    printf '%s\n' --- 'id: fel' 'title: Fel' --- '' '[a](#finns-inte) [b](91-andra.md#att-söka-bistand-nu)' \
        >"$folder/92-fel.md"
    trappa check layer --format json
    expect_json '[.findings[] | select(.code == "TR413") | .path] | length == 2'
    trappa check layer
    expect_out "no heading is where '#finns-inte' leads"
    expect_out "att-soka-bistand"
}

test_images_are_published_without_what_they_say_of_places() {
    cp -r "$curriculum" layer
    local folder
    folder=$(dirname "$(find layer/programmes -name '01-*.md' | head -n 1)")
    cp "$top"/tests/fuzz/corpus/image_strip/red-gps.png "$folder/karta.png"
    cp "$top"/tests/fuzz/corpus/image_strip/red.png "$folder/ren.png"
    cp "$top"/tests/fuzz/corpus/image_strip/notes.jpg "$folder/foto.jpg"
    printf '%s\n' --- 'id: bilder' 'title: Bilder' --- '' '![a](karta.png) ![b](ren.png) ![c](foto.jpg)' \
        >"$folder/90-bilder.md"
    rm -rf data
    trappa init --curriculum layer
    trappa curriculum publish
    expect_done
    expect_out 'images without their place, camera and other notes: 2'
    sqlite3 data/content.db "SELECT hex(bytes) FROM image" >hex
    [ "$(wc -l <hex)" = 3 ] || refuse 'three images'
    ! grep -q 504C414345 hex || refuse 'PLACE is published'
    trappa curriculum publish --json
    expect_json '.stripped == 0'
}
