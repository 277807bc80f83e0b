import type { LabObject } from '@/lib/model/lab';

/** What a run has made or read, on the platform and on the account. */
export function ObjectList({ objects }: { readonly objects: readonly LabObject[] }) {
  const places = [
    ['On the platform', objects.filter(({ accountId }) => accountId === null)],
    ['On the seller’s account', objects.filter(({ accountId }) => accountId !== null)],
  ] as const;
  return (
    <section aria-labelledby="objects" className="space-y-3">
      <h2 id="objects" className="text-lg font-semibold">
        Objects
      </h2>
      {places.map(([title, found]) => (
        <div key={title}>
          <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
          {found.length === 0 ? (
            <p className="text-sm text-ink-soft">None yet.</p>
          ) : (
            <ul className="mt-1 space-y-1.5 text-sm">
              {found.map(({ what, id }) => (
                <li key={id}>
                  {what} <code className="font-mono text-xs break-all text-under-ink">{id}</code>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}
