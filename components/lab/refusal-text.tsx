import { Alert } from '@/components/ui/alert';
import type { LabRefusal } from '@/lib/model/lab';

/** What Stripe answered, as it answered it. */
export function RefusalText({
  refusal,
  title,
  expected,
}: {
  readonly refusal: LabRefusal;
  readonly title: string;
  /** True where it was tried on purpose. */
  readonly expected?: boolean;
}) {
  const { status, type, code, declineCode, param, message } = refusal;
  const facts = [
    status ? `HTTP ${status}` : null,
    type,
    code && `code ${code}`,
    declineCode && `decline_code ${declineCode}`,
    param && `param ${param}`,
  ].filter(Boolean);
  return (
    <Alert tone={expected ? 'under' : 'danger'} title={title} role="status">
      <p className="mt-1 break-words">{message}</p>
      <p className="mt-1 font-mono text-xs break-all">{facts.join(' · ')}</p>
    </Alert>
  );
}
