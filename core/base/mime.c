/* Mail writer; see mime.h. */
#include "base/mime.h"

#include "base/clock.h"

#include <assert.h>
#include <string.h>

#define ADDRESS_MOST_BYTES 254
#define ENCODED_MOST_BYTES 39           /* of UTF-8 in one encoded word: then its line has at most 76 characters */
#define QUOTED_LINE_MAX 75              /* and the '=' of a soft line break */
#define BOUNDARY "=_trappa_alternative" /* "=_" never stands in quoted-printable text */

bool mime_is_address(const char *address)
{
    const char *at = address ? strchr(address, '@') : NULL;
    if (!at || at == address || !at[1] || strchr(at + 1, '@') || strlen(address) > ADDRESS_MOST_BYTES)
        return false;
    for (const char *c = address; *c; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("<>()[],;:\"\\", *c))
            return false;
    return true;
}

/* ---- headers ---- */

static bool is_plain(const char *words)
{
    for (const char *c = words; *c; c++)
        if (*c < ' ' || *c >= 0x7f)
            return false;
    return !strstr(words, "=?") && strlen(words) <= ENCODED_MOST_BYTES;
}

static void add_base64(struct text *into, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned group =
            bytes[i] << 16 | (i + 1 < length ? bytes[i + 1] << 8 : 0) | (i + 2 < length ? bytes[i + 2] : 0);
        text_add_char(into, letters[group >> 18]);
        text_add_char(into, letters[group >> 12 & 63]);
        text_add_char(into, i + 1 < length ? letters[group >> 6 & 63] : '=');
        text_add_char(into, i + 2 < length ? letters[group & 63] : '=');
    }
}

/* The number of bytes, in whole characters, that fit into one encoded word. */
static size_t encoded_length(const char *words)
{
    size_t length = strlen(words);
    if (length <= ENCODED_MOST_BYTES)
        return length;
    length = ENCODED_MOST_BYTES;
    while (length > 1 && ((unsigned char)words[length] & 0xc0) == 0x80)
        length--;
    return length;
}

void mime_add_words(struct text *into, const char *words)
{
    if (is_plain(words)) {
        text_add(into, words);
        return;
    }
    for (const char *at = words; *at;) {
        unsigned char piece[ENCODED_MOST_BYTES];
        size_t length = encoded_length(at);
        for (size_t i = 0; i < length; i++)
            piece[i] = (unsigned char)at[i] < ' ' || at[i] == 0x7f ? ' ' : (unsigned char)at[i];
        text_add(into, at == words ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        add_base64(into, piece, length);
        text_add(into, "?=");
        at += length;
    }
}

/* A display name, in quotes unless it is encoded. */
static void add_name(struct text *into, const char *name)
{
    if (!is_plain(name)) {
        mime_add_words(into, name);
        return;
    }
    text_add_char(into, '"');
    for (const char *c = name; *c; c++) {
        if (*c == '"' || *c == '\\')
            text_add_char(into, '\\');
        text_add_char(into, *c);
    }
    text_add_char(into, '"');
}

static void add_address(struct text *into, const char *header, const struct mime_address *address)
{
    assert(mime_is_address(address->address));
    text_addf(into, "%s: ", header);
    if (address->name && *address->name) {
        add_name(into, address->name);
        text_add(into, "\r\n "); /* a long address may stand on a line of its own */
    }
    text_addf(into, "<%s>\r\n", address->address);
}

static void add_date(struct text *into, int64_t at)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char instant[INSTANT_TEXT_BYTES]; /* "2026-03-02T09:00:00+01:00" */
    int year, month, day, day_number = instant_day(at);
    day_to_date(day_number, &year, &month, &day);
    instant_format(at, instant);
    text_addf(into, "Date: %s, %d %s %d ", weekdays[day_weekday(day_number)], day, months[month - 1], year);
    text_add_bytes(into, instant + 11, 8);
    text_add_char(into, ' ');
    text_add_bytes(into, instant + 19, 3);
    text_add_bytes(into, instant + 23, 2);
    text_add(into, "\r\n");
}

/* For values from us or from the configuration; drops blanks and control characters, which could end the line. */
static void add_literal(struct text *into, const char *header, const char *before, const char *value, const char *after)
{
    text_addf(into, "%s: %s", header, before);
    for (const char *c = value; *c; c++)
        if (*c > ' ' && *c < 0x7f)
            text_add_char(into, *c);
    text_addf(into, "%s\r\n", after);
}

/* ---- bodies ---- */

static void line_break(struct text *into, size_t *width)
{
    text_add(into, "=\r\n");
    *width = 0;
}

void mime_add_quoted(struct text *into, const char *words)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t width = 0;
    for (const char *c = words; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool is_last = !c[1] || c[1] == '\n';
        if (byte == '\n') {
            text_add(into, "\r\n");
            width = 0;
            continue;
        }
        bool is_literal = (byte >= 33 && byte <= 126 && byte != '=') || (byte == ' ' && !is_last);
        if (width + (is_literal ? 1 : 3) > QUOTED_LINE_MAX)
            line_break(into, &width);
        if (is_literal)
            text_add_char(into, *c);
        else {
            text_add_char(into, '=');
            text_add_char(into, digits[byte >> 4]);
            text_add_char(into, digits[byte & 15]);
        }
        width += is_literal ? 1 : 3;
    }
    if (width)
        text_add(into, "\r\n");
}

static void add_part(struct text *into, const char *type, const char *words)
{
    text_addf(into, "--%s\r\nContent-Type: text/%s; charset=utf-8\r\n", BOUNDARY, type);
    text_add(into, "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    mime_add_quoted(into, words);
}

void mime_write(struct text *into, const struct mime_mail *mail)
{
    add_date(into, mail->at);
    add_address(into, "From", &mail->from);
    add_address(into, "To", &mail->to);
    text_add(into, "Subject: ");
    mime_add_words(into, mail->subject);
    text_add(into, "\r\n");
    add_literal(into, "Message-ID", "<", mail->id, ">");
    text_add(into, "Auto-Submitted: auto-generated\r\n");
    if (mail->unsubscribe) {
        add_literal(into, "List-Unsubscribe", "<", mail->unsubscribe, ">");
        text_add(into, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }
    add_literal(into, "Content-Language", "", mail->language, "");
    text_add(into, "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"" BOUNDARY "\"\r\n\r\n");
    add_part(into, "plain", mail->plain);
    add_part(into, "html", mail->html);
    text_addf(into, "--%s--\r\n", BOUNDARY);
}
