import { actOnLater, changeLine, submitLater, submitLine } from '@/app/(shop)/cart-actions';
import { CartContents } from '@/components/cart/cart-contents';
import type { Gone } from '@/components/cart/cart-undo';
import { Container } from '@/components/ui/container';
import { PageHeader } from '@/components/ui/page-header';
import { WordsProvider } from '@/components/language/words-provider';
import { readCart, readLater } from '@/lib/catalog/cart';
import { sayProblem } from '@/lib/catalog/cart-problem';
import { currentLanguage, words } from '@/lib/language/request';
import { textsFor } from '@/lib/language/texts';
import type { VariantId } from '@/lib/model/ids';

export async function generateMetadata() {
  return { title: (await words('cart'))('title') };
}

const actions = { change: changeLine, submit: submitLine, later: actOnLater, submitLater };

/** What a form sent without script has left in the address. */
function goneIn(told: Record<string, unknown>): Gone | null {
  const quantity = Number(told.before);
  if (!Number.isInteger(quantity) || quantity < 1) return null;
  for (const how of ['removed', 'saved', 'dropped'] as const) {
    const id = told[how];
    if (typeof id === 'string') return { how, variantId: id as VariantId, quantity, name: '' };
  }
  return null;
}

export default async function CartPage({ searchParams }: PageProps<'/cart'>) {
  const [cart, later, told, language, t] = await Promise.all([
    readCart(),
    readLater(),
    searchParams,
    currentLanguage(),
    words('cart'),
  ]);
  return (
    <Container>
      <PageHeader title={t('title')} />
      <WordsProvider language={language} texts={textsFor(language, ['cart'])}>
        <CartContents
          cart={cart}
          later={later}
          actions={actions}
          gone={goneIn(told)}
          problem={told.problem ? (sayProblem(told, language) ?? t('problem')) : null}
        />
      </WordsProvider>
    </Container>
  );
}
