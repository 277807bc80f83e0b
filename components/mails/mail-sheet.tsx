import { TryAgain } from '@/components/desk/try-again';
import { Details } from '@/components/ui/details';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import type { MailView } from '@/lib/model/mail';
import { MailStateBadge } from './mail-state-badge';
import { NextTry } from './next-try';

/** An e-mail as its reader sees it, and as plain text. */
export function MailSheet({ mail }: { readonly mail: MailView }) {
  return (
    <>
      <PageHeader title={<bdi>{mail.subject}</bdi>} aside={<MailStateBadge state={mail.state} />}>
        <p className="break-all">
          To {mail.recipient} · <Time iso={mail.sentAt ?? mail.writtenAt} /> UTC
        </p>
      </PageHeader>
      {mail.problem ? (
        <div className="mb-4 text-sm">
          <p className="text-danger-ink">{mail.problem}</p>
          <NextTry mail={mail} />
        </div>
      ) : null}
      {mail.state === 'failed' ? (
        <div className="mb-6">
          <TryAgain work={{ mailId: mail.id }} what={mail.subject} />
        </div>
      ) : null}
      <div className="space-y-4">
        {/* A document of its own that may run nothing and go nowhere. */}
        <iframe
          title="The e-mail"
          sandbox=""
          srcDoc={mail.html}
          className="h-170 w-full rounded-2xl border border-line bg-white"
        />
        <Details summary="As plain text">
          <pre className="p-4 text-sm break-words whitespace-pre-wrap">{mail.text}</pre>
        </Details>
        <p className="text-xs break-all text-ink-faint">Message-ID {mail.messageId}</p>
      </div>
    </>
  );
}
