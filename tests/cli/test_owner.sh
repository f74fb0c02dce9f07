# Whose the files of a data directory are: its owner's, and nobody else's.

owner_of_all() {
    find data -exec stat -c %U {} + | sort -u
}

test_a_folder_of_another_user_is_left_alone() {
    [ "$(id -u)" = 0 ] || skip 'only root can give a folder away'
    trappa init
    trappa backup site.zip
    expect_status 0
    chown -R nobody data
    local command
    for command in 'person list' 'curriculum publish' 'doctor' 'serve --listen 127.0.0.1:0' 'restore site.zip' init; do
        # shellcheck disable=SC2086
        status=0
        timeout 20 "$program" $command >out 2>err || status=$?
        out=$(cat out) err=$(cat err) said="trappa $command"
        [ "$status" = 1 ] || refuse 'expected status 1'
        [[ $err$out == *"data: belongs to 'nobody', whose files these must stay; run: sudo -u nobody trappa ..."* ]] ||
            refuse 'what to run instead'
        [ "$(owner_of_all)" = nobody ] || refuse "files of $(owner_of_all)"
    done
    chown -R 54321 data
    trappa person list
    expect_status 1
    expect_err 'data: belongs to user 54321'
    chown -R root data
    trappa person list
    expect_status 0
}

test_what_is_made_is_its_owner_s_only() {
    mkdir -m 755 data
    umask 000
    trappa init --curriculum "$curriculum"
    trappa curriculum publish
    expect_status 0
    [ "$(stat -c %a data)" = 700 ] || refuse "the folder: $(stat -c %a data)"
    local loose
    loose=$(find data -mindepth 1 ! -type l -perm /077)
    [ -z "$loose" ] || { printf '%s\n' "$loose" >out; refuse 'others may read or write'; }
}

test_doctor_says_whose_mode_lets_others_read() {
    trappa init --curriculum "$curriculum"
    trappa doctor
    expect_out 'in order  Data directory'
    local file
    for file in records.db content.db layers; do
        chmod go+r "data/$file"
        trappa doctor
        expect_out "data/$file: its mode lets others read it; 'chmod -R go= "
        chmod go= "data/$file"
    done
    trappa doctor
    expect_out 'in order  Data directory'
}
