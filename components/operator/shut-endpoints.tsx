import { Alert } from '@/components/ui/alert';
import type { ShutEndpoint } from '@/lib/model/webhook';

/** Which endpoints take no events, and what has to be set; nothing where both do. */
export function ShutEndpoints({ endpoints }: { readonly endpoints: readonly ShutEndpoint[] }) {
  if (endpoints.length === 0) return null;
  const one = endpoints.length === 1;
  return (
    <Alert
      tone="caution"
      className="mb-8"
      title={one ? 'An endpoint has no signing secret' : 'No endpoint has a signing secret'}
    >
      <p className="mt-0.5">
        What Stripe delivers there is answered with 503, so Souk learns of changes only when it
        asks. Set {one ? 'this, with the' : 'these, each with its'} endpoint’s{' '}
        <code className="font-mono text-xs">whsec_…</code> from Stripe’s Dashboard or{' '}
        <code className="font-mono text-xs">stripe listen</code>, and start Souk again:
      </p>
      <ul className="mt-2 space-y-1">
        {endpoints.map(({ path, variable }) => (
          // Each name on one line, as it is copied from here.
          <li key={path}>
            <code className="inline-block font-mono text-xs break-words">{variable}</code> for{' '}
            <code className="inline-block font-mono text-xs break-words">{path}</code>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
