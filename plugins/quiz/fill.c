/* Places in sentences; see fill.h. */
#include "fill.h"

void fill(struct bytes *bytes, const char *sentence, const struct fill_value *values)
{
    struct span rest = span_of(sentence);
    while (rest.length) {
        size_t place = span_find(rest, "{");
        bytes_add(bytes, (struct span){rest.start, place});
        rest = span_after(rest, place);
        bool is_place = rest.length >= 3 && rest.start[1] >= '1' && rest.start[1] <= '3' && rest.start[2] == '}';
        if (is_place) {
            const struct fill_value *value = &values[rest.start[1] - '1'];
            if (value->words)
                bytes_add_string(bytes, value->words);
            else
                bytes_number(bytes, value->number);
        } else if (rest.length)
            bytes_add_string(bytes, "{");
        rest = span_after(rest, is_place ? 3 : 1);
    }
}
