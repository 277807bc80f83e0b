import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import type { RefusingEndpoint } from '@/lib/model/webhook';
import { refusalText } from '@/lib/model/refusal-of-deliveries';

/** Which endpoints refuse what comes, and why; nothing where none does. */
export function RefusingEndpoints({
  endpoints,
}: {
  readonly endpoints: readonly RefusingEndpoint[];
}) {
  return endpoints.map((endpoint) => (
    <Alert
      key={endpoint.path}
      tone="caution"
      className="mb-8"
      title={`The newest deliveries to ${endpoint.path} were refused`}
    >
      <p className="mt-0.5">
        {endpoint.refused === 1 ? 'One' : endpoint.refused}{' '}
        {endpoint.takenAt ? (
          <>
            since the last that was taken, on <Time iso={endpoint.takenAt} /> UTC
          </>
        ) : (
          'so far, and none was ever taken'
        )}
        ; the last on <Time iso={endpoint.refusedAt} /> UTC. The reason: {refusalText(endpoint)}{' '}
        Until then Souk learns of changes only when it asks.
      </p>
    </Alert>
  ));
}
