/* Processes: all kinds of processes of the program, with what each accesses and its limits. */
#pragma once

#include "io/process.h"

/* Kinds that core/app starts; kinds of lower floors are defined beside their code. */
extern const struct process_kind process_command;    /* `trappa COMMAND`, run by the operator */
extern const struct process_kind process_supervisor; /* `trappa serve` */
extern const struct process_kind process_preparation;
extern const struct process_kind process_worker;
extern const struct process_kind process_jobs;
extern const struct process_kind process_password, process_git;

/* All kinds, also those of lower floors; NULL after the last. tests/lint checks that it is complete. */
extern const struct process_kind *const processes[];
