import { setImmediate as turn } from 'node:timers/promises';

// About what one statement costs: no call loses more by waiting than it would by coming too late.
const patienceMs = 4;

/**
 * Lets calls that come side by side share one run: those of the same turn of the event loop, and
 * those that come while another run is going on. Ten answers of Stripe that arrive together then cost
 * the embedded database, which does one thing at a time, one statement in place of ten. `run` answers
 * in the order it was given. A run begins when as many calls wait as `expected` says could, or after
 * four milliseconds.
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
      // The embedded database holds the event loop up while it works. Once round the loop, so that
      // what lies in the sockets is read: what is left of this turn, then all of the next.
      await turn();
      await turn();
      await others();
      const batch = waiting;
      waiting = [];
      await settle(batch);
    }
    running = false;
  }

  /** Resolves when nobody else is expected, or has been long enough. */
  function others(): Promise<void> {
    if (waiting.length >= expected()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
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
