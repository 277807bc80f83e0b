/** `npm run generate`: writes the files under `generated/` from the installed stripe package. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from './generate.mjs';
import { emulatorRoot } from './sdk.mjs';

const folder = path.join(emulatorRoot, 'generated');
mkdirSync(folder, { recursive: true });
for (const [name, text] of generate()) {
  writeFileSync(path.join(folder, name), text);
  console.log(`generated/${name}: ${Math.ceil(Buffer.byteLength(text) / 1024)} kB`);
}
