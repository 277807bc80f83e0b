import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { MailRow } from '@/lib/model/mail';
import { MailStateBadge } from './mail-state-badge';
import { NextTry } from './next-try';

/** An e-mail in the operator's list. */
export function MailItem({ mail }: { readonly mail: MailRow }) {
  return (
    <li>
      <Card className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 text-sm">
          <Link
            href={`/operator/mails/${mail.id}`}
            className="-my-3 inline-block py-3 font-medium underline underline-offset-4"
          >
            {/* In its reader's language. */}
            <bdi>{mail.subject}</bdi>
          </Link>
          <p className="break-all text-ink-soft">{mail.recipient}</p>
          <p className="text-ink-soft">
            <Time iso={mail.sentAt ?? mail.writtenAt} /> UTC
          </p>
          {mail.problem ? (
            <p className="mt-1 text-danger-ink">
              {mail.problem} {mail.tries > 1 ? `(${mail.tries} tries)` : ''}
            </p>
          ) : null}
          <NextTry mail={mail} />
        </div>
        <MailStateBadge state={mail.state} />
      </Card>
    </li>
  );
}
