import { Alert } from '@/components/ui/alert';
import type { ShutEndpoint } from '@/lib/model/webhook';

/** Which endpoints take no events, and what has to be set; nothing where both do. */
export function ShutEndpoints({ endpoints }: { readonly endpoints: readonly ShutEndpoint[] }) {
  if (endpoints.length === 0) return null;
  return (
    <Alert
      tone="caution"
      className="mb-8"
      title={
        endpoints.length === 1
          ? 'An endpoint has no signing secret'
          : 'No endpoint has a signing secret'
      }
    >
      <p className="mt-0.5">
        What Stripe delivers there is answered with 503, so Souk learns of changes only when it
        asks. Set this, with the endpoint’s <code className="font-mono text-xs">whsec_…</code> from
        Stripe’s Dashboard or <code className="font-mono text-xs">stripe listen</code>, and start
        Souk again:
      </p>
      <ul className="mt-2 space-y-1">
        {endpoints.map(({ path, variable }) => (
          <li key={path} className="break-words">
            <code className="font-mono text-xs break-all">{variable}</code> for{' '}
            <code className="font-mono text-xs break-all">{path}</code>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
