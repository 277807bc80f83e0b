// `npm run bench [checkout|sync|webhooks|first-load|web|emulator]`: measurements, printed as
// tables. Quote medians and ratios.
import { checkout } from './checkout.mjs';
import { emulator } from './emulator.mjs';
import { firstLoad } from './first-load.mjs';
import { sync } from './sync.mjs';
import { web } from './web.mjs';
import { webhooks } from './webhooks.mjs';

const benches = { checkout, sync, webhooks, 'first-load': firstLoad, web, emulator };
const wanted = process.argv[2];
if (wanted && !benches[wanted]) {
  console.error(`There is no bench "${wanted}"; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (!wanted || wanted === name) await bench(process.argv.slice(3));
}
