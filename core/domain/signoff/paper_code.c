/* Makes and reads the codes of printed plans; see paper_code.h. */
#include "domain/signoff/paper_code.h"

#include "base/fail.h"
#include "io/secret.h"

#include <string.h>

/* As many as a prime number: only then does the check find every pair that changed places. */
static const char signs[] = "234679ACDEFHJKMNPRTVWX8";
#define SIGNS ((int)sizeof signs - 1)
#define SIGNS_OF_CODE 7 /* the last is the check */
#define HYPHEN_AFTER 3

/* The weights 1 to 6 differ, and so do all their differences from 0. */
static char check_sign(const int numbers[SIGNS_OF_CODE - 1])
{
    int sum = 0;
    for (int i = 0; i < SIGNS_OF_CODE - 1; i++)
        sum += (i + 1) * numbers[i];
    return signs[sum % SIGNS];
}

static void code_write(const int numbers[SIGNS_OF_CODE - 1], char ret_code[PAPER_CODE_BYTES])
{
    int at = 0;
    for (int i = 0; i < SIGNS_OF_CODE - 1; i++) {
        if (i == HYPHEN_AFTER)
            ret_code[at++] = '-';
        ret_code[at++] = signs[numbers[i]];
    }
    ret_code[at++] = check_sign(numbers);
    ret_code[at] = '\0';
}

void paper_code(const char *rid, const char *step, const char *parts, char ret_code[PAPER_CODE_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    uint64_t number = 0;
    int numbers[SIGNS_OF_CODE - 1];
    secret_hash_begin(&hash);
    secret_hash_add_string(&hash, "paper code");
    secret_hash_add_string(&hash, rid);
    secret_hash_add_string(&hash, step);
    secret_hash_add_string(&hash, parts);
    secret_hash_end(&hash, digest);
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    for (int i = 0; i < SIGNS_OF_CODE - 1; i++) {
        numbers[i] = (int)(number % SIGNS);
        number /= SIGNS;
    }
    code_write(numbers, ret_code);
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

int paper_code_read(const char *written, char ret_code[PAPER_CODE_BYTES])
{
    char read[SIGNS_OF_CODE];
    int numbers[SIGNS_OF_CODE], count = 0;
    for (const char *at = written; *at; at++) {
        const char *found = strchr(signs, upper(*at));
        if (*at == '-')
            continue;
        if (!found)
            return fail(FAIL_INPUT, "'%s': no code has the sign '%c'", written, (unsigned char)*at < 0x80 ? *at : '?');
        if (count < SIGNS_OF_CODE) {
            read[count] = *found;
            numbers[count] = (int)(found - signs);
        }
        count++;
    }
    if (count != SIGNS_OF_CODE)
        return fail(FAIL_INPUT, "'%s': a code has %d signs, such as K7M-4XR4, and this has %d", written, SIGNS_OF_CODE,
                    count);
    if (read[SIGNS_OF_CODE - 1] != check_sign(numbers))
        return fail(FAIL_INPUT, "'%s': is mistyped, the last sign does not agree with the others", written);
    code_write(numbers, ret_code);
    return 0;
}
