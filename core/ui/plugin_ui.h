/* Edge: how plugins speak to people, on the command line and in pages: their services text/1 and web/1, tables,
 * charts. */
#pragma once

#include "ui/text/translate.h"

struct page;
struct site_config;

/* Loads the plugins (host.h). `config` must live as long as the process; NULL where no site is known. */
void plugin_ui_load_plugins(const char *data_folder, const struct site_config *config);

/* What is said from now on is in this language, and in this page; NULL: on standard output. */
void plugin_ui_speak(enum language language, struct page *page);

/* The page that is being written; NULL on the command line. */
struct page *plugin_ui_page(void);
