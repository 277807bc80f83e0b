import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/data-directory';
import { seedAccount, startEmulator } from '../support/emulator';
import { control, type RawAnswer } from '../support/raw-call';
import { drawn } from '../support/whole';
import { post, posts, Shelf, type Post } from './calls';

const steps = fc.array(
  fc.record({ post: fc.nat(posts.length - 1), choice: fc.nat(40), connected: fc.boolean() }),
  { minLength: 3, maxLength: 12 },
);

interface Done {
  readonly made: Post;
  readonly connected: boolean;
  readonly idempotencyKey: string;
  readonly answer: RawAnswer;
}

test('replaying any call with its key changes nothing and answers the same', async () => {
  const emulator = await startEmulator({
    dataDir: await temporaryDirectory(),
    // Nothing happens by itself, so that whatever is written was written by a call.
    settings: { settleDelayMs: 1e9 },
  });
  const account = await seedAccount(emulator);
  const written = async (): Promise<number> =>
    (await control<{ journal_bytes: number }>(emulator, 'GET', '/health')).journal_bytes;
  const kept = new Set<number>();
  let count = 0;

  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const shelves = { true: new Shelf(), false: new Shelf() };
      const scopeOf = (connected: boolean) => ({
        key: 'sk_test_emulator',
        account: connected ? account : null,
      });
      const done: Done[] = [];
      for (const { post: which, choice, connected } of sequence) {
        const shelf = shelves[`${connected}`];
        const made = posts[which]?.(shelf, choice);
        if (!made) continue;
        const idempotencyKey = `key-${(count += 1)}`;
        const scope = scopeOf(connected);
        const answer = await post(emulator, scope, made, { shelf, idempotencyKey });
        expect(answer.headers.get('idempotent-replayed')).toBeNull();

        const before = await written();
        const again = await post(emulator, scope, made, { idempotencyKey });
        expect([again.status, withoutRequest(again)]).toEqual([
          answer.status,
          withoutRequest(answer),
        ]);
        expect(await written()).toBe(before);
        if (again.headers.get('idempotent-replayed') === 'true') {
          kept.add(answer.status);
          done.push({ made, connected, idempotencyKey, answer });
        } else {
          // Only what never began is done anew.
          expect(answer.status).toBe(400);
        }
      }
      // Also after all that has happened since, byte for byte.
      for (const { made, connected, idempotencyKey, answer } of done) {
        const later = await post(emulator, scopeOf(connected), made, { idempotencyKey });
        expect([later.status, later.text]).toEqual([answer.status, answer.text]);
        expect(later.headers.get('original-request')).toBe(answer.headers.get('request-id'));
      }
    }),
    { numRuns: drawn(15, 40) },
  );
  // Successes, declines and refusals were among them.
  expect([...kept].sort()).toEqual([200, 400, 402, 404]);
}, 120_000);

/** A refusal that was not kept is told again, as another request. */
function withoutRequest({ text }: RawAnswer): string {
  return text.replace(/req_\w+/g, 'req_');
}
