/* Modules: the subjects of Trappa, gathered (records/module.h). */
#pragma once

/* Installs them: the first thing that a program does which opens a site or its records. */
void modules_install(void);
