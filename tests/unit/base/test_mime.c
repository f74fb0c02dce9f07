/* Tests of mails as bytes. What a parser that is not ours reads in them: tests/cli/mail_read.py. */
#include "base/mime.h"

#include "base/clock.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void expect_words(const char *words, const char *expected)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    mime_add_words(&text, words);
    cr_expect_str_eq(text_string(&text), expected);
}

static void expect_quoted(const char *words, const char *expected)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    mime_add_quoted(&text, words);
    cr_expect_str_eq(text_string(&text), expected);
}

Test(mime, encodes_words_of_whole_characters_where_it_must)
{
    expect_words("Two steps wait", "Two steps wait");
    expect_words("Två moment", "=?UTF-8?B?VHbDpSBtb21lbnQ=?=");
    expect_words("=?UTF-8?Q?x?=", "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=");
    expect_words("ååååååååååååååååååååååååå", "=?UTF-8?B?w6XDpcOlw6XDpcOlw6XDpcOlw6XDpcOlw6XDpcOlw6XDpcOlw6U=?=\r\n"
                                              " =?UTF-8?B?w6XDpcOlw6XDpcOl?=");
    expect_words("a€€€€€€€€€€€€€€", "=?UTF-8?B?YeKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrOKCrA==?=\r\n"
                                    " =?UTF-8?B?4oKs4oKs?=");
}

Test(mime, lets_no_value_become_a_header)
{
    expect_words("Hej\r\nBcc: all@example.se", "=?UTF-8?B?SGVqICBCY2M6IGFsbEBleGFtcGxlLnNl?=");
    static const char *const bad[] = {NULL,       "",         "anna",       "@b.se",
                                      "anna@",    "a@b@c",    "an na@b.se", "a@b.se\r\nRCPT TO:<x@y.z>",
                                      "a@b.se\n", "<a@b.se>", "å@b.se",     "a,b@c.se"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(mime_is_address(bad[i]), "%s", bad[i] ? bad[i] : "NULL");
    cr_expect(mime_is_address("anna.ek+trappa@kommun.example"));
}

Test(mime, quotes_what_lines_of_a_mail_cannot_have)
{
    expect_quoted("Hej", "Hej\r\n");
    expect_quoted("a=b\nå \n.\n", "a=3Db\r\n=C3=A5=20\r\n.\r\n");
    expect_quoted("\r", "=0D\r\n");
    expect_quoted("", "");
    expect_quoted("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaåb",
                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=\r\n=C3=A5b\r\n");
}

Test(mime, writes_lines_of_bounded_length_that_end_in_crlf)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    char name[201], words[2001];
    memset(name, 'x', sizeof name - 1);
    memset(words, '=', sizeof words - 1);
    name[200] = words[2000] = '\0';
    mime_write(&text, &(struct mime_mail){.from = {"Trappa \"i\" Å", "trappa@example.se"},
                                          .to = {name, "anna@example.se"},
                                          .subject = words,
                                          .at = instant_at(day_from_date(2026, 10, 25), 7, 0),
                                          .id = "a b\r\n@c",
                                          .unsubscribe = "https://trappa.example.se/x\r\ny",
                                          .plain = words,
                                          .html = words,
                                          .language = "sv"});
    cr_assert_not(text.is_over);
    for (const char *line = text_string(&text), *end; *line; line = end + 2) {
        end = strstr(line, "\r\n");
        cr_assert_not_null(end);
        cr_expect_leq(end - line, 998);
        cr_expect_null(memchr(line, '\n', (size_t)(end - line)));
    }
    cr_expect_not_null(strstr(text_string(&text), "Date: Sun, 25 Oct 2026 07:00:00 +0100\r\n"));
    cr_expect_not_null(strstr(text_string(&text), "Message-ID: <ab@c>\r\n"));
    cr_expect_not_null(strstr(text_string(&text), "List-Unsubscribe: <https://trappa.example.se/xy>\r\n"));
}
