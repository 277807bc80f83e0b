import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { words } from '@/lib/language/request';

/** The same for a subscription that never was and for somebody else's. */
export default async function SubscriptionNotFound() {
  const t = await words('subscriptions');
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title={t('noSuch')}
        action={<ButtonLink href="/subscriptions">{t('yourSubscriptions')}</ButtonLink>}
      >
        {t('noSuchWhy')}
      </EmptyState>
    </Container>
  );
}
