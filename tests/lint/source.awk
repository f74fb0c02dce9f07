# Rules about the text of C files that one reading can answer. Prints PATH:LINE: RULE: what is wrong.
# Called after line.awk with -v headers=FILE (headers.txt); with -v measure=1 it prints the measures instead.

function wrong(rule, what) {
    if (!measure)
        printf "%s:%d: %s: %s\n", FILENAME, FNR, rule, what
}

# The floor that a path stands on: 0 base .. 4 ui, 5 app; tools stand on base; tests may look anywhere.
function floor_of(path) {
    if (path ~ /^core\//) { split(path, folder, "/"); return floor[folder[2]] }
    if (path ~ /^tools\//) return 0
    if (path ~ /^plugins\/|^include\//) return -1
    return 5
}

# Whether this file is one of them: owners of parts of a library stand with blanks between them; a folder ends in '/'.
function is_owner(paths,    one, i, count) {
    count = split(paths, one, " ")
    for (i = 1; i <= count; i++)
        if (one[i] ~ /\/$/ && index(FILENAME, one[i]) == 1) return 1
        else if (FILENAME == one[i] ".c" || FILENAME == one[i] ".h" || FILENAME ~ "^" one[i] "_") return 1
    return 0
}

# A subject of the domain includes its own files and those of the subjects before it (core/domain/meson.build).
function check_subject(subject, name,    own) {
    split(FILENAME, own, "/")
    if (subject in subject_place && own[3] in subject_place && subject_place[subject] > subject_place[own[3]])
        wrong("subjects", "\"" name "\" is of a later subject than " own[3])
}

# The library of core/ui that a path is of; see core/ui/meson.build.
function part_of(path) {
    if (path ~ /ui\/web\/kernel\//) return "web/kernel"
    return match(path, /ui\/(text|cli|web)\//) ? substr(path, RSTART + 3, RLENGTH - 4) : ""
}

function check_part(name,    own, other) {
    own = part_of(FILENAME)
    other = part_of(name)
    if (own == "" || other == "")
        wrong("parts", "core/ui is text, cli, web/kernel and web; what sees all of it is in core/app")
    else if (other != own && other != "text" && !(own == "web" && other == "web/kernel"))
        wrong("parts", "\"" name "\" is not for core/ui/" own)
}

function check_include(line,    name, parts, i, owner_path) {
    if (match(line, /"[^"]+"/)) {
        name = substr(line, RSTART + 1, RLENGTH - 2)
        split(name, parts, "/")
        if (own_floor == -1) {
            # its own files lie beside it
            if (FILENAME !~ /^plugins\// || name ~ /\//)
                wrong("floors", "a plugin includes <trappa/...> only, not \"" name "\"")
        } else if (FILENAME ~ /^core\// && !(parts[1] in floor))
            wrong("floors", "\"" name "\" does not begin with its floor")
        else if (FILENAME !~ /^tests\// && parts[1] in floor && floor[parts[1]] > own_floor)
            wrong("floors", "\"" name "\" lies above this floor")
        else if (FILENAME ~ /^core\/domain\// && parts[1] == "domain")
            check_subject(parts[2], name)
        else if (FILENAME ~ /^core\/ui\// && parts[1] == "ui")
            check_part(name)
    } else if (match(line, /<[^>]+>/)) {
        name = substr(line, RSTART + 1, RLENGTH - 2)
        if (name in system_header) return
        if (own_floor == -1) {
            if (name !~ /^trappa\//) wrong("headers", "a plugin does not include <" name ">")
            return
        }
        if (FILENAME ~ /^(tests|plugins)\// && name ~ /^(criterion|trappa)\//) return
        if (FILENAME ~ /^tests\/bench\/peer_/) return # a library bare, to measure against
        if (name ~ /^trappa\// && own_floor >= 3) return
        for (i in owner)
            if (substr(name, 1, length(i)) == i) {
                if (!is_owner(owner[i]))
                    wrong("headers", "<" name "> belongs to " owner[i] (owner[i] ~ /\/$/ ? "" : ".c"))
                return
            }
        wrong("headers", "nobody owns <" name ">; see tests/lint/headers.txt")
    }
}

function check_words(code,    i) {
    for (i in banned)
        if (code ~ "(^|[^A-Za-z0-9_.>])" i " *\\(")
            wrong("banned", i "(): " banned[i])
    if (FILENAME ~ /^(core|plugins)\// && FILENAME != "core/base/memory.c")
        for (i in allocation)
            if (code ~ "(^|[^A-Za-z0-9_.>])" i " *\\(")
                wrong("banned", i "(): base/memory.h allocates and frees")
    if (code ~ /\(\{/) wrong("banned", "a statement expression")
    if (code ~ /typedef +(struct|enum|union)/) wrong("banned", "typedef: say struct, enum, union")
    if (code ~ /__attribute__ *\(\((constructor|destructor)/) wrong("banned", "code that runs before or after main()")
}

# A name depends on who looks: only core/domain/people selects from `identity` (naming.h, PERSON_COLUMNS). Asked of the
# line as it stands, because SQL stands in literals; the comments of a header may have the words.
function check_naming(line) {
    if (FILENAME ~ /^core\// && FILENAME !~ /^core\/domain\/people\// &&
        tolower(line) ~ /".*(from|join) +identity([^a-z_]|$)/)
        wrong("naming", "people/naming.h says who somebody is to a viewer; no other query reads identity")
}

function end_file() {
    if (previous == "") return
    if (measure) print "file", file_lines
    else if (file_lines > 600) printf "%s:601: length: a file of %d lines; at most 600\n", previous, file_lines
}

BEGIN {
    split("base io domain host ui app", names, " ")
    for (i = 1; i in names; i++) floor[names[i]] = i - 1
    while ((getline row < "core/domain/meson.build") > 0)
        if (row ~ /^    '[a-z]+',$/) {
            gsub(/[ ',]/, "", row)
            subject_place[row] = ++subject_count
        }
    while ((getline row < headers) > 0) {
        split(row, field, " ")
        if (field[1] == "system") system_header[field[2]] = 1
        if (field[1] == "owner") owner[field[2]] = owner[field[2]] (owner[field[2]] ? " " : "") field[3]
    }
    banned["strcpy"] = banned["strcat"] = banned["sprintf"] = banned["vsprintf"] = "struct text has a ceiling"
    banned["strncpy"] = banned["strncat"] = "struct text has a ceiling"
    banned["strtok"] = "keeps a state nobody sees"
    banned["atoi"] = banned["atol"] = banned["sscanf"] = "text_to_number() says whether it was a number"
    banned["gmtime"] = banned["localtime"] = "base/clock.h knows the time in Sweden"
    banned["system"] = banned["popen"] = "io/process.h runs programs without a shell"
    banned["alloca"] = banned["setjmp"] = banned["longjmp"] = "not in this house"
    banned["gets"] = "not in this house"
    allocation["malloc"] = allocation["calloc"] = allocation["realloc"] = allocation["free"] = 1
    allocation["strdup"] = allocation["strndup"] = allocation["asprintf"] = allocation["vasprintf"] = 1
    allocation["reallocarray"] = allocation["aligned_alloc"] = 1
}

FNR == 1 {
    end_file()
    previous = FILENAME
    in_comment = 0
    function_began = 0
    own_floor = floor_of(FILENAME)
    if ($0 !~ /^\/\* [^ ]/ || length($0) < 20)
        wrong("comment", "a file begins with one sentence about what it is")
}

{
    file_lines = FNR
    visible = $0
    if (visible ~ /[\200-\377]/) gsub(/[\200-\277]/, "", visible)
    if (length(visible) > 120) wrong("length", "a line of " length(visible) " characters; at most 120")
    if (!in_comment && $0 ~ /^ *# *include/) check_include($0)
    code = code_of($0)
    if (code != "") check_words(code)
    if (code != "") check_naming($0)
    if ($0 == "{") function_began = FNR
    if ($0 == "}" && function_began) {
        lines = FNR - function_began + 1
        if (lines > 60) wrong("length", "a function of " lines " lines; at most 60")
        if (measure) print "function", lines
        function_began = 0
    }
}

END { end_file() }
