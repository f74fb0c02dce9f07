// The browser of the web tests: Debian's Chromium, and the questions that every page is asked.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

// A browser without a window; close it after the tests.
export function openBrowser() {
    return chromium.launch({
        executablePath: process.env.TRAPPA_CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
}

// What WCAG 2.1 AA has against the page, as far as a machine can see: one "rule: where" each.
export async function accessibilityFaults(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), standard);
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

// The texts of everything that the Tab key reaches, in order.
export async function tabStops(page, most = 200) {
    const stops = [];
    for (let presses = 0; presses < most; presses++) {
        await page.keyboard.press('Tab');
        const text = await page.evaluate(() => {
            const at = document.activeElement;
            if (at?.dataset.visited === 'last') return ''; // a date has several stops of its own
            if (!at || at === document.body || at.dataset.visited) return null;
            document.querySelector('[data-visited=last]')?.setAttribute('data-visited', 'yes');
            at.dataset.visited = 'last';
            return (at.innerText || at.value || at.getAttribute('aria-label') || at.name || at.tagName).trim();
        });
        if (text === null) break;
        if (text !== '') stops.push(text);
    }
    return stops;
}

// Counts what a person does on a page: a tap, a click, one typed field.
export class Hand {
    constructor(page) {
        this.page = page;
        this.interactions = 0;
    }

    async click(selector) {
        this.interactions += 1;
        await this.page.click(selector);
    }

    async type(selector, text) {
        this.interactions += 1;
        await this.page.fill(selector, text);
    }
}
