import { ButtonLink } from '@/components/ui/button';
import { Container } from '@/components/ui/container';
import { EmptyState } from '@/components/ui/empty-state';
import { words } from '@/lib/language/request';

export async function generateMetadata() {
  return { title: (await words('frame'))('notFound') };
}

export default async function NotFound() {
  const t = await words('frame');
  return (
    <Container narrow>
      <EmptyState
        level={1}
        title={t('noSuchThing')}
        picture="/nothing-found.svg"
        action={<ButtonLink href="/search">{t('lookAround')}</ButtonLink>}
      >
        {t('noSuchThingWhy')}
      </EmptyState>
    </Container>
  );
}
