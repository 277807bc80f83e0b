import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { refusalIn } from './refusal';
import { texts } from './texts';

/** Where what buyers ask for is refused; desks and lab stay English. */
const rooms = ['lib/payments', 'lib/subscriptions', 'lib/session', 'lib/security'];
/** Said on desks alone. */
const onDesks = ['stale', 'sent_already', 'decided_already', 'charged_back', 'empty', 'closed'];
/** Made of the bank's reason, in the buyer's language already. */
const ofTheBank = ['declined', 'refused', 'not_changed'];

const codes = rooms.flatMap((room) =>
  readdirSync(room)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      [
        ...readFileSync(path.join(room, name), 'utf8').matchAll(
          /\b(?:refuse\(|problem\(\d{3},)\s*'([a-z_]+)'/g,
        ),
      ].map(([, code = '']) => [code, `${room}/${name}`] as const),
    ),
);

it('every refusal that a buyer may read is said in each language', () => {
  expect(codes.length).toBeGreaterThan(60);
  const unsaid = codes.filter(
    ([code]) => !(code in texts.en.problems) && ![...onDesks, ...ofTheBank].includes(code),
  );
  expect(unsaid).toEqual([]);
});

it('what is not known keeps the sentence it came with, and English always does', () => {
  expect(refusalIn('fr', 'busy', 'Busy.')).toBe(texts.fr.problems.busy);
  expect(refusalIn('en', 'busy', 'Busy.')).toBe('Busy.');
  expect(refusalIn('fr', 'declined', 'La banque a refusé.')).toBe('La banque a refusé.');
});
