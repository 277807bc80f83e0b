import type { Metadata } from 'next';
import { MailItem } from '@/components/mails/mail-item';
import { Alert } from '@/components/ui/alert';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { config } from '@/lib/config/config';
import { listMails } from '@/lib/mail/list-mails';
import { pageQuery } from '@/lib/security/list-query';
import { requireOperator } from '@/lib/session/session';

export const metadata: Metadata = { title: 'E-mails' };

export default async function OperatorMailsPage({ searchParams }: PageProps<'/operator/mails'>) {
  await requireOperator('/operator/mails');
  const mails = await listMails(pageQuery.parse(await searchParams).page);

  return (
    <Container narrow>
      <PageHeader title="E-mails">
        What Souk writes to buyers about their payments and refunds, the newest first.
      </PageHeader>
      {config().mail.smtpUrl ? null : (
        <Alert className="mb-6" title="Nothing leaves this machine">
          There is no mail server, so e-mails are kept here to be looked at. Set SMTP_URL to send
          them.
        </Alert>
      )}
      {mails.count === 0 ? (
        <EmptyState title="No e-mails yet" level={2}>
          A few seconds after somebody pays or gets money back, the e-mail about it stands here.
        </EmptyState>
      ) : (
        <>
          <ul className="space-y-3">
            {mails.rows.map((mail) => (
              <MailItem key={mail.id} mail={mail} />
            ))}
          </ul>
          <Pages {...mails} hrefOf={(number) => `/operator/mails?page=${number}`} />
        </>
      )}
    </Container>
  );
}
