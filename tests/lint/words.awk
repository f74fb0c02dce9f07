# Names that were given up: the last column of the tables in docs/glossary.md. Called after line.awk, with
# -v glossary=FILE. A word is refused as a part of a name, one with '_' or '*' as a whole name, one with '.' as the name
# of a file.

function pattern_of(word) {
    gsub(/\./, "[.]", word)
    gsub(/\*/, ".*", word)
    return "^" word "$"
}

function refuse(words, instead) {
    while (match(words, /`[^`]+`/)) {
        word = substr(words, RSTART + 1, RLENGTH - 2)
        words = substr(words, RSTART + RLENGTH)
        if (word ~ /[.]/) files[pattern_of(word)] = instead
        else if (word ~ /[_*]/) names[pattern_of(word)] = instead
        else parts[word] = instead
    }
}

# What is to be said instead of the name; "" where nothing is against it.
function instead_of(name,    part, count, i, pattern) {
    if (name in known) return known[name]
    known[name] = ""
    count = split(tolower(name), part, "_")
    for (i = 1; i <= count; i++)
        if (part[i] in parts) known[name] = parts[part[i]]
    for (pattern in names)
        if (name ~ pattern) known[name] = names[pattern]
    return known[name]
}

function check(name, instead, line) {
    if (instead != "") printf "%s:%d: words: '%s' is called %s (docs/glossary.md)\n", FILENAME, line, name, instead
}

function check_file(    name, stem, pattern) {
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/^test_/, "", name)
    stem = name
    sub(/\..*/, "", stem)
    check(name, instead_of(stem), 1)
    for (pattern in files)
        if (name ~ pattern) check(name, files[pattern], 1)
}

BEGIN {
    while ((getline row < glossary) > 0)
        if (row ~ /^\|/ && split(row, cell, "|") > 4) refuse(cell[5], "'" substr(cell[2], 2, length(cell[2]) - 2) "'")
}

FNR == 1 { in_comment = 0; check_file() }

FILENAME ~ /\.html$/ { next }

{
    code = code_of($0)
    if (code ~ /^ *# *include/) next
    while (match(code, /[A-Za-z_][A-Za-z0-9_]*/)) {
        name = substr(code, RSTART, RLENGTH)
        code = substr(code, RSTART + RLENGTH)
        check(name, instead_of(name), FNR)
    }
}
