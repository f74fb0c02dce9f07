# Strings of the lower floors that name an option or a command: only edges know those. Called after line.awk.

FNR == 1 { in_comment = 0 }

{
    code_of($0)
    for (i = 1; i <= literals; i++) {
        if (literal[i] ~ /(^|[ ('"])--[a-z]/)
            printf "%s:%d: edges: a string that names an option; give the failure a field\n", FILENAME, FNR
        if (literal[i] ~ /'trappa /)
            printf "%s:%d: edges: a string that names a command; give the failure a reason\n", FILENAME, FNR
    }
}
