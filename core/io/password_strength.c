/* Asks libzxcvbn; see io/password_strength.h. */
#include "io/password_strength.h"

#include <zxcvbn.h>

double password_strength_bits(const char *password, const char *words[])
{
    return ZxcvbnMatch(password, words, NULL);
}
