import { ScanSearch } from 'lucide-react';
import type { Underneath } from '@/lib/model/underneath';
import { ExportLinks } from './export-links';
import { InspectorPanel } from './inspector-panel';
import { underneathText } from './underneath-text';

interface StripeCallsProps {
  readonly underneath: Underneath;
  /** Where calls go to: Stripe, or the emulator. */
  readonly apiBase: string;
  /** The path of its buyer's page that shows them; without one they cannot be taken along. */
  readonly page?: string;
}

/** Every call to Stripe that was made for one thing, in sequence: the shop from underneath. */
export function StripeCalls({ underneath, apiBase, page }: StripeCallsProps) {
  return (
    <section
      aria-labelledby="stripe-calls"
      // For engineers, in the words of Stripe's documentation.
      lang="en"
      dir="ltr"
      // Below the head of the page, which stays in sight as well.
      className="overflow-clip rounded-2xl border border-under-line bg-under-soft [--heads-top:3.8rem] print:hidden"
    >
      <div className="border-b border-under-line px-4 py-4 sm:px-5">
        <h2
          id="stripe-calls"
          className="flex items-center gap-2 text-lg font-semibold text-under-ink"
        >
          <ScanSearch aria-hidden className="size-5" />
          Stripe calls
        </h2>
        <p className="mt-1 text-sm text-ink-soft">{underneathText(underneath)}</p>
      </div>
      <InspectorPanel
        underneath={underneath}
        apiBase={apiBase}
        actions={page ? <ExportLinks page={page} /> : null}
      />
    </section>
  );
}
