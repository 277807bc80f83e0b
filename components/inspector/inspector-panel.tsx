'use client';

import { useId, useMemo, useState, type ReactNode } from 'react';
import { accountNamesOf, stepsOf } from '@/lib/model/call-steps';
import { outcomeOf, type LaneId, type SequenceStep } from '@/lib/model/sequence';
import type { Underneath } from '@/lib/model/underneath';
import { CallDetail } from './call-detail';
import { DeliveryDetail } from './delivery-detail';
import { SequenceDiagram } from './sequence-diagram';

interface InspectorPanelProps {
  readonly underneath: Underneath;
  /** Where calls go to: Stripe, or the emulator. */
  readonly apiBase: string;
  /** What the browser asked meanwhile, where that is known. */
  readonly browserSteps?: readonly SequenceStep[];
  /** Beside the filters. */
  readonly actions?: ReactNode;
}

/** The diagram with its filters: one account's steps, and only those that went wrong. */
export function InspectorPanel({
  underneath,
  apiBase,
  browserSteps = [],
  actions,
}: InspectorPanelProps) {
  const [lane, setLane] = useState<LaneId | 'all'>('all');
  const [errorsOnly, setErrorsOnly] = useState(false);
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
  const id = useId();
  const { calls, deliveries } = underneath;
  const accountNames = accountNamesOf([...calls, ...deliveries]);
  const steps = [...browserSteps, ...stepsOf(underneath)];
  const others: LaneId[] = [...new Set(steps.flatMap(({ from, to }) => [from, to]))].filter(
    (each) => each !== 'souk',
  );
  const shown = steps.filter(
    (step) =>
      (lane === 'all' || !others.includes(lane) || step.from === lane || step.to === lane) &&
      (!errorsOnly || outcomeOf(step) !== 'answered'),
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
              <DeliveryDetail key={event.id} event={event} />,
            ] as const,
        ),
      ]),
    [calls, deliveries, apiBase],
  );
  if (steps.length === 0) return null;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-under-line px-4 py-1.5 text-sm sm:px-5 print:hidden">
        <label htmlFor={`${id}-lane`} className="sr-only">
          Show the steps of
        </label>
        <select
          id={`${id}-lane`}
          data-needs-script
          value={lane !== 'all' && others.includes(lane) ? lane : 'all'}
          onChange={(event) => setLane(event.target.value as LaneId | 'all')}
          className="min-h-11 max-w-full rounded-lg border border-line-strong bg-surface px-3"
        >
          <option value="all">Everyone</option>
          {others.map((each) => (
            <option key={each} value={each}>
              {nameOf(each, accountNames)}
            </option>
          ))}
        </select>
        <label data-needs-script className="inline-flex min-h-11 items-center gap-2">
          <input
            type="checkbox"
            checked={errorsOnly}
            onChange={(event) => setErrorsOnly(event.target.checked)}
            className="size-4.5 accent-under"
          />
          Errors only
        </label>
        <p aria-live="polite" className="text-ink-soft tabular-nums">
          {shown.length === steps.length
            ? `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`
            : `${shown.length} of ${steps.length} steps`}
        </p>
        <div className="ml-auto flex flex-wrap items-center">{actions}</div>
      </div>
      {shown.length === 0 ? (
        <p className="px-4 py-6 text-sm text-ink-soft sm:px-5">
          {errorsOnly ? 'No step went wrong here.' : 'Nothing was said here.'}
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
