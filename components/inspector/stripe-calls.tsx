import type { Underneath } from '@/lib/model/underneath';
import { CallsFrame, CallsText } from './calls-frame';
import { ExportButtons } from './export-buttons';
import { InspectorPanel } from './inspector-panel';
import { underneathText } from './underneath-text';

interface StripeCallsProps {
  readonly underneath: Underneath;
  /** Where calls go to: Stripe, or the emulator. */
  readonly apiBase: string;
  /** The path of its buyer's page that shows them; without one they cannot be taken along. */
  readonly page?: string;
}

/** Every call to Stripe that was made for one thing, in sequence, on a page that is about them. */
export function StripeCalls({ underneath, apiBase, page }: StripeCallsProps) {
  return (
    <CallsFrame>
      <CallsText>{underneathText(underneath)}</CallsText>
      <InspectorPanel
        underneath={underneath}
        apiBase={apiBase}
        actions={page ? <ExportButtons page={page} /> : null}
      />
    </CallsFrame>
  );
}
