/* Faults that the leak guard must see, in tests that Criterion passes or whose report it drops. */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>

#ifdef PLANT_LEAK
Test(planted, leaks)
{
    void *volatile lost = malloc(7);
    lost = NULL;
    cr_assert_null(lost);
}
#endif

#ifdef PLANT_OVERFLOW
Test(planted, overflows)
{
    volatile int largest = INT_MAX;
    largest = largest + 1;
    cr_assert(1);
}
#endif

Test(planted, does_nothing_wrong)
{
    cr_assert(1);
}
