import type { SequenceStep } from '../model/sequence';
import type { Underneath } from '../model/underneath';
import { redact } from './redact';

/**
 * The same once more without anything secret. What is kept is redacted already; this is for what leaves
 * the shop, for calls that were kept before redaction knew of a name, and for what a browser brings.
 */
export function redactUnderneath(
  { calls, deliveries }: Underneath,
  browser: readonly SequenceStep[],
): Underneath & { readonly browser: readonly SequenceStep[] } {
  const again = (json: string) => JSON.stringify(redact(JSON.parse(json)), null, 2);
  return redact({
    calls: calls.map((call) => ({
      ...call,
      request: again(call.request),
      response: again(call.response),
    })),
    deliveries,
    browser,
  }) as ReturnType<typeof redactUnderneath>;
}
