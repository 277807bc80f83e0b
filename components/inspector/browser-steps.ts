import type { NotedStep } from '@/lib/browser/steps';
import { callLabel } from '@/lib/model/call-steps';
import type { LaneId, SequenceStep } from '@/lib/model/sequence';
import type { StripeCallView } from '@/lib/model/views';
import type { UnderneathScope } from '@/lib/model/underneath';

/** How long before its first call to Stripe a request may have set it going, in milliseconds. */
const leadMs = 5_000;

/**
 * What this window asked of Souk, and had Stripe.js do with Stripe, as arrows: all of it, or on the page
 * of one thing what names it or happened while its calls were made. `skewMs`: how far this clock is
 * behind the server's.
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
  return noted.flatMap((step, index) => {
    const begun = step.at + skewMs;
    const arrow = arrowOf(step);
    const concerns =
      !('id' in scope) || namesIt(step, scope.id) || (begun >= from && begun <= until);
    if (!arrow || !concerns) return [];
    return [
      {
        id: `browser:${index}:${step.at}`,
        kind: 'browser',
        from: 'browser',
        startedAt: new Date(begun).toISOString(),
        ms: step.ms,
        ...arrow,
      } satisfies SequenceStep,
    ];
  });
}

const namesIt = (step: NotedStep, id: string) => 'path' in step && step.path.includes(id);

function arrowOf(
  step: NotedStep,
): Pick<SequenceStep, 'to' | 'label' | 'status' | 'said' | 'note'> | null {
  if ('stripeJs' in step) {
    const { stripeJs, accountId, objectId, outcome, good } = step;
    return {
      to: (accountId as LaneId | null) ?? 'platform',
      label: stripeJs,
      status: null,
      said: { good, words: outcome },
      ...(objectId ? { note: objectId } : {}),
    };
  }
  const { method, path, status } = step;
  const [plain = path] = path.split('?');
  // Looking is not a part of what is looked at.
  if (plain === '/api/underneath') return null;
  return { to: 'souk', label: callLabel(method, plain), status };
}
