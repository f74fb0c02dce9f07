/* Tests of secret_file: what is sealed comes back whole with its key, and else not at all. */
#include "io/secret_file.h"

#include "base/fail.h"
#include "base/text.h"
#include "scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE SECRET_FILE_PIECE_BYTES
#define BEGINS_BYTES 40 /* the line that says what it is, and the stream's header */
#define SEAL_BYTES 17   /* what a piece grows by */

static struct secret_file_key key_of(struct scratch *scratch, const char *name)
{
    struct secret_file_key key;
    cr_assert_eq(secret_file_key_make(scratch_path(scratch, name)), 0, "%s", fail_sentence());
    cr_assert_eq(secret_file_key_read(scratch_path(scratch, name), &key), 0, "%s", fail_sentence());
    return key;
}

static void bytes_put(struct scratch *scratch, const char *name, size_t length)
{
    char *bytes = arena_zeroed(&scratch->arena, length + 1);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)(i * 31 + i / 251);
    cr_assert_eq(file_write(scratch_path(scratch, name), bytes, length, 0600), 0);
}

static int unseal(struct scratch *scratch, const char *name, const struct secret_file_key *key)
{
    cr_assert_eq(file_remove_tree(scratch_path(scratch, "out")), 0);
    return secret_file_unseal(scratch_path(scratch, name), scratch_path(scratch, "out"), key);
}

static bool is_same(struct scratch *scratch, const char *a, const char *b)
{
    CLEANUP(text_finish) struct text one = TEXT(1 << 24);
    CLEANUP(text_finish) struct text other = TEXT(1 << 24);
    cr_assert_eq(file_read(scratch_path(scratch, a), &one), 0);
    cr_assert_eq(file_read(scratch_path(scratch, b), &other), 0);
    return one.length == other.length && (!one.length || memcmp(one.bytes, other.bytes, one.length) == 0);
}

static void seal(struct scratch *scratch, const char *from, const char *to, const struct secret_file_key *key)
{
    cr_assert_eq(secret_file_seal(scratch_path(scratch, from), scratch_path(scratch, to), key), 0, "%s",
                 fail_sentence());
}

Test(secret_file, gives_back_any_length)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    static const size_t lengths[] = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17};
    const struct secret_file_key key = key_of(&scratch, "key");
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        const char *name = arena_format(&scratch.arena, "sealed%zu", i);
        bytes_put(&scratch, "in", lengths[i]);
        seal(&scratch, "in", name, &key);
        size_t pieces = lengths[i] ? (lengths[i] + PIECE - 1) / PIECE : 1;
        cr_expect_eq(file_size(scratch_path(&scratch, name)), BEGINS_BYTES + lengths[i] + pieces * SEAL_BYTES);
        cr_expect(secret_file_is_sealed(scratch_path(&scratch, name)));
        cr_expect_not(secret_file_is_sealed(scratch_path(&scratch, "in")));
        cr_assert_eq(unseal(&scratch, name, &key), 0, "%zu bytes: %s", lengths[i], fail_sentence());
        cr_expect(is_same(&scratch, "in", "out"), "%zu bytes", lengths[i]);
    }
}

Test(secret_file, is_refused_when_any_byte_is_another)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text bytes = TEXT(1 << 24);
    const struct secret_file_key key = key_of(&scratch, "key");
    bytes_put(&scratch, "in", 300);
    seal(&scratch, "in", "sealed", &key);
    cr_assert_eq(file_read(scratch_path(&scratch, "sealed"), &bytes), 0);
    for (size_t i = 0; i < bytes.length; i++) {
        bytes.bytes[i] ^= 1;
        cr_assert_eq(file_write(scratch_path(&scratch, "bad"), bytes.bytes, bytes.length, 0600), 0);
        bytes.bytes[i] ^= 1;
        cr_assert_eq(unseal(&scratch, "bad", &key), FAIL_CORRUPT, "byte %zu", i);
    }
    cr_assert_eq(unseal(&scratch, "sealed", &key), 0);
}

Test(secret_file, is_refused_when_it_is_cut_or_longer)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text bytes = TEXT(1 << 24);
    const struct secret_file_key key = key_of(&scratch, "key");
    const size_t first = BEGINS_BYTES + PIECE + SEAL_BYTES;
    bytes_put(&scratch, "in", 2 * PIECE);
    seal(&scratch, "in", "sealed", &key);
    cr_assert_eq(file_read(scratch_path(&scratch, "sealed"), &bytes), 0);
    const size_t ends[] = {
        0, 1, 15, 16, 39, BEGINS_BYTES, BEGINS_BYTES + 16, first - 1, first, first + 1, first + 17, bytes.length - 1};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        cr_assert_eq(file_write(scratch_path(&scratch, "bad"), bytes.bytes, ends[i], 0600), 0);
        cr_expect_eq(unseal(&scratch, "bad", &key), FAIL_CORRUPT, "cut to %zu", ends[i]);
    }
    text_add_bytes(&bytes, "x", 1);
    cr_assert_eq(file_write(scratch_path(&scratch, "bad"), bytes.bytes, bytes.length, 0600), 0);
    cr_expect_eq(unseal(&scratch, "bad", &key), FAIL_CORRUPT);
}

/* Pieces are whole by themselves, so somebody could leave one out or send one twice. */
Test(secret_file, is_refused_when_pieces_change_places)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text bytes = TEXT(1 << 24);
    CLEANUP(text_finish) struct text changed = TEXT(1 << 24);
    const struct secret_file_key key = key_of(&scratch, "key");
    const size_t piece = PIECE + SEAL_BYTES;
    bytes_put(&scratch, "in", 3 * PIECE);
    seal(&scratch, "in", "sealed", &key);
    cr_assert_eq(file_read(scratch_path(&scratch, "sealed"), &bytes), 0);
    text_add_bytes(&changed, bytes.bytes, BEGINS_BYTES);
    text_add_bytes(&changed, bytes.bytes + BEGINS_BYTES + piece, piece);
    text_add_bytes(&changed, bytes.bytes + BEGINS_BYTES, piece);
    text_add_bytes(&changed, bytes.bytes + BEGINS_BYTES + 2 * piece, piece);
    cr_assert_eq(file_write(scratch_path(&scratch, "bad"), changed.bytes, changed.length, 0600), 0);
    cr_expect_eq(unseal(&scratch, "bad", &key), FAIL_CORRUPT);
}

Test(secret_file, is_refused_with_another_key)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const struct secret_file_key key = key_of(&scratch, "key"), other = key_of(&scratch, "other");
    bytes_put(&scratch, "in", 10);
    seal(&scratch, "in", "sealed", &key);
    cr_expect_eq(unseal(&scratch, "sealed", &other), FAIL_CORRUPT);
    cr_expect(strstr(fail_sentence(), "made with another key, or changed or cut since"), "%s", fail_sentence());
    cr_expect_eq(file_size(scratch_path(&scratch, "out")), 0, "nothing of it was written");
}

Test(secret_file, keys_are_private_and_never_replaced)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct secret_file_key key;
    struct stat status;
    const char *path = scratch_path(&scratch, "key");
    umask(0);
    cr_assert_eq(secret_file_key_make(path), 0);
    cr_assert_eq(stat(path, &status), 0);
    cr_expect_eq(status.st_mode & 0777, 0600);
    cr_expect_eq(secret_file_key_make(path), FAIL_RULE);
    cr_assert_eq(chmod(path, 0640), 0);
    cr_expect_eq(secret_file_key_read(path, &key), FAIL_DENIED);
    cr_expect_eq(secret_file_key_read(scratch_path(&scratch, "none"), &key), FAIL_NOT_FOUND);
}

Test(secret_file, no_key_is_taken_for_one)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    static const char *const words[] = {
        "",
        "trappa key ",
        "trappa key 00",
        "trappa key zz",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
        "trappa key 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef00\n",
        "trappa key 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct secret_file_key key;
        const char *path = scratch_path(&scratch, "key");
        cr_assert_eq(file_write(path, words[i], strlen(words[i]), 0600), 0);
        cr_expect_eq(secret_file_key_read(path, &key), FAIL_INPUT, "%s", words[i]);
    }
}
