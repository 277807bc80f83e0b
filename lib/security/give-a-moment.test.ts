import { expect, it, vi } from 'vitest';
import { giveAMoment } from './give-a-moment';

const asked = vi.hoisted(() => ({ dest: 'document' as string | null }));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve({ get: () => asked.dest }) }));

it('waits for what a document reads, whatever comes of it', async () => {
  asked.dest = 'document';
  const read = vi.fn(() => Promise.reject(new Error('Stripe is away')));
  await giveAMoment(read);
  expect(read).toHaveBeenCalledOnce();
});

it('waits no longer than a moment', async () => {
  asked.dest = 'document';
  const began = performance.now();
  await giveAMoment(() => new Promise(() => undefined));
  expect(performance.now() - began).toBeGreaterThan(200);
});

it.each(['empty', null])('reads nothing where no document is asked for (%s)', async (dest) => {
  asked.dest = dest;
  const read = vi.fn(() => Promise.resolve());
  await giveAMoment(read);
  expect(read).not.toHaveBeenCalled();
});
