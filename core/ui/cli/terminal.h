/* Terminal: what a command says, on standard output and standard error, with nothing hidden in it (base/hidden.h), so
 * that words of people cannot move a cursor or turn a line around. JSON has escapes for it, and passes unchanged. */
#pragma once

/* From now on; line ends and tabs pass. Standard error is written line by line. */
void terminal_show_hidden(void);
