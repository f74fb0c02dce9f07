/* Report: for each question, how many people have tried and how many were right at once; no names, nothing about fewer
 * than five people. */
#pragma once

#include <trappa/command.h>
#include <trappa/report.h>

extern const struct trappa_report_1 quiz_report;
extern const struct trappa_command_1 quiz_report_command;
