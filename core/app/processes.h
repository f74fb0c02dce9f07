/* Processes: every kind of process of the program, what each needs to see, and its limits. */
#pragma once

#include "io/process.h"

/* Those that app starts itself; what starts in a lower floor has its row beside its code. */
extern const struct process_kind process_command;    /* `trappa COMMAND`, run by the operator */
extern const struct process_kind process_supervisor; /* `trappa serve` */
extern const struct process_kind process_worker;
extern const struct process_kind process_jobs;
extern const struct process_kind process_password;

/* All of them, those of lower floors too; NULL after the last. tests/lint holds it against what there is. */
extern const struct process_kind *const processes[];
