// A site of its own for a test: a data directory that is made, served on a free port, and gone afterwards.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const top = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const program = process.env.TRAPPA ?? join(top, 'build/trappa');

// Makes a site with `trappa init` and the arguments given, and serves it. `now` is what its clock begins with.
// `settings` is added to its trappa.yaml.
export async function openSite({ init = ['--demo', '--curriculum', join(top, 'curriculum')], now, workers = 1, settings } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'trappa-web-'));
    const site = new Site(folder, now);
    try {
        site.said = site.trappa('init', ...init);
        if (settings) site.configure(settings);
        await site.serve(workers);
    } catch (failure) {
        await site.close();
        throw failure;
    }
    return site;
}

export class Site {
    constructor(folder, now) {
        this.folder = folder;
        this.environment = { ...process.env, LANG: 'C.UTF-8', TRAPPA_DATA: join(folder, 'data') };
        if (now) this.environment.TRAPPA_NOW = now;
    }

    // Runs a command on the site; answers what it said, and throws if it failed.
    trappa(...words) {
        return execFileSync(program, words, { env: this.environment, encoding: 'utf8' });
    }

    // Adds to trappa.yaml: commands see it at once, what is served when it begins.
    configure(settings) {
        appendFileSync(join(this.folder, 'data/trappa.yaml'), settings);
    }

    // Serves until close(); `address` is then "http://127.0.0.1:PORT".
    async serve(workers) {
        const words = ['serve', '--listen', '127.0.0.1:0', '--workers', String(workers)];
        this.server = spawn(program, words, { env: this.environment, stdio: ['ignore', 'pipe', 'inherit'] });
        const ended = once(this.server, 'exit').then(([status]) => {
            throw new Error(`trappa serve ended with ${status} before it listened`);
        });
        ended.catch(() => {});
        this.address = await Promise.race([ended, this.listening()]);
    }

    async listening() {
        for await (const line of createInterface({ input: this.server.stdout })) {
            const found = /listening on (http:\/\/\S+)/.exec(line);
            if (found) return found[1];
        }
        throw new Error('trappa serve closed its output before it listened');
    }

    // Goes on at another time, with a server of its own; commands are of that time too.
    async goOnAt(now) {
        await this.stop();
        this.environment.TRAPPA_NOW = now;
        await this.serve(1);
    }

    // Ends the server; fails when it did not end well.
    async stop() {
        if (!this.server || this.server.exitCode !== null) return;
        if (this.server.signalCode) throw new Error(`trappa serve died of ${this.server.signalCode}`);
        const ended = once(this.server, 'exit');
        this.server.kill('SIGTERM');
        const [status] = await ended;
        if (status !== 0) throw new Error(`trappa serve ended with ${status}`);
    }

    // Ends the server and removes the site.
    async close() {
        try {
            await this.stop();
        } finally {
            rmSync(this.folder, { recursive: true, force: true });
        }
    }
}
