# Strings of the lower floors that name an option or a command: only edges know those. Called after line.awk.

# What stands in the strings of a line, each with a blank around it.
function strings_of(line,    out, c, i, is_in, is_comment) {
    out = ""
    is_comment = in_comment
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (is_comment) {
            if (substr(line, i, 2) == "*/") { is_comment = 0; i++ }
        } else if (is_in) {
            if (c == "\\") { out = out substr(line, i, 2); i++ }
            else if (c == "\"") { is_in = 0; out = out " " }
            else out = out c
        } else if (substr(line, i, 2) == "/*") { is_comment = 1; i++ }
        else if (substr(line, i, 3) == "'\"'") i += 2
        else if (c == "\"") { is_in = 1; out = out " " }
    }
    return out
}

FNR == 1 { in_comment = 0 }
/"/ && /--[a-z]|'trappa / {
    words = strings_of($0)
    if (words ~ /[ ('"]--[a-z]/)
        printf "%s:%d: edges: a string that names an option; give the failure a field\n", FILENAME, FNR
    if (words ~ /'trappa /)
        printf "%s:%d: edges: a string that names a command; give the failure a reason\n", FILENAME, FNR
}
{ code_of($0) }
