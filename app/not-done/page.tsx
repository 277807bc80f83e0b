import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { config } from '@/lib/config/config';
import { words } from '@/lib/language/request';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('session'))('notDone'), robots: { index: false } };
}

/** Why a plain form may be refused. The address says which; anything else is a form of no shape. */
const reasons = [
  ...(['foreign_origin', 'signed_out', 'unknown_language'] as const),
  ...(['body_too_large', 'not_found', 'fault'] as const),
];

/** Where a browser ends whose form was refused: it left its page, and cannot be told there. */
export default async function NotDonePage({ searchParams }: PageProps<'/not-done'>) {
  const { why } = await searchParams;
  const reason = reasons.find((one) => one === why) ?? 'invalid_request';
  const [t, problems, frame] = await Promise.all([
    words('session'),
    words('problems'),
    words('frame'),
  ]);
  const { appUrl } = config();
  const link = (chunks: ReactNode) => (
    <a href={appUrl.href} className="underline underline-offset-4">
      <bdi>{chunks}</bdi>
    </a>
  );
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title={t('notDone')}
        action={
          reason === 'signed_out' ? (
            <ButtonLink href="/sign-in">{t('signIn')}</ButtonLink>
          ) : (
            <ButtonLink href="/">{frame('toShops')}</ButtonLink>
          )
        }
      >
        <p>{problems(reason)}</p>
        {reason === 'foreign_origin' ? (
          <p className="mt-2">{t.rich('fromElsewhere', { address: appUrl.host, link })}</p>
        ) : null}
      </EmptyState>
    </Container>
  );
}
