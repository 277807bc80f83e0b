import type { ReactNode } from 'react';

/** Names and values of what a step opens to. */
export function DetailFacts({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm @md:grid-cols-[max-content_minmax(0,1fr)]">
      {children}
    </dl>
  );
}

export function DetailFact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="@md:contents">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

export function Code({ children }: { readonly children: ReactNode }) {
  return <code className="font-mono text-xs break-all">{children}</code>;
}
