'use client';

import { useMemo, useState, type ReactNode } from 'react';
import { accountNamesOf, stepsOf } from '@/lib/model/call-steps';
import { outcomeOf, type LaneId, type SequenceStep } from '@/lib/model/sequence';
import type { DeliveryView, Underneath } from '@/lib/model/underneath';
import { CallDetail } from './call-detail';
import { DeliveryDetail } from './delivery-detail';
import { InspectorFilters, noFilters } from './inspector-filters';
import { SequenceDiagram } from './sequence-diagram';

interface InspectorPanelProps {
  readonly underneath: Underneath;
  /** Where calls go to: Stripe, or the emulator. */
  readonly apiBase: string;
  /** What the browser asked meanwhile, where that is known. */
  readonly browserSteps?: readonly SequenceStep[];
  /** Beside the filters. */
  readonly actions?: ReactNode;
  /** What may be done about an event, where anything may. */
  readonly eventAction?: (event: DeliveryView) => ReactNode;
}

/** The diagram with its filters: one account's steps, those of one kind, and those that went wrong. */
export function InspectorPanel({
  underneath,
  apiBase,
  browserSteps = [],
  actions,
  eventAction,
}: InspectorPanelProps) {
  const [chosen, setChosen] = useState(noFilters);
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const opened = useMemo(
    () => ({
      ids: openIds,
      onToggle: (step: string, open: boolean) =>
        setOpenIds((before) => {
          if (before.has(step) === open) return before;
          const after = new Set(before);
          if (open) after.add(step);
          else after.delete(step);
          return after;
        }),
    }),
    [openIds],
  );
  const { calls, deliveries } = underneath;
  const accountNames = accountNamesOf([...calls, ...deliveries]);
  const steps = [...browserSteps, ...stepsOf(underneath)];
  const lanes = [...new Set(steps.flatMap(({ from, to }) => [from, to]))]
    .filter((id) => id !== 'souk')
    .map((id) => ({ id, name: nameOf(id, accountNames) }));
  const kinds = (['call', 'webhook', 'browser'] as const).filter((kind) =>
    steps.some((step) => step.kind === kind),
  );
  // What was chosen may have gone since.
  const lane = lanes.some(({ id }) => id === chosen.lane) ? chosen.lane : 'all';
  const kind = kinds.some((one) => one === chosen.kind) ? chosen.kind : 'all';
  const shown = steps.filter(
    (step) =>
      (lane === 'all' || step.from === lane || step.to === lane) &&
      (kind === 'all' || step.kind === kind) &&
      (!chosen.errorsOnly || outcomeOf(step) !== 'answered'),
  );
  // Elements of steps that stay the same stay the same, so that an open one is not drawn anew.
  const details = useMemo(
    () =>
      Object.fromEntries<ReactNode>([
        ...calls.map(
          (call, index) =>
            [
              call.id,
              <CallDetail key={call.id} call={call} number={index + 1} apiBase={apiBase} />,
            ] as const,
        ),
        ...deliveries.map(
          (event) =>
            [
              `${event.endpoint}:${event.id}`,
              <DeliveryDetail key={event.id} event={event} action={eventAction?.(event)} />,
            ] as const,
        ),
      ]),
    [calls, deliveries, apiBase, eventAction],
  );
  if (steps.length === 0) return null;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-under-line px-4 py-1.5 text-sm sm:px-5 print:hidden">
        <InspectorFilters
          value={{ ...chosen, lane, kind }}
          onChange={setChosen}
          lanes={lanes}
          kinds={kinds}
        />
        <p aria-live="polite" className="text-ink-soft tabular-nums">
          {shown.length === steps.length
            ? `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`
            : `${shown.length} of ${steps.length} steps`}
        </p>
        <div className="ml-auto flex flex-wrap items-center">{actions}</div>
      </div>
      {shown.length === 0 ? (
        <p className="px-4 py-6 text-sm text-ink-soft sm:px-5">
          {chosen.errorsOnly ? 'No step went wrong here.' : 'Nothing was said here.'}
        </p>
      ) : (
        <SequenceDiagram
          steps={shown}
          accountNames={accountNames}
          details={details}
          opened={opened}
        />
      )}
    </>
  );
}

function nameOf(lane: LaneId, accountNames: Readonly<Record<string, string>>): string {
  if (lane === 'browser') return 'Browser';
  if (lane === 'platform') return 'Platform';
  return accountNames[lane] ?? lane;
}
