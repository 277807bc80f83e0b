import { CallsFrame, CallsText } from './calls-frame';
import { CallsInView } from './calls-in-view';
import { ExportButtons } from './export-buttons';

/**
 * The calls to Stripe that were made for what a page is about, and what the browser did, kept up
 * to date. Who only wants to know what was paid waits for none of it: it is loaded when it comes near.
 */
export function CallsOfPage({ page }: { readonly page: string }) {
  return (
    <CallsFrame>
      <CallsInView page={page} />
      <noscript>
        <CallsText>Seeing them here needs JavaScript; these files hold them too.</CallsText>
        <ExportButtons page={page} />
      </noscript>
    </CallsFrame>
  );
}
