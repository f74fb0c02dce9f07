// The browser of the web tests: Debian's Chromium, and the questions that every page is asked. It is the one without
// windows: the other draws its own tabs and menus for each page too, and costs more than twice as much.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

const patience = 180_000; // milliseconds for what takes one on an idle machine

// A browser without a window; close it after the tests.
export async function openBrowser() {
    const browser = await chromium.launch({
        executablePath: process.env.TRAPPA_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
        timeout: patience,
    });
    const open = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
        const context = await open(options);
        context.setDefaultTimeout(patience);
        return context;
    };
    return browser;
}

// Does what leads to another page, and answers with what the server sent when that page is there. Nothing that one does
// waits for this by itself: a click waits for a page only if the browser has begun on it by then, a key for none.
export async function follow(page, act) {
    const [answer] = await Promise.all([page.waitForNavigation(), act()]);
    return answer;
}

// Clicks on the first that `target`, a selector or a locator, means: a link or the button of a form is followed.
export async function click(page, target) {
    const at = (typeof target === 'string' ? page.locator(target) : target).first();
    const leads = await at.evaluate((element) => element.closest('a[href], form button') !== null);
    return leads ? follow(page, () => at.click()) : at.click();
}

// Opens the page at `path` until its text no longer says `waiting`, and answers with the text.
export async function openUntilDone(page, path, waiting) {
    for (let tries = 0; tries < 1000; tries++) {
        await page.goto(path);
        const text = await page.locator('main').innerText();
        if (!waiting.test(text)) return text;
        await page.waitForTimeout(200);
    }
    throw new Error(`${path} goes on saying ${waiting}`);
}

const ofColours = ['color-contrast', 'link-in-text-block']; // the rules that ask how something is coloured

// What WCAG 2.1 AA has against the page, as far as a machine can see: one "rule: where" each. `coloursOnly` asks what may
// be otherwise when nothing but colours has changed since the last time.
export async function accessibilityFaults(page, { coloursOnly = false } = {}) {
    const runOnly = coloursOnly ? { type: 'rule', values: ofColours } : { type: 'tag', values: standard };
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const { violations } = await page.evaluate(
        (options) => window.axe.run(document, options), { runOnly, resultTypes: ['violations'] });
    return violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

// By how many pixels the page is wider than a window of that width; 0 is right.
export async function overflowAt(page, width) {
    const before = page.viewportSize();
    await page.setViewportSize({ width, height: 700 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.setViewportSize(before);
    return Math.max(0, overflow);
}

const pressesAtOnce = 20;

// The texts of everything that the Tab key reaches, in order, until the focus leaves the page or comes where it was.
export async function tabStops(page, most = 500) {
    await page.evaluate(() => {
        const stops = []; // within a date the focus moves several times, which its page does not see
        document.addEventListener('focusin', ({ target }) => stops.push(target));
        document.addEventListener('focusout', ({ relatedTarget }) => relatedTarget ?? stops.push(null));
        window.tabStops = stops;
    });
    for (let presses = 0; presses < most; presses += pressesAtOnce) {
        for (let i = 0; i < pressesAtOnce; i++) await page.keyboard.press('Tab');
        const texts = await page.evaluate(() => {
            const end = window.tabStops.findIndex((at, i, all) => !at || all.indexOf(at) < i);
            const text = (at) => at.innerText || at.value || at.getAttribute('aria-label') || at.name || at.tagName;
            return end >= 0 && window.tabStops.slice(0, end).map((at) => text(at).trim());
        });
        if (texts) return texts;
    }
    throw new Error(`${most} presses of Tab, and no end`);
}

// Counts what a person does on a page: a tap, a click, one typed field.
export class Hand {
    constructor(page) {
        this.page = page;
        this.interactions = 0;
    }

    async click(selector) {
        this.interactions += 1;
        return click(this.page, selector);
    }

    async type(selector, text) {
        this.interactions += 1;
        await this.page.fill(selector, text);
    }
}
