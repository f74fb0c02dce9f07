/* Swedish stems by Snowball; see stem.h. */
#include "io/stem.h"

#include <assert.h>
#include <libstemmer.h>
#include <string.h>

/* One stemmer for the life of the program: making one costs more than using it, and it holds no state between words. */
static struct sb_stemmer *stemmer_swedish(void)
{
    static struct sb_stemmer *stemmer;
    if (!stemmer)
        stemmer = sb_stemmer_new("swedish", "UTF_8");
    assert(stemmer);
    return stemmer;
}

int stem_swedish(const char *word, int length, char *stem, int room)
{
    const char *found = word;
    int found_length = length;
    if (length > 0 && length <= STEM_WORD_BYTES_MOST) {
        found = (const char *)sb_stemmer_stem(stemmer_swedish(), (const sb_symbol *)word, length);
        found_length = sb_stemmer_length(stemmer_swedish());
    }
    if (found_length > room)
        found_length = room;
    if (found_length <= 0)
        return 0;
    memcpy(stem, found, (size_t)found_length);
    return found_length;
}

void stem_fold_case(char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 'A' && c <= 'Z')
            bytes[i] = (char)(c - 'A' + 'a');
        else if (c == 0xc3 && i + 1 < length) {
            unsigned char second = (unsigned char)bytes[++i]; /* U+00C0..U+00DE, but not the sign × */
            if (second >= 0x80 && second <= 0x9e && second != 0x97)
                bytes[i] = (char)(second + 0x20);
        }
    }
}
