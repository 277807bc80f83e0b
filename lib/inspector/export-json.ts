import { stepsOf } from '../model/call-steps';
import type { SequenceStep } from '../model/sequence';
import type { Underneath } from '../model/underneath';
import { redactUnderneath } from './redact-underneath';

/**
 * Everything the inspector shows of a page, as data: steps in sequence, then each call and event.
 * `browser`: what its reader's browser did meanwhile.
 */
export function exportJson(
  page: string,
  underneath: Underneath,
  browser: readonly SequenceStep[] = [],
): string {
  const { calls, deliveries, browser: noted } = redactUnderneath(underneath, browser);
  const parsed = calls.map((call) => ({
    ...call,
    request: JSON.parse(call.request) as unknown,
    response: JSON.parse(call.response) as unknown,
  }));
  const told = {
    page,
    exportedAt: new Date().toISOString(),
    steps: inSequence([...noted, ...stepsOf({ calls, deliveries })]),
    calls: parsed,
    deliveries,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** By when they began; those of one moment as they were. */
function inSequence(steps: readonly SequenceStep[]): SequenceStep[] {
  return [...steps].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}
