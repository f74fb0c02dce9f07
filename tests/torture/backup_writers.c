/* Makes backups and restores them, also over the living site, while writers sign: each backup is whole, and whatever
 * was answered is in the restored data or in the data it replaced. Usage: backup_writers FOLDER CURRICULUM */
#include "torture.h"

#include "base/fail.h"
#include "domain/admin/backup.h"
#include "io/file.h"

#include <stdio.h>
#include <unistd.h>

#define BACKUPS 4
#define RESTORES 3

struct torture {
    struct arena arena;
    const char *folder, *data, *answers;
    const char *folders[RESTORES + 2]; /* the data and whatever it replaced */
    int writers[TORTURE_WRITERS];
};

static const char *backup_now(struct torture *torture, int n, struct backup *ret_backup)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    const char *path = arena_format(&torture->arena, "%s/%d.zip", torture->folder, n);
    must(site_open(torture->data, &site), "opening the site");
    must(backup_make(site, &actor_operator, path, NULL, ret_backup), "making a backup");
    return path;
}

/* Into a folder of its own: it holds what the log says, and its head is in the log that went on. */
static bool is_backup_whole(struct torture *torture, int n)
{
    struct backup backup;
    struct backup_restored restored;
    struct torture_truth there, here;
    const char *path = backup_now(torture, n, &backup);
    const char *copy = arena_format(&torture->arena, "%s/copy-%d", torture->folder, n);
    must(backup_restore(copy, path, &(struct backup_trust){0}, &torture->arena, &restored), "restoring a copy");
    torture_look(copy, backup.head, &there);
    torture_look(torture->data, backup.head, &here);
    return there.is_audit_ok && here.is_audit_ok && there.doubles == 0 && there.signoffs <= here.signoffs;
}

static void backups_make(struct torture *torture)
{
    int whole = 0;
    for (int i = 0; i < BACKUPS; i++) {
        usleep((useconds_t)torture_random(1000, 40000));
        whole += is_backup_whole(torture, i);
    }
    claim(whole == BACKUPS, "every backup made under writers is whole");
}

static void restores_make(struct torture *torture)
{
    struct backup backup;
    struct backup_restored restored = {0};
    int replaced = 0;
    for (int i = 0; i < RESTORES; i++) {
        const char *path = backup_now(torture, BACKUPS + i, &backup);
        usleep((useconds_t)torture_random(1000, 60000));
        must(backup_restore(torture->data, path, &(struct backup_trust){0}, &torture->arena, &restored),
             "restoring over the living site");
        torture->folders[replaced++] = restored.replaced;
    }
    torture->folders[replaced] = torture->data;
    claim(replaced == RESTORES, "the living site was restored under writers, and the old data kept");
}

static void answers_check(struct torture *torture)
{
    struct torture_truth truth = {0};
    int lines = 0, whole = 0;
    for (int i = 0; i <= RESTORES; i++) {
        torture_look(torture->folders[i], NULL, &truth);
        whole += truth.is_audit_ok && truth.doubles == 0;
    }
    int lost = torture_lost(torture->answers, torture->folders, &lines);
    printf("# %d backups, %d restores over the living site, %d answers, %lld sign-offs in the end\n",
           BACKUPS + RESTORES, RESTORES, lines, (long long)truth.signoffs);
    claim(whole == RESTORES + 1, "the data and all that it replaced are whole");
    claim(lost == 0, "whatever was answered is in the data or in what it replaced");
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    struct torture torture = {.folder = arguments[1]};
    torture.data = file_join(&torture.arena, arguments[1], "data");
    torture.answers = file_join(&torture.arena, arguments[1], "answers");
    torture_make(torture.data, arguments[2]);
    for (int i = 0; i < TORTURE_WRITERS; i++)
        torture.writers[i] = torture_fork_writer(torture.data, torture.answers, i);
    backups_make(&torture);
    restores_make(&torture);
    while (!torture_are_done(torture.writers, TORTURE_WRITERS))
        usleep(10000);
    claim(torture_kill(torture.writers, TORTURE_WRITERS), "the writers went on to their end");
    answers_check(&torture);
    arena_finish(&torture.arena);
    return claims_end();
}
