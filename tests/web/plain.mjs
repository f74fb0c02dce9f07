// Plain HTTP, without a browser: what somebody asks for and is answered, fast enough for thousands of requests.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const password = 'tre ord i rad, minst';

function sent(url, options, body) {
    return new Promise((resolve, reject) => {
        const asked = request(url, { agent, ...options }, (answer) => {
            const parts = [];
            answer.on('data', (part) => parts.push(part)).on('error', reject)
                .on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
        });
        asked.on('error', reject).end(body);
    });
}

// One visitor with cookies of one's own; follows no redirect. `onAnswer(question, answer)` hears every answer.
export class Visitor {
    constructor(site, { cookies = {}, onAnswer = () => {} } = {}) {
        this.site = site;
        this.cookies = { ...cookies };
        this.onAnswer = onAnswer;
    }

    async ask(method, path, headers = {}, body = '') {
        const cookie = Object.entries(this.cookies).map((pair) => pair.join('=')).join('; ');
        const answer = await sent(this.site.address + path, { method, headers: { 'accept-language': 'sv', ...(cookie && { cookie }), ...headers } }, body);
        for (const line of answer.headers['set-cookie'] ?? []) {
            const [, name, value] = /^([^=]*)=([^;]*)/.exec(line);
            this.cookies[name] = value;
            if (!value) delete this.cookies[name];
        }
        this.onAnswer({ method, path, body }, answer);
        return answer;
    }

    get(path) {
        return this.ask('GET', path);
    }

    // Sends a form of this site; `headers` replace those that say so.
    post(path, form = {}, headers = { origin: this.site.address }) {
        const body = new URLSearchParams(form).toString();
        return this.ask('POST', path, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body), ...headers }, body);
    }

    // The token of the forms on a page; 'none' if it has no form.
    async token(path) {
        return /name="token" value="(\w+)"/.exec((await this.get(path)).text)?.[1] ?? 'none';
    }
}

// A visitor who has signed in by an invitation.
export async function signIn(site, person) {
    const visitor = new Visitor(site);
    const path = /\/inbjudan\/[\w-]{43}/.exec(site.trappa('person', 'invite', person))[0];
    const answer = await visitor.post(path, { password });
    if (answer.status !== 303) throw new Error(`${person} cannot sign in: ${answer.status}`);
    return visitor;
}
