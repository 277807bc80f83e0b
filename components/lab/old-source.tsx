'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import { notingStripe } from '@/lib/browser/stripe-steps';

/** What was typed by hand once: Stripe.js has no `createSource` in its types any more. */
interface OldStripe {
  createSource(data: object): Promise<{
    readonly source?: { readonly id: string };
    readonly error?: { readonly message?: string };
  }>;
}
type OldStripeMaker = (key: string, options: { readonly stripeAccount: string }) => OldStripe;

interface OldSourceProps {
  readonly runId: string;
  readonly scriptUrl: string;
  readonly publishableKey: string;
  readonly accountId: string;
  /** What the Source is made of. */
  readonly source: object;
}

/** Makes a Source on the account by the Stripe.js of this page, as pages did it for years. */
export function OldSource({ runId, scriptUrl, publishableKey, accountId, source }: OldSourceProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function make() {
    setBusy(true);
    setProblem(null);
    try {
      const Stripe = await load(scriptUrl);
      const stripe = Stripe(publishableKey, { stripeAccount: accountId });
      const made = await notingStripe({ stripeJs: 'stripe.createSource()', accountId }, () =>
        stripe.createSource(source),
      );
      if (!made.source) throw new Error(made.error?.message ?? 'Stripe made no Source.');
      const run = `/lab/runs/${encodeURIComponent(runId)}`;
      const taken = await callApi('POST', `/api${run}/steps`, {
        step: 0,
        browserDone: true,
        fromBrowser: made.source.id,
      });
      if (!taken.ok) throw new Error(taken.message);
      router.push(run);
    } catch (fault) {
      setBusy(false);
      setProblem(fault instanceof Error ? fault.message : 'Something stopped working.');
    }
  }

  return (
    <div className="space-y-4">
      <BusyButton tone="under" busy={busy} busyText="Making…" onClick={() => void make()}>
        Make the Source
      </BusyButton>
      {problem ? (
        <Alert tone="danger" role="alert" title="Stripe.js made none">
          {problem}
        </Alert>
      ) : null}
    </div>
  );
}

/** One Stripe.js a page: two of them would share one name. */
function load(url: string): Promise<OldStripeMaker> {
  return new Promise((resolve, reject) => {
    const known = made();
    if (known) return resolve(known);
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => {
      const maker = made();
      if (maker) resolve(maker);
      else reject(new Error('Stripe.js came without its program.'));
    };
    script.onerror = () => reject(new Error('Stripe.js did not come. Check your network.'));
    document.head.append(script);
  });
}

const made = () => (window as unknown as { readonly Stripe?: OldStripeMaker }).Stripe;
