import Link from 'next/link';

/** What the buyer agrees to by pressing: each payment that comes again, and how it is ended. */
export function PlanConsent({ agreed }: { readonly agreed: readonly string[] }) {
  return (
    <div
      id="plan-consent"
      className="space-y-2 rounded-xl border border-line bg-surface px-4 py-3 text-sm"
    >
      <p>
        By pressing the button you agree to payments that come again by themselves, charged to the
        card you chose, also without you being present:
      </p>
      <ul className="list-disc space-y-1 pl-5">
        {agreed.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="text-ink-soft">
        Each goes on until you cancel it, which you can do at any time under{' '}
        <Link href="/subscriptions" className="underline underline-offset-4">
          Subscriptions
        </Link>
        .
      </p>
    </div>
  );
}
