'use client';

import Link from 'next/link';
import { HandleAgain } from '@/components/desk/handle-again';
import { notedSteps } from '@/lib/browser/steps';
import { isOperators, scopeOf, type DeliveryView } from '@/lib/model/underneath';
import { browserSteps } from './browser-steps';
import { ExportButtons } from './export-buttons';
import { InspectorPanel } from './inspector-panel';
import type { UnderneathNow } from './use-underneath';

interface CallsNowProps {
  readonly now: UnderneathNow;
  /** The path of the page whose calls they are. */
  readonly page: string;
}

/** What lies under a page as far as it is known now: Stripe's part, and what this window did itself. */
export function CallsNow({ now, page }: CallsNowProps) {
  if (now.state === 'told') {
    const { told, skewMs } = now;
    const scope = scopeOf(page);
    const steps = browserSteps(notedSteps(), scope, told.calls, skewMs);
    return (
      <InspectorPanel
        key={page}
        underneath={told}
        apiBase={told.apiBase}
        browserSteps={steps}
        actions={<ExportButtons page={page} browserSteps={steps} />}
        eventAction={isOperators(scope) ? handleAgain : undefined}
      />
    );
  }
  return (
    <p role="status" className="px-4 py-6 text-sm text-ink-soft sm:px-5">
      {now.state === 'loading' ? 'Looking …' : null}
      {now.state === 'failed' && now.code === 'signed_out' ? <SignIn page={page} /> : null}
      {now.state === 'failed' && now.code !== 'signed_out' ? now.message : null}
    </p>
  );
}

function SignIn({ page }: { readonly page: string }) {
  return (
    <>
      Calls are shown to whom they were made for.{' '}
      <Link
        href={`/sign-in?next=${encodeURIComponent(page)}`}
        className="font-medium text-under-ink underline underline-offset-2"
      >
        Sign in
      </Link>{' '}
      to see yours.
    </>
  );
}

const handleAgain = (event: DeliveryView) => <HandleAgain event={event} />;
