/* Draws the stairs in two arrangements; see ui/web/staircase_svg.h. Coordinates are numbers, so nothing needs escaping
 * but titles. */
#include "ui/web/staircase_svg.h"

#include "base/memory.h"

#include <assert.h>

#define STAIRCASE_SVG_MAX 9
#define WIDE 760 /* of the drawing for wide screens */
#define RISE 28
#define NARROW_ROW 44 /* of the drawing for narrow screens, per level */
#define NARROW_TREAD 9
#define NARROW_MIN 300
#define LETTER 8 /* what a letter of the narrow drawing takes at most, on average */

struct point {
    int x, y;
};

/* --- wide: stairs that go up to the right; a stair is a tread and a riser, its words below the tread, where no riser
 * crosses them however long they are --- */

static int tread(const struct staircase_svg *staircase_svg)
{
    return (WIDE - 20) / (int)staircase_svg->count;
}

static struct point tread_start(const struct staircase_svg *staircase_svg, int index)
{
    int height = RISE * (int)staircase_svg->count + 22;
    return (struct point){10 + index * tread(staircase_svg), height - RISE * index};
}

/* Index of the person's level. */
static int index_of_level(const struct staircase_svg *staircase_svg)
{
    for (size_t i = 0; i < staircase_svg->count; i++)
        if (staircase_svg->steps[i].level == staircase_svg->level)
            return (int)i;
    return 0;
}

static struct point person_at(const struct staircase_svg *staircase_svg, int index)
{
    struct point point = tread_start(staircase_svg, index);
    bool is_last = (size_t)index + 1 == staircase_svg->count;
    int share = is_last                              ? 50
                : staircase_svg->share_percent < 0   ? 0
                : staircase_svg->share_percent > 100 ? 100
                                                     : staircase_svg->share_percent;
    point.x += 8 + (tread(staircase_svg) - 16) * share / 100;
    return point;
}

static void draw_line(struct text *out, const struct staircase_svg *staircase_svg, int index, bool is_walked)
{
    struct point end = person_at(staircase_svg, index), start = tread_start(staircase_svg, 0);
    int last = is_walked ? index : (int)staircase_svg->count - 1;
    text_addf(out, "<path class=\"%s\" d=\"M%d %d", is_walked ? "walked" : "ahead", start.x, start.y);
    for (int i = 1; i <= last; i++)
        text_addf(out, "H%dV%d", tread_start(staircase_svg, i).x, tread_start(staircase_svg, i).y);
    text_addf(out, "H%d\"/>", is_walked ? end.x : WIDE - 10);
}

static void draw_wide(struct template *into, const struct staircase_svg *staircase_svg, int index)
{
    int height = RISE * (int)staircase_svg->count + 46;
    text_addf(into->text, "<svg class=\"wide\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">", WIDE, height);
    draw_line(into->text, staircase_svg, index, false);
    draw_line(into->text, staircase_svg, index, true);
    struct point person = person_at(staircase_svg, index);
    text_addf(into->text, "<circle class=\"you\" cx=\"%d\" cy=\"%d\" r=\"8\"/>", person.x, person.y - 8);
    for (int i = 0; i < (int)staircase_svg->count; i++) {
        struct point point = tread_start(staircase_svg, i);
        bool is_last = (size_t)i + 1 == staircase_svg->count;
        text_addf(into->text, "<text%s x=\"%d\" y=\"%d\"%s>%d ", i == index ? " class=\"here\"" : "",
                  is_last ? WIDE - 10 : point.x + 5, point.y + 18, is_last ? " text-anchor=\"end\"" : "",
                  staircase_svg->steps[i].level);
        template_add(into, TEMPLATE_PLAIN, staircase_svg->steps[i].title);
        text_add(into->text, "</text>");
    }
    text_add(into->text, "</svg>");
}

/* --- narrow: one stair per row, highest first, words beside the line --- */

static struct point narrow_at(const struct staircase_svg *staircase_svg, int index)
{
    return (struct point){10 + NARROW_TREAD * index, ((int)staircase_svg->count - index) * NARROW_ROW - 8};
}

static void draw_narrow_line(struct text *out, const struct staircase_svg *staircase_svg, int last, const char *class)
{
    struct point start = narrow_at(staircase_svg, 0);
    text_addf(out, "<path class=\"%s\" d=\"M%d %d", class, start.x - 8, start.y);
    for (int i = 0; i < last; i++)
        text_addf(out, "H%dV%d", narrow_at(staircase_svg, i).x + NARROW_TREAD, narrow_at(staircase_svg, i + 1).y);
    text_addf(out, "H%d\"/>", narrow_at(staircase_svg, last).x + NARROW_TREAD);
}

/* As wide as the longest title needs, so that none is cut; the browser makes the whole fit the screen. */
static int narrow_width(const struct staircase_svg *staircase_svg, int words)
{
    size_t most = 0;
    for (size_t i = 0; i < staircase_svg->count; i++) {
        size_t letters = 2; /* the number and a space */
        for (const char *at = staircase_svg->steps[i].title; *at; at++)
            letters += ((unsigned char)*at & 0xc0) != 0x80; /* one for each character of UTF-8 */
        most = letters > most ? letters : most;
    }
    int width = words + (int)most * LETTER;
    return width > NARROW_MIN ? width : NARROW_MIN;
}

static void draw_narrow(struct template *into, const struct staircase_svg *staircase_svg, int index)
{
    int count = (int)staircase_svg->count, words = NARROW_TREAD * count + 22;
    text_addf(into->text, "<svg class=\"narrow\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
              narrow_width(staircase_svg, words), count * NARROW_ROW);
    draw_narrow_line(into->text, staircase_svg, count - 1, "ahead");
    draw_narrow_line(into->text, staircase_svg, index, "walked");
    struct point person = narrow_at(staircase_svg, index);
    text_addf(into->text, "<circle class=\"you\" cx=\"%d\" cy=\"%d\" r=\"7\"/>", person.x + 4, person.y - 8);
    for (int i = 0; i < count; i++) {
        text_addf(into->text, "<text%s x=\"%d\" y=\"%d\">%d ", i == index ? " class=\"here\"" : "", words,
                  narrow_at(staircase_svg, i).y, staircase_svg->steps[i].level);
        template_add(into, TEMPLATE_PLAIN, staircase_svg->steps[i].title);
        text_add(into->text, "</text>");
    }
    text_add(into->text, "</svg>");
}

void staircase_svg_draw(struct template *into, const struct staircase_svg *staircase_svg)
{
    assert(staircase_svg->count >= 1 && staircase_svg->count <= STAIRCASE_SVG_MAX);
    int index = index_of_level(staircase_svg);
    text_add(into->text, "<div class=\"stairs\" role=\"img\" aria-label=\"");
    if (staircase_svg->description)
        template_add(into, TEMPLATE_PLAIN, staircase_svg->description);
    else
        template_translate(into, "Level %d of %d: %s", staircase_svg->level, (int)staircase_svg->count,
                           staircase_svg->steps[index].title);
    text_add(into->text, "\">");
    draw_wide(into, staircase_svg, index);
    draw_narrow(into, staircase_svg, index);
    text_add(into->text, "</div>\n");
}
