// `npm run snapshots`: whether the key pages look as they did; `-- --update` takes their pictures anew.
// Not a part of `npm test`, as fonts and the smoothing of edges differ from machine to machine. Writes
// one page with all pictures side by side, e2e/snapshots/sheet.html, for looking at them as a set.
import fs from 'node:fs';
import path from 'node:path';
import { buildApp, buildEmulator } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { runJourneys } from './journeys.mjs';
import { root, StartError } from './processes.mjs';

const folder = path.join(root, 'e2e/snapshots');

async function main() {
  process.chdir(root);
  const [flag, ...rest] = process.argv.slice(2);
  const args = flag === '--update' ? ['--update-snapshots', ...rest] : process.argv.slice(2);
  await buildEmulator();
  const browser = await findBrowser();
  await buildApp();
  // One house: what one picture shows, such as what is left in stock, depends on those before.
  process.env.HOUSES = '1';
  const config = path.join(folder, 'playwright.config.ts');
  try {
    await runJourneys({ browser, args: ['--config', config, ...args] });
  } finally {
    writeSheet();
  }
}

/** A row for each page, its pictures side by side. */
function writeSheet() {
  const files = fs.readdirSync(path.join(folder, 'pictures')).filter((name) => /\.png$/.test(name));
  const pages = [...new Set(files.map((name) => name.split('-')[0]))].sort();
  const rows = pages.map((page) => {
    const pictures = files.filter((name) => name.startsWith(`${page}-`)).sort();
    const figures = pictures.map(
      (name) =>
        `<figure><img src="pictures/${name}" alt="${name}" height="400"><figcaption>${name}</figcaption></figure>`,
    );
    return `<h2>${page}</h2>\n<div>${figures.join('\n')}</div>`;
  });
  const sheet = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Souk, its key pages</title>
<style>
  body { background: #888; color: #111; font: 14px system-ui, sans-serif; margin: 16px }
  div { display: flex; flex-wrap: wrap; gap: 16px }
  figure { margin: 0 }
</style>
<h1>Souk, its key pages</h1>
${rows.join('\n')}
</html>
`;
  fs.writeFileSync(path.join(folder, 'sheet.html'), sheet);
  console.log(`All pictures side by side: ${path.join(folder, 'sheet.html')}`);
}

main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
