import { config } from '../config/config';
import type { LabRunId } from '../model/ids';
import type { Lab, LabSeller, Sdk } from './way';

/** What a run has, as its row says. */
export interface RunState {
  readonly id: LabRunId;
  readonly tries: number;
  readonly saved: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, string>>;
  readonly seller: LabSeller;
}

/**
 * What a step or a refusal has at hand. Its keys come of the stored run alone: sent again after a crash
 * they are the same, and after a refusal others.
 */
export function labOf(
  run: RunState,
  part: string,
  stripe: Sdk,
  fromBrowser: string | null = null,
): Lab {
  return {
    stripe,
    key: (write) => `lab:${run.id}:${part}:${run.tries}:${write}`,
    seller: run.seller,
    choices: run.choices,
    saved: (name) => {
      const id = run.saved[name];
      if (!id) throw new Error(`no step of run ${run.id} has left "${name}"`);
      return id;
    },
    runId: run.id,
    returnUrl: new URL(`/lab/runs/${run.id}`, config().appUrl).href,
    fromBrowser,
  };
}
