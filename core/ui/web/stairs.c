/* Draws the stairs in two arrangements; see stairs.h. Coordinates are numbers, so nothing needs escaping but titles. */
#include "ui/web/stairs.h"

#include "base/memory.h"

#include <assert.h>

#define STAIRS_MOST 9
#define WIDE 760 /* of the drawing for wide screens */
#define RISE 28
#define NARROW_ROW 44 /* of the drawing for narrow screens, per stair */
#define NARROW_TREAD 9
#define NARROW_LEAST 300
#define LETTER 8 /* what a letter of the narrow drawing takes at most, on average */

struct point {
    int x, y;
};

/* --- wide: stairs that go up to the right; a stair is a tread and a riser, its words below the tread, where no riser
 * crosses them however long they are --- */

static int tread(const struct stairs *stairs)
{
    return (WIDE - 20) / (int)stairs->count;
}

static struct point tread_start(const struct stairs *stairs, int index)
{
    int height = RISE * (int)stairs->count + 22;
    return (struct point){10 + index * tread(stairs), height - RISE * index};
}

/* Index of the stair that the person stands on. */
static int index_of_level(const struct stairs *stairs)
{
    for (size_t i = 0; i < stairs->count; i++)
        if (stairs->steps[i].level == stairs->level)
            return (int)i;
    return 0;
}

static struct point person_at(const struct stairs *stairs, int index)
{
    struct point point = tread_start(stairs, index);
    bool is_last = (size_t)index + 1 == stairs->count;
    int share = is_last                       ? 50
                : stairs->share_percent < 0   ? 0
                : stairs->share_percent > 100 ? 100
                                              : stairs->share_percent;
    point.x += 8 + (tread(stairs) - 16) * share / 100;
    return point;
}

static void draw_line(struct text *out, const struct stairs *stairs, int index, bool is_walked)
{
    struct point end = person_at(stairs, index), start = tread_start(stairs, 0);
    int last = is_walked ? index : (int)stairs->count - 1;
    text_addf(out, "<path class=\"%s\" d=\"M%d %d", is_walked ? "walked" : "ahead", start.x, start.y);
    for (int i = 1; i <= last; i++)
        text_addf(out, "H%dV%d", tread_start(stairs, i).x, tread_start(stairs, i).y);
    text_addf(out, "H%d\"/>", is_walked ? end.x : WIDE - 10);
}

static void draw_wide(struct template *into, const struct stairs *stairs, int index)
{
    int height = RISE * (int)stairs->count + 46;
    text_addf(into->text, "<svg class=\"wide\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">", WIDE, height);
    draw_line(into->text, stairs, index, false);
    draw_line(into->text, stairs, index, true);
    struct point person = person_at(stairs, index);
    text_addf(into->text, "<circle class=\"you\" cx=\"%d\" cy=\"%d\" r=\"8\"/>", person.x, person.y - 8);
    for (int i = 0; i < (int)stairs->count; i++) {
        struct point point = tread_start(stairs, i);
        bool is_last = (size_t)i + 1 == stairs->count;
        text_addf(into->text, "<text%s x=\"%d\" y=\"%d\"%s>%d ", i == index ? " class=\"here\"" : "",
                  is_last ? WIDE - 10 : point.x + 5, point.y + 18, is_last ? " text-anchor=\"end\"" : "",
                  stairs->steps[i].level);
        template_add(into, TEMPLATE_TEXT, stairs->steps[i].title);
        text_add(into->text, "</text>");
    }
    text_add(into->text, "</svg>");
}

/* --- narrow: one stair per row, highest first, words beside the line --- */

static struct point narrow_at(const struct stairs *stairs, int index)
{
    return (struct point){10 + NARROW_TREAD * index, ((int)stairs->count - index) * NARROW_ROW - 8};
}

static void draw_narrow_line(struct text *out, const struct stairs *stairs, int last, const char *class)
{
    struct point start = narrow_at(stairs, 0);
    text_addf(out, "<path class=\"%s\" d=\"M%d %d", class, start.x - 8, start.y);
    for (int i = 0; i < last; i++)
        text_addf(out, "H%dV%d", narrow_at(stairs, i).x + NARROW_TREAD, narrow_at(stairs, i + 1).y);
    text_addf(out, "H%d\"/>", narrow_at(stairs, last).x + NARROW_TREAD);
}

/* As wide as the longest title needs, so that none is cut; the browser makes the whole fit the screen. */
static int narrow_width(const struct stairs *stairs, int words)
{
    size_t most = 0;
    for (size_t i = 0; i < stairs->count; i++) {
        size_t letters = 2; /* the number and a space */
        for (const char *at = stairs->steps[i].title; *at; at++)
            letters += ((unsigned char)*at & 0xc0) != 0x80; /* one for each character of UTF-8 */
        most = letters > most ? letters : most;
    }
    int width = words + (int)most * LETTER;
    return width > NARROW_LEAST ? width : NARROW_LEAST;
}

static void draw_narrow(struct template *into, const struct stairs *stairs, int index)
{
    int count = (int)stairs->count, words = NARROW_TREAD * count + 22;
    text_addf(into->text, "<svg class=\"narrow\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
              narrow_width(stairs, words), count * NARROW_ROW);
    draw_narrow_line(into->text, stairs, count - 1, "ahead");
    draw_narrow_line(into->text, stairs, index, "walked");
    struct point person = narrow_at(stairs, index);
    text_addf(into->text, "<circle class=\"you\" cx=\"%d\" cy=\"%d\" r=\"7\"/>", person.x + 4, person.y - 8);
    for (int i = 0; i < count; i++) {
        text_addf(into->text, "<text%s x=\"%d\" y=\"%d\">%d ", i == index ? " class=\"here\"" : "", words,
                  narrow_at(stairs, i).y, stairs->steps[i].level);
        template_add(into, TEMPLATE_TEXT, stairs->steps[i].title);
        text_add(into->text, "</text>");
    }
    text_add(into->text, "</svg>");
}

void stairs_draw(struct template *into, const struct stairs *stairs)
{
    assert(stairs->count >= 1 && stairs->count <= STAIRS_MOST);
    int index = index_of_level(stairs);
    text_add(into->text, "<div class=\"stairs\" role=\"img\" aria-label=\"");
    if (stairs->description)
        template_add(into, TEMPLATE_TEXT, stairs->description);
    else
        template_translate(into, "Level %d of %d: %s", stairs->level, (int)stairs->count, stairs->steps[index].title);
    text_add(into->text, "\">");
    draw_wide(into, stairs, index);
    draw_narrow(into, stairs, index);
    text_add(into->text, "</div>\n");
}
