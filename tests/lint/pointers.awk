# What comments of C files point at: files that are not here, and documents that nobody who clones the house can open.
# Called after line.awk, with -v names=FILE, the names of all files of the house without their folders, one a line.

BEGIN {
    while ((getline name < names) > 0) here[name] = 1
}

FNR == 1 { in_comment = 0 }

{
    code_of($0)
    rest = comment
    while (match(rest, /[A-Za-z0-9_<.\/-]+\.(c|h|html|sh|md)/)) {
        word = substr(rest, RSTART, RLENGTH)
        after = substr(rest, RSTART + RLENGTH, 1)
        rest = substr(rest, RSTART + RLENGTH)
        sub(/^\.+\//, "", word)
        # A header of somebody else's, an address, an example of a curriculum, or a longer word.
        if (word ~ /[<]|\..*\.|^[A-Z]+\./ || after ~ /[A-Za-z0-9_]/ || (word ~ /\.md$/ && word !~ /docs\//)) continue
        sub(/.*\//, "", word)
        if (!(word in here)) printf "%s:%d: pointers: no file here is called %s\n", FILENAME, FNR, word
    }
}
