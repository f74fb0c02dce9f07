# Addresses of pages in strings, where targets are to be named instead (core/domain/records/target.h).
# Called after line.awk with -v words=WORD|WORD, what addresses begin with.

BEGIN { address = "^(https?://)?(%s)?/(" words ")([/?#%.]|$)" }

FNR == 1 { in_comment = 0 }

{
    code_of($0)
    for (i = 1; i <= literals; i++)
        if (literal[i] ~ address)
            printf "%s:%d: addresses: \"%s\" is an address of a page; say a target\n", FILENAME, FNR, literal[i]
}
