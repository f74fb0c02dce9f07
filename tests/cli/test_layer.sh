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
