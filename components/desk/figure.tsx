import type { ReactNode } from 'react';

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** What it means, in few words. */
  readonly children?: ReactNode;
}

/** One number of the desk; stands in a `dl`. */
export function Figure({ name, value, children }: FigureProps) {
  return (
    <div className="rounded-xl border border-line bg-surface p-4">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="mt-1 text-xl font-semibold break-words tabular-nums sm:text-2xl">{value}</dd>
      {children ? <dd className="mt-1 text-sm text-ink-soft">{children}</dd> : null}
    </div>
  );
}
