import { setImmediate as turn } from 'node:timers/promises';

// Somewhat less than one statement costs: whoever comes just too late waits for a whole one.
const quietMs = 3;
// However steadily they come: no call waits for longer than a few statements would have taken.
const patienceMs = 15;

/**
 * Lets calls that come side by side share one run: those of the same turn of the event loop, and
 * those that come while another run is going on. Ten answers of Stripe that arrive together then cost
 * the embedded database, which does one thing at a time, one statement in place of ten. `run` answers
 * in the order it was given. A run begins when as many calls wait as `expected` says could, when none
 * has come for three milliseconds, or fifteen after the first.
 */
export function inBatches<Input, Output>(
  run: (inputs: readonly Input[]) => Promise<readonly Output[]>,
  expected: () => number = () => 1,
): (input: Input) => Promise<Output> {
  interface Waiting {
    readonly input: Input;
    readonly resolve: (output: Output) => void;
    readonly reject: (fault: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;
  let complete: (() => void) | undefined;

  return (input) =>
    new Promise<Output>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (waiting.length >= expected()) complete?.();
      if (!running) void work();
    });

  async function work(): Promise<void> {
    running = true;
    while (waiting.length) {
      await others();
      const batch = waiting;
      waiting = [];
      await settle(batch);
    }
    running = false;
  }

  /** Resolves when nobody else is expected, or nobody else comes. */
  async function others(): Promise<void> {
    const began = performance.now();
    for (let known = 0; known < waiting.length;) {
      known = waiting.length;
      await socketsRead();
      if (waiting.length >= expected() || performance.now() - began > patienceMs) return;
      await pause();
      await socketsRead();
    }
  }

  /** Resolves after a while, or as soon as all are there. */
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, quietMs);
      complete = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const outputs = await run(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(outputs[index] as Output));
    } catch (fault) {
      const [only, ...others] = batch;
      if (only && !others.length) only.reject(fault);
      // One bad apple must not spoil the others: each for itself.
      else for (const one of batch) await settle([one]);
    }
  }
}

/**
 * Once round the event loop, so that what lies in the sockets is read (the embedded database holds the
 * loop up while it works): what is left of this turn, then all of the next.
 */
async function socketsRead(): Promise<void> {
  await turn();
  await turn();
}
