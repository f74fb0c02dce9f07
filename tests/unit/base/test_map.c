/* Tests of map: empty, replacing, many. */
#include "base/map.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>

Test(map, is_empty_when_zero)
{
    struct map map = {0};
    cr_assert_null(map_get(&map, "x"));
    map_finish(&map);
    map_finish(&map);
}

Test(map, replaces_a_value_under_the_same_key)
{
    CLEANUP(map_finish) struct map map = {0};
    int one = 1, two = 2;
    map_put(&map, "key", &one);
    map_put(&map, "key", &two);
    cr_assert_eq(map_get(&map, "key"), &two);
    cr_assert_eq(map.count, 1);
    cr_assert_null(map_get(&map, "Key"));
}

Test(map, copies_its_keys)
{
    CLEANUP(map_finish) struct map map = {0};
    char key[] = "key";
    map_put(&map, key, key);
    key[0] = 'x';
    cr_assert_eq(map_get(&map, "key"), key);
    cr_assert_null(map_get(&map, "xey"));
}

Test(map, finds_each_of_ten_thousand)
{
    CLEANUP(map_finish) struct map map = {0};
    static int values[10000];
    char key[32];
    for (int i = 0; i < 10000; i++) {
        snprintf(key, sizeof key, "step-%d", i);
        map_put(&map, key, &values[i]);
    }
    cr_assert_eq(map.count, 10000);
    for (int i = 0; i < 10000; i++) {
        snprintf(key, sizeof key, "step-%d", i);
        cr_assert_eq(map_get(&map, key), &values[i]);
    }
    cr_assert_null(map_get(&map, "step-10000"));
    cr_assert_null(map_get(&map, ""));
}
