/* Swedish stems by Snowball; see stem.h. */
#include "io/stem.h"

#include <assert.h>
#include <libstemmer.h>
#include <stdint.h>
#include <string.h>

/* One stemmer for the life of the program: creating one costs more than using it, and it has no state between words. */
static struct sb_stemmer *stemmer_swedish(void)
{
    static struct sb_stemmer *stemmer;
    if (!stemmer)
        stemmer = sb_stemmer_new("swedish", "UTF_8");
    assert(stemmer);
    return stemmer;
}

/* A cache of stems, since words repeat. A new word replaces the one in its slot. */
#define STEM_CACHE_ENTRIES 4096 /* a power of two */
#define STEM_CACHE_BYTES 31     /* longer words are rare */

struct stem_cache_entry {
    unsigned char length, stem_length; /* length 0: empty */
    char word[STEM_CACHE_BYTES], stem[STEM_CACHE_BYTES];
};

/* FNV-1a. */
static struct stem_cache_entry *slot_of(const char *word, int length)
{
    static struct stem_cache_entry slots[STEM_CACHE_ENTRIES];
    uint32_t hash = 2166136261U;
    for (int i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619U;
    return &slots[(hash ^ hash >> 16) & (STEM_CACHE_ENTRIES - 1)];
}

/* The stem is lent until the next call. */
static const char *stem_of(const char *word, int length, int *ret_length)
{
    struct stem_cache_entry *entry = length <= STEM_CACHE_BYTES ? slot_of(word, length) : NULL;
    if (entry && entry->length == length && memcmp(entry->word, word, (size_t)length) == 0) {
        *ret_length = entry->stem_length;
        return entry->stem;
    }
    const char *stem = (const char *)sb_stemmer_stem(stemmer_swedish(), (const sb_symbol *)word, length);
    *ret_length = sb_stemmer_length(stemmer_swedish());
    if (entry && *ret_length <= STEM_CACHE_BYTES) {
        entry->length = (unsigned char)length;
        entry->stem_length = (unsigned char)*ret_length;
        memcpy(entry->word, word, (size_t)length);
        memcpy(entry->stem, stem, (size_t)*ret_length);
    }
    return stem;
}

int stem_swedish(const char *word, int length, char *stem, int room)
{
    const char *found = word;
    int found_length = length;
    if (length > 0 && length <= STEM_WORD_BYTES_MAX)
        found = stem_of(word, length, &found_length);
    if (found_length > room)
        found_length = room;
    if (found_length <= 0)
        return 0;
    memcpy(stem, found, (size_t)found_length);
    return found_length;
}
