import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { words } from '@/lib/language/request';

interface SessionPageProps {
  readonly title: string;
  /** Where it goes on; the other page must know it, too. */
  readonly back: string;
  /** Why one is asked to sign in, if there is something to say. */
  readonly notice?: string | null;
  readonly aside: ReactNode;
  readonly other: { readonly question: string; readonly text: string; readonly path: string };
  /** The form. */
  readonly children: ReactNode;
}

/** The frame of the sign-in and the sign-up page. */
export async function SessionPage({
  title,
  back,
  notice,
  aside,
  other,
  children,
}: SessionPageProps) {
  const t = await words('session');
  const next = back === '/' ? '' : `?next=${encodeURIComponent(back)}`;
  return (
    <Container className={aside ? 'max-w-4xl!' : 'max-w-lg!'}>
      <PageHeader title={title}>
        {back.startsWith('/checkout') ? <p>{t('thenPaid')}</p> : null}
      </PageHeader>
      {notice ? (
        <Alert tone="caution" className="mb-6">
          {notice}
        </Alert>
      ) : null}
      <noscript>
        <Alert tone="caution" className="mb-6">
          {t('needsScript')}
        </Alert>
      </noscript>
      <div className={clsx('grid items-start gap-6', aside && 'md:grid-cols-2')}>
        <Card className="space-y-5">
          {children}
          <p className="text-sm text-ink-soft">
            {other.question}{' '}
            <Link
              href={`${other.path}${next}`}
              className="-my-3 inline-block py-3 font-medium text-ink underline underline-offset-4"
            >
              {other.text}
            </Link>
          </p>
        </Card>
        {aside}
      </div>
    </Container>
  );
}
