/* Seals files by libsodium's secretstream; see secret_file.h. */
#include "io/secret_file.h"

#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "io/secret.h"

#include <sodium.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC "trappa sealed 1\n"
#define MAGIC_BYTES (sizeof(MAGIC) - 1)
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define SEALED_BYTES (SECRET_FILE_PIECE_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES)
#define KEY_BEGINS "trappa key "

static_assert(SECRET_FILE_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES, "the key must fit");

/* ---- keys ---- */

int secret_file_key_make(const char *path)
{
    CLEANUP(secret_file_key_finish) struct secret_file_key key = {0};
    char line[sizeof KEY_BEGINS + 2 * SECRET_FILE_KEY_BYTES + 1] = KEY_BEGINS;
    TRY(secret_begin());
    crypto_secretstream_xchacha20poly1305_keygen(key.bytes);
    sodium_bin2hex(line + strlen(KEY_BEGINS), 2 * SECRET_FILE_KEY_BYTES + 1, key.bytes, sizeof key.bytes);
    size_t length = strlen(line);
    line[length++] = '\n';
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    int result = file >= 0 ? 0
                 : errno == EEXIST
                     ? fail_at(FAIL_RULE, REASON_NONE, "key", "%s: exists already, nothing was written", path)
                     : fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
    if (file >= 0 && (file_write_all(file, line, length) != 0 || fsync(file) != 0)) {
        result = fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
        unlink(path);
    }
    if (file >= 0)
        close(file);
    sodium_memzero(line, sizeof line);
    return result;
}

static int key_parse(const char *path, const struct text *text, struct secret_file_key *ret_key)
{
    const char *words = text_string(text);
    const char *end = NULL;
    size_t length = 0;
    if (!text_starts(words, KEY_BEGINS) ||
        sodium_hex2bin(ret_key->bytes, sizeof ret_key->bytes, words + strlen(KEY_BEGINS), 2 * SECRET_FILE_KEY_BYTES,
                       NULL, &length, &end) != 0 ||
        length != sizeof ret_key->bytes || (*end && !text_equal(end, "\n")))
        return fail_at(FAIL_INPUT, REASON_NONE, "key", "%s: no key", path);
    return 0;
}

int secret_file_key_read(const char *path, struct secret_file_key *ret_key)
{
    CLEANUP(text_finish) struct text text = TEXT(1024);
    if (!file_exists(path))
        return fail_at(FAIL_NOT_FOUND, REASON_NONE, "key", "%s: no such file", path);
    if (!file_is_private(path))
        return fail_at(FAIL_DENIED, REASON_NONE, "key", "%s: others may read it; chmod 600 mends it", path);
    int result = file_read(path, &text);
    if (result == FAIL_LIMIT)
        result = fail_at(FAIL_INPUT, REASON_NONE, "key", "%s: no key", path);
    if (result == 0)
        result = key_parse(path, &text, ret_key);
    if (text.bytes)
        sodium_memzero(text.bytes, text.length);
    return result;
}

void secret_file_key_finish(struct secret_file_key *key)
{
    sodium_memzero(key->bytes, sizeof key->bytes);
}

/* ---- one file read, one written ---- */

struct copying {
    const char *from, *to; /* paths, for failures */
    int in, out;
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char *piece, *next; /* room for a sealed piece each */
    size_t length;               /* of what is in `next`, read ahead: a piece is the last if nothing follows */
};

static void copying_finish(struct copying *copying)
{
    if (copying->in >= 0)
        close(copying->in);
    if (copying->out >= 0)
        close(copying->out);
    sodium_memzero(&copying->state, sizeof copying->state);
    memory_free(copying->piece);
    memory_free(copying->next);
}

static int copying_begin(struct copying *copying)
{
    TRY(secret_begin());
    copying->in = open(copying->from, O_RDONLY | O_CLOEXEC);
    if (copying->in < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be opened: %s", copying->from, strerror(errno));
    copying->out = open(copying->to, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (copying->out < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", copying->to, strerror(errno));
    copying->piece = memory_zeroed(SEALED_BYTES);
    copying->next = memory_zeroed(SEALED_BYTES);
    return 0;
}

/* As many bytes as there are, at most `most`. */
static int bytes_read(const struct copying *copying, unsigned char *into, size_t most, size_t *ret_length)
{
    size_t length = 0;
    while (length < most) {
        ssize_t got = read(copying->in, into + length, most - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(FAIL_SYSTEM, "%s: cannot be read: %s", copying->from, strerror(errno));
        if (got == 0)
            break;
        length += (size_t)got;
    }
    *ret_length = length;
    return 0;
}

static int bytes_write(const struct copying *copying, const unsigned char *bytes, size_t length)
{
    if (file_write_all(copying->out, (const char *)bytes, length) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", copying->to, strerror(errno));
    return 0;
}

/* Gives the piece that was read ahead, and reads the next; `ret_is_last`: nothing follows. */
static int piece_take(struct copying *copying, size_t most, size_t *ret_length, bool *ret_is_last)
{
    unsigned char *piece = copying->next;
    copying->next = copying->piece;
    copying->piece = piece;
    *ret_length = copying->length;
    TRY(bytes_read(copying, copying->next, most, &copying->length));
    *ret_is_last = copying->length == 0;
    return 0;
}

static int out_sync(const struct copying *copying)
{
    if (fsync(copying->out) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", copying->to, strerror(errno));
    return 0;
}

/* ---- sealing ---- */

static int pieces_seal(struct copying *copying)
{
    CLEANUP(memory_free_at) unsigned char *sealed = memory_zeroed(SEALED_BYTES);
    TRY(bytes_read(copying, copying->next, SECRET_FILE_PIECE_BYTES, &copying->length));
    for (bool is_last = false; !is_last;) {
        size_t length = 0;
        TRY(piece_take(copying, SECRET_FILE_PIECE_BYTES, &length, &is_last));
        unsigned char tag = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
        unsigned long long written = 0;
        crypto_secretstream_xchacha20poly1305_push(&copying->state, sealed, &written, copying->piece, length,
                                                   (const unsigned char *)MAGIC, MAGIC_BYTES, tag);
        TRY(bytes_write(copying, sealed, (size_t)written));
    }
    return 0;
}

int secret_file_seal(const char *from, const char *to, const struct secret_file_key *key)
{
    CLEANUP(copying_finish) struct copying copying = {.from = from, .to = to, .in = -1, .out = -1};
    unsigned char header[HEADER_BYTES];
    TRY(copying_begin(&copying));
    crypto_secretstream_xchacha20poly1305_init_push(&copying.state, header, key->bytes);
    TRY(bytes_write(&copying, (const unsigned char *)MAGIC, MAGIC_BYTES));
    TRY(bytes_write(&copying, header, sizeof header));
    TRY(pieces_seal(&copying));
    return out_sync(&copying);
}

/* ---- opening ---- */

bool secret_file_is_sealed(const char *path)
{
    char begins[MAGIC_BYTES];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool is_sealed = file >= 0 && read(file, begins, sizeof begins) == (ssize_t)sizeof begins &&
                     memcmp(begins, MAGIC, MAGIC_BYTES) == 0;
    if (file >= 0)
        close(file);
    return is_sealed;
}

static int fail_damaged(const struct copying *copying)
{
    return fail(FAIL_CORRUPT, "%s: made with another key, or changed or cut since", copying->from);
}

static int pieces_unseal(struct copying *copying)
{
    TRY(bytes_read(copying, copying->next, SEALED_BYTES, &copying->length));
    CLEANUP(memory_free_at) unsigned char *plain = memory_zeroed(SECRET_FILE_PIECE_BYTES);
    for (bool is_last = false; !is_last;) {
        size_t length = 0;
        unsigned char tag = 0;
        unsigned long long written = 0;
        TRY(piece_take(copying, SEALED_BYTES, &length, &is_last));
        if (crypto_secretstream_xchacha20poly1305_pull(&copying->state, plain, &written, &tag, copying->piece, length,
                                                       (const unsigned char *)MAGIC, MAGIC_BYTES) != 0 ||
            (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != is_last)
            return fail_damaged(copying);
        TRY(bytes_write(copying, plain, (size_t)written));
    }
    return 0;
}

int secret_file_unseal(const char *from, const char *to, const struct secret_file_key *key)
{
    CLEANUP(copying_finish) struct copying copying = {.from = from, .to = to, .in = -1, .out = -1};
    unsigned char begins[MAGIC_BYTES + HEADER_BYTES];
    size_t length = 0;
    TRY(copying_begin(&copying));
    TRY(bytes_read(&copying, begins, sizeof begins, &length));
    if (length != sizeof begins || memcmp(begins, MAGIC, MAGIC_BYTES) != 0 ||
        crypto_secretstream_xchacha20poly1305_init_pull(&copying.state, begins + MAGIC_BYTES, key->bytes) != 0)
        return fail_damaged(&copying);
    return pieces_unseal(&copying);
}
