import { describe, expect, test } from 'vitest';
import { planSequence, type SequenceStep } from './sequence';

let count = 0;
const step = (atMs: number, more: Partial<SequenceStep> = {}): SequenceStep => ({
  id: `step_${(count += 1)}`,
  kind: 'call',
  from: 'souk',
  to: 'platform',
  label: 'POST /v1/setup_intents',
  status: 200,
  startedAt: new Date(Date.UTC(2026, 0, 1) + atMs).toISOString(),
  ms: 100,
  ...more,
});

const labels = (steps: SequenceStep[]) =>
  planSequence(steps).bands.map(({ rows }) => rows.map((row) => row.step.label));

test('nothing said is an empty plan', () => {
  expect(planSequence([])).toEqual({ lanes: [], bands: [] });
});

test('lanes: the browser, Souk and the platform first, accounts as they appear, none that is silent', () => {
  const { lanes } = planSequence(
    [
      step(10, { to: 'acct_2' }),
      step(0, { to: 'acct_1' }),
      step(20, { kind: 'webhook', from: 'acct_3', to: 'souk' }),
      step(30, { kind: 'browser', from: 'browser', to: 'souk' }),
    ],
    { acct_1: 'Linden Clay', acct_3: 'Kumo House' },
  );
  expect(lanes).toEqual([
    { id: 'browser', name: 'Browser' },
    { id: 'souk', name: 'Souk' },
    { id: 'acct_1', name: 'Linden Clay' },
    { id: 'acct_2', name: 'acct_2' },
    { id: 'acct_3', name: 'Kumo House' },
  ]);
});

test('an arrow knows its lanes by place and when it began after the first', () => {
  const { bands } = planSequence([
    step(250, { kind: 'webhook', from: 'acct_1', to: 'souk' }),
    step(0, { to: 'acct_1' }),
  ]);
  expect(bands.map(({ rows: [row] }) => [row.from, row.to, row.sinceMs])).toEqual([
    [0, 1, 0],
    [1, 0, 250],
  ]);
});

test('calls that were under way together stand in one band, those after one another do not', () => {
  const steps = [
    step(0, { label: 'a', ms: 100 }),
    step(1, { label: 'b', ms: 150 }),
    // `a` is over, `b` is not.
    step(120, { label: 'c', ms: 100 }),
    step(220, { label: 'd', ms: 10 }),
  ];
  expect(labels(steps)).toEqual([['a', 'b', 'c'], ['d']]);
  expect(planSequence(steps).bands.map(({ sideBySide, ms }) => [sideBySide, ms])).toEqual([
    [3, 220],
    [1, 10],
  ]);
});

test('a start that is cut and a duration that is rounded up make no two calls parallel', () => {
  // 0.1 to 10.7 ms is told as 0 and 11; the next, begun at 10.8, as 10.
  expect(labels([step(0, { label: 'a', ms: 11 }), step(10, { label: 'b' })])).toEqual([
    ['a'],
    ['b'],
  ]);
});

test('an event that arrives while calls are under way stands among them and is counted as none', () => {
  const { bands } = planSequence([
    step(0, { label: 'a', ms: 100 }),
    step(50, { label: 'event', kind: 'webhook', from: 'platform', to: 'souk', ms: 5_000 }),
    step(200, { label: 'b' }),
  ]);
  expect(bands.map(({ rows, sideBySide }) => [rows.length, sideBySide])).toEqual([
    [2, 1],
    [1, 1],
  ]);
});

test('what the browser waits for does not put all it set going in one band', () => {
  expect(
    labels([
      step(0, { label: 'checkout', kind: 'browser', from: 'browser', to: 'souk', ms: 900 }),
      step(10, { label: 'a', ms: 100 }),
      step(200, { label: 'b', ms: 100 }),
    ]),
  ).toEqual([['checkout'], ['a'], ['b']]);
});

test('calls of one millisecond keep the sequence they were given in', () => {
  expect(
    labels([step(0, { label: 'x' }), step(0, { label: 'b' }), step(0, { label: 'a' })]),
  ).toEqual([['x', 'b', 'a']]);
});

test.each([
  [200, 'answered'],
  [302, 'answered'],
  [402, 'refused'],
  [429, 'refused'],
  [500, 'failed'],
  [null, 'lost'],
] as const)('an answer of %s is %s', (status, outcome) => {
  expect(planSequence([step(0, { status })]).bands[0]?.rows[0].outcome).toBe(outcome);
});

test('tries of one call are counted by key, lane and what was asked', () => {
  const again = { key: 'charge:leg_1:1', label: 'POST /v1/payment_intents', to: 'acct_1' } as const;
  const { bands } = planSequence([
    step(0, { ...again, status: null }),
    step(200, { ...again, status: 500 }),
    step(400, again),
    step(600, { ...again, to: 'acct_2' }),
    step(800, { ...again, label: 'POST /v1/payment_methods' }),
    step(1_000, { ...again, key: 'charge:leg_1:2' }),
    step(1_200, { ...again, key: null }),
  ]);
  expect(bands.map(({ rows: [row] }) => row.tryNumber)).toEqual([
    null,
    2,
    3,
    null,
    null,
    null,
    null,
  ]);
});

describe('reads that come again', () => {
  const read = (atMs: number, to: 'acct_1' | 'acct_2', more: Partial<SequenceStep> = {}) =>
    step(atMs, { to, label: 'GET /v1/payment_intents/…', ...more });
  const folded = (...steps: SequenceStep[]) =>
    planSequence(steps).bands.map(({ rows, again }) => [rows.length, again.length]);

  test('go to the first, also when several were made side by side and fewer come again', () => {
    expect(
      folded(
        read(0, 'acct_1'),
        read(1, 'acct_2'),
        read(1_000, 'acct_2'),
        read(1_001, 'acct_1'),
        read(2_000, 'acct_1'),
      ),
    ).toEqual([[2, 2]]);
  });

  test('go to the first when they take turns', () => {
    expect(
      folded(
        read(0, 'acct_1'),
        read(1_000, 'acct_2'),
        read(2_000, 'acct_1'),
        read(3_000, 'acct_2'),
      ),
    ).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test('stand alone when they are answered otherwise, or when anything else came between', () => {
    expect(
      folded(
        read(0, 'acct_1'),
        read(1_000, 'acct_1', { status: 500 }),
        step(2_000, { to: 'acct_2' }),
        read(3_000, 'acct_1'),
        step(4_000, { kind: 'webhook', from: 'acct_1', to: 'souk' }),
        read(5_000, 'acct_1'),
      ),
    ).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });
});

test('writes are never folded, however alike', () => {
  expect(
    labels([step(0, { label: 'POST /v1/x' }), step(500, { label: 'POST /v1/x' })]),
  ).toHaveLength(2);
});

test('no step is lost, whatever the times', () => {
  const steps = Array.from({ length: 60 }, (_, n) =>
    step((n * 37) % 400, {
      ms: (n * 13) % 90,
      label: n % 3 ? 'GET /v1/charges/…' : 'POST /v1/charges',
      to: n % 2 ? 'acct_1' : 'platform',
    }),
  );
  const drawn = planSequence(steps).bands.flatMap(({ rows, again }) => [
    ...rows,
    ...again.flatMap((repeat) => repeat.rows),
  ]);
  expect(drawn.map((row) => row.step.id).sort()).toEqual(steps.map(({ id }) => id).sort());
});
