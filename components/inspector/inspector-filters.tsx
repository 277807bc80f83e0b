import { useId } from 'react';
import type { LaneId, SequenceStep } from '@/lib/model/sequence';

/** Which steps are shown. */
export interface Filters {
  readonly lane: LaneId | 'all';
  readonly kind: SequenceStep['kind'] | 'all';
  readonly errorsOnly: boolean;
}

export const noFilters: Filters = { lane: 'all', kind: 'all', errorsOnly: false };

interface InspectorFiltersProps {
  readonly value: Filters;
  readonly onChange: (value: Filters) => void;
  /** Who speaks or is spoken to, with their names. */
  readonly lanes: readonly { readonly id: LaneId; readonly name: string }[];
  /** Of which kinds there is anything. */
  readonly kinds: readonly SequenceStep['kind'][];
}

const kindNames: Readonly<Record<SequenceStep['kind'], string>> = {
  call: 'Calls to Stripe',
  webhook: 'Deliveries',
  browser: 'In the browser',
};

const select = 'min-h-11 max-w-full rounded-lg border border-line-strong bg-surface px-3';

/** One account's steps, those of one kind, and only what went wrong. */
export function InspectorFilters({ value, onChange, lanes, kinds }: InspectorFiltersProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}-lane`} className="sr-only">
        Show the steps of
      </label>
      <select
        id={`${id}-lane`}
        data-needs-script
        value={value.lane}
        onChange={(event) => onChange({ ...value, lane: event.target.value as Filters['lane'] })}
        className={select}
      >
        <option value="all">Everyone</option>
        {lanes.map((lane) => (
          <option key={lane.id} value={lane.id}>
            {lane.name}
          </option>
        ))}
      </select>
      {kinds.length > 1 ? (
        <>
          <label htmlFor={`${id}-kind`} className="sr-only">
            Show what kind of steps
          </label>
          <select
            id={`${id}-kind`}
            data-needs-script
            value={value.kind}
            onChange={(event) =>
              onChange({ ...value, kind: event.target.value as Filters['kind'] })
            }
            className={select}
          >
            <option value="all">Every kind</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {kindNames[kind]}
              </option>
            ))}
          </select>
        </>
      ) : null}
      <label data-needs-script className="inline-flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          checked={value.errorsOnly}
          onChange={(event) => onChange({ ...value, errorsOnly: event.target.checked })}
          className="size-4.5 accent-under"
        />
        Errors only
      </label>
    </>
  );
}
