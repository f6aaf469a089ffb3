// Draws the icons in public/app-icons from the picture in index.html. Run it when that picture changes:
//
//   node tools/make-icons.mjs
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { launchBrowser } from '../tests/e2e/pages/session.mjs';

const ROOT = new URL('../', import.meta.url);
// Systems cut a maskable icon to their own shape, and Apple's rounds the corners: there the ground reaches the edge, and
// what must be seen stays within four fifths.
const ICONS = {
  'icon-192': { size: 192, share: 1 },
  'icon-512': { size: 512, share: 1 },
  'maskable-512': { size: 512, share: 0.8 },
  'apple-touch': { size: 180, share: 0.9 },
};

const html = await readFile(new URL('index.html', ROOT), 'utf8');
const picture = html.match(/<link rel="icon" href="(data:image\/svg\+xml,[^"]*)">/)[1];
const ground = decodeURIComponent(picture).match(/fill='(#[0-9a-f]{6})'/)[1];
const folder = new URL('public/app-icons/', ROOT);
await mkdir(folder, { recursive: true });

const browser = await launchBrowser();
const page = await browser.newPage();
for (const [name, { size, share }] of Object.entries(ICONS)) {
  const base64 = await page.evaluate(
    async ({ picture, ground, size, share }) => {
      const image = Object.assign(new Image(), { src: picture });
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
      const context = canvas.getContext('2d');
      if (share < 1) {
        context.fillStyle = ground;
        context.fillRect(0, 0, size, size);
      }
      const edge = (size * (1 - share)) / 2;
      context.drawImage(image, edge, edge, size * share, size * share);
      return canvas.toDataURL('image/png').split(',')[1];
    },
    { picture, ground, size, share },
  );
  await writeFile(new URL(`${name}.png`, folder), Buffer.from(base64, 'base64'));
}
await browser.close();
