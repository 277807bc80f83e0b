import type { NotedStep } from '@/lib/browser/steps';
import { callLabel } from '@/lib/model/call-steps';
import type { SequenceStep } from '@/lib/model/sequence';
import type { StripeCallView } from '@/lib/model/views';
import type { UnderneathScope } from '@/lib/model/underneath';

/** How long before its first call to Stripe a request may have set it going, in milliseconds. */
const leadMs = 5_000;

/**
 * What this window asked of Souk, as arrows: all of it, or on the page of one thing what names it or
 * was asked while its calls were made. `skewMs`: how far this clock is behind the server's.
 */
export function browserSteps(
  noted: readonly NotedStep[],
  scope: UnderneathScope,
  calls: readonly Pick<StripeCallView, 'at' | 'durationMs'>[],
  skewMs: number,
): SequenceStep[] {
  const first = calls[0];
  const last = calls.at(-1);
  const from = first ? Date.parse(first.at) - leadMs : Infinity;
  const until = last ? Date.parse(last.at) + last.durationMs : -Infinity;
  return noted.flatMap(({ method, path, status, at, ms }, index) => {
    const begun = at + skewMs;
    const [plain = path] = path.split('?');
    // Looking is not a part of what is looked at.
    if (plain === '/api/underneath') return [];
    const concerns =
      !('id' in scope) || plain.includes(scope.id) || (begun >= from && begun <= until);
    if (!concerns) return [];
    return [
      {
        id: `browser:${index}:${at}`,
        kind: 'browser',
        from: 'browser',
        to: 'souk',
        label: callLabel(method, plain),
        status,
        startedAt: new Date(begun).toISOString(),
        ms,
      } satisfies SequenceStep,
    ];
  });
}
