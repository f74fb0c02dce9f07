// Takes the pictures of README.md from a demonstration: node tests/web/pictures.mjs
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser } from './browser.mjs';
import { openSite } from './site.mjs';

const folder = join(resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..'), 'docs/pictures');
const pictures = [
    { person: 'nora', address: '/i-dag', height: 1085, file: 'start.webp' },
    { person: 'charlotta', address: '/enheten', height: 1500, file: 'unit.webp' },
];

// Chromium takes PNG only, but draws what a canvas holds as WebP, which is half as large.
async function webpOf(context, png) {
    const page = await context.newPage();
    const url = await page.evaluate(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        canvas.getContext('2d').drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', 0.85);
    }, `data:image/png;base64,${png.toString('base64')}`);
    return Buffer.from(url.split(',')[1], 'base64');
}

const site = await openSite({ now: '2026-03-02T08:30' });
const browser = await openBrowser();
for (const { person, address, height, file } of pictures) {
    const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1120, height } });
    const page = await context.newPage();
    await page.goto(`${site.address}/logga-in`);
    await page.fill('input[name=name]', person);
    await page.fill('input[type=password]', new RegExp(`\\b${person}\\s+([a-z]{4}(?:-[a-z]{4}){3})`).exec(site.said)[1]);
    await page.press('input[type=password]', 'Enter');
    await page.waitForLoadState();
    await page.goto(site.address + address);
    writeFileSync(join(folder, file), await webpOf(context, await page.screenshot()));
    await context.close();
}
await browser.close();
await site.close();
