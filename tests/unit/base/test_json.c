/* Tests of the JSON writer. */
#include "base/json.h"

#include "base/clock.h"
#include "base/memory.h"

#include <criterion/criterion.h>

Test(json, puts_commas_where_they_belong)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_string(&json, "a", "x");
    json_key(&json, "list");
    json_array(&json);
    json_number(&json, 1);
    json_array(&json);
    json_end(&json);
    json_object(&json);
    json_end(&json);
    json_end(&json);
    json_put_bool(&json, "b", false);
    json_key(&json, "c");
    json_null(&json);
    json_end(&json);
    cr_assert_str_eq(text_string(&text), "{\"a\":\"x\",\"list\":[1,[],{}],\"b\":false,\"c\":null}");
    cr_assert_eq(json.depth, 0);
}

Test(json, escapes_what_must_be)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_string(&json, "\"k\"", "a\"b\\c\n\t\r\x01\x1f\x7f räv </script>");
    json_end(&json);
    cr_assert_str_eq(text_string(&text),
                     "{\"\\\"k\\\"\":\"a\\\"b\\\\c\\n\\u0009\\u000d\\u0001\\u001f\\u007f räv </script>\"}");
}

static void decimal_is(double number, const char *written)
{
    CLEANUP(text_finish) struct text text = TEXT(100);
    struct json json = JSON(&text);
    json_decimal(&json, number);
    cr_assert_str_eq(text_string(&text), written);
}

Test(json, writes_the_shortest_decimal_that_reads_back)
{
    decimal_is(0, "0");
    decimal_is(1.5, "1.5");
    decimal_is(-0.1, "-0.1");
    decimal_is(100, "1e+02");
    decimal_is(0.1 + 0.2, "0.30000000000000004");
}

Test(json, writes_the_ends_of_numbers_and_days)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    struct json json = JSON(&text);
    json_array(&json);
    json_number(&json, INT64_MIN);
    json_number(&json, INT64_MAX);
    json_string(&json, NULL);
    json_object(&json);
    json_put_day(&json, "from", day_from_date(2026, 3, 2));
    json_put_day(&json, "to", DAY_NONE);
    json_put_number(&json, "n", 0);
    json_end(&json);
    json_end(&json);
    cr_assert_str_eq(text_string(&text), "[-9223372036854775808,9223372036854775807,null,"
                                         "{\"from\":\"2026-03-02\",\"to\":null,\"n\":0}]");
}

Test(json, goes_as_deep_as_it_promises)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    struct json json = JSON(&text);
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        json_array(&json);
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        json_end(&json);
    cr_assert_eq(text.length, 2 * JSON_DEPTH_MAX);
}
