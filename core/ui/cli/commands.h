/* The functions of the commands, as the table in commands.c names them. */
#pragma once

#include "ui/cli/command.h"

int command_check(const struct invocation *invocation);
int command_help(const struct invocation *invocation);
int command_version(const struct invocation *invocation);
int command_init(const struct invocation *invocation);
int command_curriculum_import(const struct invocation *invocation);
int command_curriculum_publish(const struct invocation *invocation);
int command_curriculum_show(const struct invocation *invocation);
int command_curriculum_steps(const struct invocation *invocation);
int command_curriculum_search(const struct invocation *invocation);
int command_curriculum_diff(const struct invocation *invocation);
int command_curriculum_layers(const struct invocation *invocation);
int command_curriculum_layer_add(const struct invocation *invocation);
int command_serve(const struct invocation *invocation);

int command_backup(const struct invocation *invocation);
int command_restore(const struct invocation *invocation);
int command_audit_verify(const struct invocation *invocation);
int command_doctor(const struct invocation *invocation);
int command_report_list(const struct invocation *invocation);
int command_report_show(const struct invocation *invocation);
int command_plugin_list(const struct invocation *invocation);
int command_work(const struct invocation *invocation);

int command_unit_add(const struct invocation *invocation);
int command_unit_list(const struct invocation *invocation);
int command_person_add(const struct invocation *invocation);
int command_person_join(const struct invocation *invocation);
int command_person_leave(const struct invocation *invocation);
int command_person_list(const struct invocation *invocation);
int command_person_show(const struct invocation *invocation);
int command_person_set(const struct invocation *invocation);
int command_person_invite(const struct invocation *invocation);
int command_person_export(const struct invocation *invocation);
int command_person_erase(const struct invocation *invocation);
int command_mentor_assign(const struct invocation *invocation);
int command_mentor_load(const struct invocation *invocation);
int command_mentor_full(const struct invocation *invocation);
int command_mentor_handover(const struct invocation *invocation);
int command_plan_start(const struct invocation *invocation);
int command_plan_show(const struct invocation *invocation);
int command_plan_add(const struct invocation *invocation);
int command_plan_replace(const struct invocation *invocation);
int command_plan_take_back(const struct invocation *invocation);
int command_plan_caseload(const struct invocation *invocation);
int command_plan_end(const struct invocation *invocation);
int command_plan_shift(const struct invocation *invocation);
int command_step_done(const struct invocation *invocation);
int command_sign_changed(const struct invocation *invocation);
int command_step_diff(const struct invocation *invocation);
int command_step_take(const struct invocation *invocation);
int command_step_skip(const struct invocation *invocation);
int command_step_recognise(const struct invocation *invocation);
int command_step_undo(const struct invocation *invocation);
int command_step_debt(const struct invocation *invocation);
int command_sign_request(const struct invocation *invocation);
int command_sign_withdraw(const struct invocation *invocation);
int command_sign_give(const struct invocation *invocation);
int command_sign_return(const struct invocation *invocation);
int command_sign_reopen(const struct invocation *invocation);
int command_talk_show(const struct invocation *invocation);
int command_talk_raise(const struct invocation *invocation);
int command_talk_hold(const struct invocation *invocation);
int command_remind(const struct invocation *invocation);
int command_stair_show(const struct invocation *invocation);
int command_stair_decide(const struct invocation *invocation);
int command_stair_set(const struct invocation *invocation);
int command_stair_own(const struct invocation *invocation);
int command_stair_simulate(const struct invocation *invocation);
