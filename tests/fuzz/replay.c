/* Runs a fuzz target on every file of its corpus, with any compiler and without libFuzzer; the last name printed is the
 * one that failed. Usage: replay FOLDER... */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define INPUT_BYTES_MAX (1024 * 1024)

/* In a block of exactly its size, so that a sanitizer sees a read beyond the end. */
static int replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    if (!file || size > INPUT_BYTES_MAX) {
        perror(path);
        return 1;
    }
    uint8_t *data = malloc(size ? size : 1);
    size_t length = data ? fread(data, 1, size, file) : 0;
    fclose(file);
    puts(path);
    fflush(stdout);
    if (data)
        LLVMFuzzerTestOneInput(data, length);
    free(data);
    return length != size;
}

/* The files of a folder and of the folders in it (crashes/); counts them. */
static int replay_folder(const char *path, int *count)
{
    struct dirent **entries;
    int failed = 0, found = scandir(path, &entries, NULL, alphasort);
    if (found < 0) {
        perror(path);
        return 1;
    }
    for (int i = 0; i < found; i++) {
        char inner[4096];
        struct stat status;
        snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && stat(inner, &status) == 0) {
            if (S_ISDIR(status.st_mode))
                failed |= replay_folder(inner, count);
            else
                failed |= replay_file(inner, (size_t)status.st_size);
            *count += S_ISREG(status.st_mode) ? 1 : 0;
        }
        free(entries[i]);
    }
    free(entries);
    return failed;
}

int main(int argument_count, char **arguments)
{
    int failed = 0, count = 0;
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argument_count; i++)
        failed |= replay_folder(arguments[i], &count);
    printf("replayed %d inputs\n", count);
    return failed || count == 0;
}
