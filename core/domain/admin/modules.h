/* Modules: the list of all subjects (records/module.h). */
#pragma once

/* Installs the list. A program that opens a site or its records must call it first. */
void modules_install(void);
