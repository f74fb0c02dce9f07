# Plugins, loaded and refused.

# use PLUGIN...: a plugin folder of this test, with these of the built ones; needs a data directory.
use() {
    mkdir -p plugins
    local name
    for name in "$@"; do cp "${program%/*}/tests/plugins/$name.so" plugins/; done
    chmod -R go-w plugins
    mkdir -p data
    grep -qs plugin-folder data/trappa.yaml || printf 'plugin-folder: %s/plugins\n' "$PWD" >>data/trappa.yaml
}

# refused FILE SENTENCE: the plugin is refused with it, and costs nothing else.
refused() {
    rm -rf plugins
    use template "$1"
    trappa plugin list --json
    expect_done
    expect_json '[.[] | select(.id == "template")][0].state == "loaded"'
    expect_json '[.[] | select(.state == "refused")] | length == 1'
    expect_json "[.[] | select(.state == \"refused\")][0].why | contains(\"$2\")"
    trappa template Anna
    expect_done
    expect_out 'Hello, Anna'
}

test_a_plugin_adds_a_command() {
    trappa init
    expect_done
    use template
    trappa plugin list --json
    expect_json '. == [{"id": "template", "version": "1.0", "state": "loaded", "why": null,
        "summary": "Says hello, and shows how a plugin is made"}]'
    trappa template
    expect_out 'Hello, world'
    trappa template a b
    expect_status 2
    expect_err 'one word too many'
    trappa template -- -x
    expect_status 2
    expect_err "'-x' is no name"
    trappa help
    expect_out 'Says hello'
    trappa help template
    expect_out 'trappa template [NAME]'
}

test_a_site_without_plugins_has_an_empty_list() {
    trappa plugin list --json
    expect_done
    expect_json '. == []'
}

test_a_broken_plugin_is_refused_with_its_sentence() {
    trappa init
    refused broken_abi 'built for plugin ABI 7, this Trappa has 1'
    refused broken_size 'its description has 56 bytes, this Trappa knows it with 64'
    refused broken_hidden 'does not export the symbol trappa_plugin'
    refused broken_undefined 'no_such_function_anywhere'
    refused broken_need 'needs service telepathy/1, which this Trappa lacks'
    refused broken_offer 'offers telepathy/1, which this Trappa does not know'
    refused broken_offer_size 'an offer of command/1 has 48 bytes, this Trappa knows it with 40'
    refused broken_id "its id 'Bad Id' is not a letter"
    refused broken_table_id "its id 'signoff' is a word of Trappa's own"
    refused broken_command_name "command 'plan': does not begin with the plugin's id 'broken'"
    refused broken_command_null "command 'broken': something that must be there is NULL"
    refused broken_start_null 'has no start function'
    refused broken_fails "the setting 'colour' is missing"
    refused broken_mute "plugin 'broken': failed and did not say why"
}

test_a_plugin_that_crashes_is_survived_and_remembered() {
    trappa init
    refused broken_crash 'did not survive being started'
    grep -q 'did not survive' data/plugins.tried || refuse 'the crash was not remembered'
    grep -q ' ok$' data/plugins.tried || refuse 'what was well was not remembered'
}

test_a_folder_or_file_that_others_may_write_is_refused() {
    trappa init
    use template
    chmod o+w plugins
    trappa plugin list --json
    expect_json '.[0].why == "its folder can be written by others"'
    chmod o-w plugins
    chmod g+w plugins/template.so
    trappa plugin list --json
    expect_json '.[0].why == "its file can be written by others"'
    chmod g-w plugins/template.so
    mv plugins/template.so elsewhere.so
    ln -s ../elsewhere.so plugins/template.so
    trappa plugin list --json
    expect_json '.[0].why | contains("is no file of its own")'
}

test_two_plugins_of_one_id_are_not_both_loaded() {
    trappa init
    use template
    cp plugins/template.so plugins/zz.so
    trappa plugin list --json
    expect_json '.[0].state == "loaded" and .[1].state == "refused"'
    expect_json '.[1].why | contains("the same or begin alike")'
}
