/* Finding codes, and the checks of each question; see check.h. */
#include "check.h"

#include "quiz.h"

static const struct trappa_check_code_1 codes[] = {
    {QZ_NONE_RIGHT, 1, N_("question '%s': no option is right"), N_("mark the right one with (X) or [X]"),
     N_("A question that nobody can answer rightly teaches nothing.\n\n"
        "    - [( )] Three weeks\n"
        "    - [(X)] Three years\n")},
    {QZ_TWO_RIGHT, 1, N_("question '%s': two options of a single choice are right"),
     N_("leave one (X), or make it a multiple choice with [[X]]"),
     N_("With round brackets a person chooses one option. Where several are right, write square ones; then exactly "
        "those "
        "must be chosen.\n\n"
        "    - [[X]] The Social Services Act\n"
        "    - [[X]] The Administrative Procedure Act\n"
        "    - [[ ]] The Road Traffic Act\n")},
    {QZ_ONE_OPTION, 1, N_("question '%s' has only one option"),
     N_("write the options on lines of their own, one after another, with at most one space after the dash"),
     N_("An empty line, other words or more than one space after the dash end the question, so what looks like one "
        "question "
        "with two options may be two with one each.\n\n"
        "    - [( )] wrong\n"
        "    - [(X)] right\n")},
    {QZ_SAME_OPTION, 1, N_("question '%s': two options are the same"), N_("change one of them or take it away"),
     N_("Two options with the same words cannot be told apart by whoever answers.\n\n"
        "    - [( )] yes\n"
        "    - [(X)] yes\n")},
    {QZ_EMPTY, 1, N_("an answer or an option has no words%s"), N_("write the words between or after the brackets"),
     N_("`[[ ]]` alone on a line asks for an answer that nobody knows, and an option needs words after its "
        "brackets.\n\n"
        "    [[delegation]]\n")},
    {QZ_SAME_ID, 1, N_("the question '%s' stands twice in this step"), N_("give each question an id of its own"),
     N_("What somebody answered is kept under the question's id. Questions without an id go by their text, so the same "
        "text "
        "twice needs ids.\n\n"
        "    <!-- id=\"norm-2\" -->\n")},
    {QZ_BAD_ID, 1, N_("'%s' is no id of a question"), N_("use a-z, 0-9 and -, at most 64"),
     N_("An id names the question in records and reports, so it is short and never changes.\n\n"
        "    <!-- id=\"q-norm-1\" -->\n")},
    {QZ_BAD_TRIALS, 1, N_("data-max-trials=\"%s\" is no number from 1 to 99"),
     N_("write data-max-trials=\"2\", or leave it out"),
     N_("It says how many times somebody may try before the solution is shown. Without it there is no limit.\n\n"
        "    <!-- data-max-trials=\"2\" -->\n")},
    {QZ_NOT_GRADABLE, 0, N_("a question that cannot be answered here: %s"),
     N_("write it as a single choice, a multiple choice or a text; readers see that it cannot be answered"),
     N_("Selections, gaps, matrices and whatever needs a script are shown without their key, with a note that they "
        "cannot be "
        "answered in Trappa yet.\n")},
    {QZ_REQUIRED, 1, N_("a question is required and cannot be answered: %s"),
     N_("take data-required away, or change the question"),
     N_("A required question must be answered rightly before the step is done; one that cannot be graded would keep "
        "everybody from that.\n\n"
        "    <!-- id=\"q-norm-1\" data-required -->\n")},
    {QZ_STRAY, 0, N_("the stars after this question part the text; they are no solution%s"),
     N_("write the first *** on the line right after the question"),
     N_("A solution begins on the line after the last option, answer or hint. After an empty line the stars are a line "
        "across "
        "the text, and everybody reads what stands between them.\n\n"
        "    - [( )] wrong\n"
        "    - [(X)] right\n"
        "    ***\n"
        "    Because of chapter 12.\n"
        "    ***\n")},
    {QZ_UNCLOSED, 1, N_("the solution has no end%s"), N_("end it with a line of three stars"),
     N_("What stands between two lines of three stars is shown when the question has been answered.\n\n"
        "    ***\n"
        "    Because of chapter 12.\n"
        "    ***\n")},
    {QZ_NO_STEM, 0, N_("question '%s' has no text of its own"),
     N_("write what is asked as a paragraph right before the options"),
     N_("The paragraph before the options is the question's name: who hears the page read aloud hears it with each "
        "option.\n\n"
        "    How long may a decision be appealed?\n\n"
        "    - [( )] one week\n"
        "    - [(X)] three weeks\n")},
    {QZ_TOO_MUCH, 1, N_("question '%s' is too long"),
     N_("at most 20 options, 10 hints, 1,000 letters in each of them, 2,000 before and 8,000 in the solution"),
     N_("A question that long is several questions.\n")},
    {QZ_STRAY_HINT, 0, N_("this hint belongs to no question%s"), N_("write it on the line right after the question"),
     N_("A hint is shown after a wrong answer. It stands right after the last option or the answer; after an empty "
        "line it "
        "is text that everybody reads.\n\n"
        "    [[delegation]]\n"
        "    [[?]] It begins with d.\n")},
    {NULL, 0, NULL, NULL, NULL},
};

const struct trappa_check_1 quiz_check = {sizeof quiz_check, codes, NULL};

const char *why_sentence(enum question_why why)
{
    static const char *const sentences[] = {
        [WHY_NOTHING] = "",
        [WHY_SELECTION] = N_("a selection"),
        [WHY_GAPS] = N_("gaps in a text"),
        [WHY_MATRIX] = N_("a matrix"),
        [WHY_SCRIPT] = N_("a script decides what is right"),
        [WHY_SURVEY] = N_("a survey, where nothing is right"),
        [WHY_QUOTED] = N_("it stands in a quotation"),
        [WHY_GLUED] = N_("its options need an empty line before them"),
    };
    return sentences[why];
}

static void options_check(const struct question *question, const char *id, const struct trappa_finder_1 *finder)
{
    size_t right = 0;
    for (size_t i = 0; i < question->option_count; i++) {
        const struct question_option *option = &question->options[i];
        right += option->is_right;
        if (question->kind == QUESTION_SINGLE && option->is_right && right == 2)
            finder->finding(QZ_TWO_RIGHT, option->line, option->column, id);
        if (!option->words.length)
            finder->finding(QZ_EMPTY, option->line, option->column, "");
        for (size_t j = 0; j < i && option->words.length; j++)
            if (span_same(option->words, question->options[j].words)) {
                finder->finding(QZ_SAME_OPTION, option->line, option->column, id);
                break;
            }
    }
    if (!right)
        finder->finding(QZ_NONE_RIGHT, question->line, question->line_column, id);
    if (question->option_count == 1)
        finder->finding(QZ_ONE_OPTION, question->line, question->line_column, id);
}

static void finding_span(const struct trappa_finder_1 *finder, const char *code, const struct question *question,
                         struct span detail)
{
    char room[100];
    struct bytes words = {.start = room, .room = sizeof room};
    bytes_add(&words, detail);
    finder->finding(code, question->line, question->line_column, bytes_end(&words));
}

void question_check(const struct question *question, const char *id, const struct trappa_finder_1 *finder)
{
    const struct settings *settings = &question->settings;
    if (settings->id.start && !setting_id_is_good(settings->id))
        finding_span(finder, QZ_BAD_ID, question, settings->id);
    if (setting_trials(settings) < 0)
        finding_span(finder, QZ_BAD_TRIALS, question, settings->trials);
    if (question->is_too_much)
        finder->finding(QZ_TOO_MUCH, question->line, question->line_column, id);
    if (question->kind == QUESTION_NOT_GRADABLE) {
        const char *code = settings->is_required ? QZ_REQUIRED : QZ_NOT_GRADABLE;
        finder->finding(code, question->line, question->line_column, text->translate(why_sentence(question->why)));
        return;
    }
    if (!question->stem[0])
        finder->finding(QZ_NO_STEM, question->line, question->line_column, id);
    if (question->kind != QUESTION_TEXT)
        options_check(question, id, finder);
}
