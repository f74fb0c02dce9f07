/* Embedded: files that the build compiles into the program, each with a NUL after its length. */
#pragma once

#include <stddef.h>

#define EMBEDDED(name)                                                                                                 \
    extern const unsigned char name[];                                                                                 \
    extern const size_t name##_length;                                                                                 \
    extern const char name##_hash[]

EMBEDDED(embedded_catalogue_sv); /* po/sv.po as .mo */
EMBEDDED(embedded_style);        /* web/assets/trappa.css */
EMBEDDED(embedded_icon);         /* web/assets/icon.svg */
