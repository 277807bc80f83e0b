import { stepsOf } from '../model/call-steps';
import type { Underneath } from '../model/underneath';
import { redactUnderneath } from './redact-underneath';

/**
 * Everything the inspector shows of a page, as data: steps in sequence, then each call and event.
 */
export function exportJson(page: string, underneath: Underneath): string {
  const { calls, deliveries } = redactUnderneath(underneath);
  const parsed = calls.map((call) => ({
    ...call,
    request: JSON.parse(call.request) as unknown,
    response: JSON.parse(call.response) as unknown,
  }));
  const told = {
    page,
    exportedAt: new Date().toISOString(),
    steps: stepsOf({ calls, deliveries }),
    calls: parsed,
    deliveries,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
