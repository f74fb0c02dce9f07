/* Service text/1: translation. Message ids are English; a plugin offers its catalogues as TRAPPA_CATALOGUE_1 items. */
#ifndef TRAPPA_TEXT_H
#define TRAPPA_TEXT_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_TEXT_1 "text/1"

struct trappa_text_1 {
    uint32_t size;
    /* In the reader's language (of this request or command); the id itself where none is known. Lent for ever. */
    const char *(*translate)(const char *message_id);
    const char *(*translate_plural)(const char *one, const char *many, long number);
    const char *(*language)(void); /* "sv" or "en" */
};

/* Offer: a compiled gettext catalogue (.mo) of one language. */
#define TRAPPA_CATALOGUE_1 "catalogue/1"

struct trappa_catalogue_1 {
    uint32_t size;
    const char *language;
    const void *bytes;
    size_t length;
};

#endif
