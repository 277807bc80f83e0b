import type { BuyerId, TestRunId } from '../model/ids';

/** What a step has at hand: its run, as its row says. */
export interface Making {
  readonly runId: TestRunId;
  readonly saved: Readonly<Record<string, string>>;
}

/** What comes of a step: what it leaves and tells; that it has to be waited for; or that it cannot be. */
export type Taken =
  | { readonly told: string; readonly saved?: Readonly<Record<string, string>> }
  | 'wait'
  | { readonly stop: string };

/**
 * One step. It may be taken again from its beginning after a crash, so it looks for what it did
 * before, and takes keys out of `saved` alone, where a step before has put them.
 */
export type Step = (making: Making) => Promise<Taken>;

/** What a step before has left. */
export function savedOf({ runId, saved }: Making, name: string): string {
  const id = saved[name];
  if (!id) throw new Error(`no step of ${runId} has left "${name}"`);
  return id;
}

export const buyerOf = (making: Making, who: number) => savedOf(making, `buyer${who}`) as BuyerId;
