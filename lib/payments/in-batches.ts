/**
 * Lets calls that come while one is being worked on share the next: the first goes at once, the rest
 * together. Ten answers of Stripe that arrive side by side then cost the embedded database, which
 * does one thing at a time, two statements in place of ten. `run` answers in the order it was given.
 */
export function inBatches<Input, Output>(
  run: (inputs: readonly Input[]) => Promise<readonly Output[]>,
): (input: Input) => Promise<Output> {
  interface Waiting {
    readonly input: Input;
    readonly resolve: (output: Output) => void;
    readonly reject: (fault: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  return (input) =>
    new Promise<Output>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!running) void work();
    });

  async function work(): Promise<void> {
    running = true;
    while (waiting.length) {
      const batch = waiting;
      waiting = [];
      await settle(batch);
    }
    running = false;
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
