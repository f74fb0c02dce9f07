/* Service text/1: translation; and offer catalogue/1: the plugin's own translations. Message ids are English. */
#ifndef TRAPPA_TEXT_H
#define TRAPPA_TEXT_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_TEXT_1 "text/1"

struct trappa_text_1 {
    uint32_t size;
    /* The text in the reader's language (of this request or command); the id itself if there is none. Lent for ever. */
    const char *(*translate)(const char *message_id);
    const char *(*translate_plural)(const char *one, const char *many, long number);
    const char *(*language)(void); /* "sv" or "en" */
};

/* Offer catalogue/1: a compiled gettext catalogue (.mo) of one language. */
#define TRAPPA_CATALOGUE_1 "catalogue/1"

struct trappa_catalogue_1 {
    uint32_t size;
    const char *language;
    const void *bytes;
    size_t length;
};

#endif
