/* Embed: `embed OUT.c HEADER NAME=FILE...` makes each file an array: NAME, NAME_length and NAME_hash (16 hexadecimal
 * digits of FNV-1a over the bytes, for a name that changes when the file does). HEADER is included first; "-": none. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int embed(FILE *out, const char *name, int name_length, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    uint64_t hash = 0xcbf29ce484222325u;
    size_t length = 0;
    fprintf(out, "\nconst unsigned char %.*s[] = {", name_length, name);
    for (int c = 0; (c = getc(file)) != EOF; length++) {
        fprintf(out, "%s%d,", length % 24 ? "" : "\n    ", c);
        hash = (hash ^ (unsigned char)c) * 0x100000001b3u;
    }
    fprintf(out, "0};\nconst size_t %.*s_length = %zu;\n", name_length, name, length);
    fprintf(out, "const char %.*s_hash[] = \"%016llx\";\n", name_length, name, (unsigned long long)hash);
    return fclose(file);
}

int main(int count, char **arguments)
{
    FILE *out = count > 3 ? fopen(arguments[1], "wb") : NULL;
    if (!out) {
        fprintf(stderr, "usage: embed OUT.c HEADER NAME=FILE...\n");
        return 2;
    }
    fprintf(out, "/* Made by tools/embed; do not edit. */\n");
    if (strcmp(arguments[2], "-") != 0)
        fprintf(out, "#include \"%s\"\n", arguments[2]);
    int result = 0;
    for (int i = 3; i < count && result == 0; i++) {
        const char *equals = strchr(arguments[i], '=');
        result = equals ? embed(out, arguments[i], (int)(equals - arguments[i]), equals + 1) : 2;
    }
    return fclose(out) || result ? 1 : 0;
}
