// Holds every import against the borders of .dependency-cruiser.mjs; a check of nothing fails.
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.mjs';

const rooms = [
  'app',
  'components',
  'lib',
  'emulator',
  'e2e',
  'bench',
  'scripts',
  'proofs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-node.ts',
];
const { output } = await cruise(
  rooms,
  { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { violations, totalCruised } = output.summary;
for (const { rule, from, to } of violations) {
  const { comment } = config.forbidden.find(({ name }) => name === rule.name) ?? {};
  console.error(`${from} must not import ${to} (${rule.name}: ${comment ?? ''})`);
}
if (totalCruised < 100) {
  console.error(`Only ${totalCruised} modules were read: the borders were not checked.`);
  process.exit(1);
}
if (violations.length) process.exit(1);
console.log(`${totalCruised} modules keep to the borders.`);
