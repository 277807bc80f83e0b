import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** One line of what is underneath. */
export function UnderneathLine({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 sm:grid sm:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </div>
  );
}

/** An id or key, ready to be copied; `of` tells its button apart from others. */
export function IdLine({
  name,
  id,
  of,
}: {
  readonly name: string;
  readonly id: string | null;
  readonly of: string;
}) {
  return (
    <UnderneathLine name={name}>
      {id ? (
        <>
          <code className="min-w-0 font-mono text-xs break-all">{id}</code>
          <CopyButton text={id} label={`Copy: ${name}, ${of}`} />
        </>
      ) : (
        <span className="text-ink-soft">none</span>
      )}
    </UnderneathLine>
  );
}
