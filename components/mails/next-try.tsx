import { Time } from '@/components/ui/time';
import type { MailRow } from '@/lib/model/mail';

/** When a mail that the mail server did not take goes again by itself; nothing where it does not. */
export function NextTry({ mail }: { readonly mail: Pick<MailRow, 'nextTryAt'> }) {
  return mail.nextTryAt ? (
    <p className="mt-1 text-ink-soft">
      Next try <Time iso={mail.nextTryAt} /> UTC
    </p>
  ) : null;
}
