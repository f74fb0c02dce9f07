/* Draws numbers of cases by week; see ui/web/caseload_view.h. Coordinates are numbers, so nothing needs escaping. */
#include "ui/web/caseload_view.h"

#include "base/memory.h"

#define WEEK_WIDTH 22
#define HEIGHT 96
#define LEFT 26
#define TOP 8

static int most_cases(const struct caseload_view *cases)
{
    int most = 4;
    for (size_t i = 0; i < cases->count; i++) {
        most = cases->weeks[i].planned > most ? cases->weeks[i].planned : most;
        most = cases->weeks[i].actual > most ? cases->weeks[i].actual : most;
    }
    return most;
}

static int height_of(int number, int most)
{
    return TOP + HEIGHT - HEIGHT * number / most;
}

static void draw_axis(struct text *out, int width, int most)
{
    text_addf(out, "<path class=\"axis\" d=\"M%d %dH%dM%d %dH%d\"/>", LEFT, TOP + HEIGHT, width, LEFT, TOP, width);
    text_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>", LEFT - 5, TOP + 6, most);
    text_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 5, TOP + HEIGHT);
}

/* The planned ramp as steps: what holds all through a week is level. */
static void draw_planned(struct text *out, const struct caseload_view *cases, int most)
{
    bool is_down = false;
    text_add(out, "<path class=\"planned\" d=\"");
    for (size_t i = 0; i < cases->count; i++) {
        int planned = cases->weeks[i].planned, left = LEFT + (int)i * WEEK_WIDTH;
        if (planned == CASELOAD_NONE) {
            is_down = false;
            continue;
        }
        if (is_down)
            text_addf(out, "V%d", height_of(planned, most));
        else
            text_addf(out, "M%d %d", left, height_of(planned, most));
        text_addf(out, "H%d", left + WEEK_WIDTH);
        is_down = true;
    }
    text_add(out, "\"/>");
}

void caseload_view_draw(struct template *into, const struct caseload_view *cases)
{
    int most = most_cases(cases), width = LEFT + WEEK_WIDTH * (int)cases->count;
    text_addf(into->text, "<svg class=\"cases\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
              width, TOP + HEIGHT + 4, width, TOP + HEIGHT + 4);
    draw_axis(into->text, width, most);
    for (size_t i = 0; i < cases->count; i++) {
        int actual = cases->weeks[i].actual, left = LEFT + (int)i * WEEK_WIDTH;
        if (actual > 0)
            text_addf(into->text, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", left + 4,
                      height_of(actual, most), WEEK_WIDTH - 8, TOP + HEIGHT - height_of(actual, most));
    }
    draw_planned(into->text, cases, most);
    text_add(into->text, "</svg>");
}
