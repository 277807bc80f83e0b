'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import { SaveMethodForm } from '@/components/stripe/save-method-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { cardName } from '@/lib/model/card-name';
import type { SavedMethodView } from '@/lib/model/views';
import { useReplacing, type Replaced } from './replacing';
import { useWalletNews } from './wallet-news';

interface AddCardProps {
  /** True in an empty wallet: there is nothing else to do here. */
  readonly openFirst: boolean;
  readonly save: SaveCardSetting;
}

/** The button that opens the form; closing hides it, so that a typed card is not lost. */
export function AddCard({ openFirst, save }: AddCardProps) {
  const router = useRouter();
  const t = useWords('wallet');
  const cards = useWords('cards');
  const hydrated = useHydrated();
  const tell = useWalletNews();
  const { replaced, replace } = useReplacing();
  const [form, setForm] = useState<'none' | 'open' | 'hidden'>(openFirst ? 'open' : 'none');
  const heading = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);

  // Asked for at a card above: the form opens for a card that takes its place.
  const [seen, setSeen] = useState(replaced);
  if (seen !== replaced) {
    setSeen(replaced);
    if (replaced) setForm('open');
  }

  // The button has gone with the press: its form takes the focus over.
  useEffect(() => {
    if (form === 'open' && (asked.current || replaced)) heading.current?.focus();
    // And gives it back.
    if (form === 'hidden') button.current?.focus();
  }, [form, replaced]);

  function open() {
    asked.current = true;
    setForm('open');
  }

  function hide() {
    replace(null);
    setForm('hidden');
  }

  async function takePlace(old: Replaced, method: SavedMethodView) {
    const name = cardName(method, cards);
    const path = `/api/wallet/${encodeURIComponent(old.id)}/replacement`;
    const moved = await callApi('POST', path, { savedMethodId: method.id });
    replace(null);
    tell(
      moved.ok
        ? t('savedInPlace', { name, old: old.name })
        : t('savedNotReplaced', { name, old: old.name, why: moved.message }),
    );
    router.refresh();
  }

  return (
    <>
      {form === 'open' ? null : (
        <Button ref={button} tone="secondary" aria-disabled={!hydrated || undefined} onClick={open}>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
      )}
      {form === 'none' ? null : (
        <Card
          as="section"
          aria-labelledby="add-card"
          className={form === 'hidden' ? 'hidden' : undefined}
        >
          <h2 id="add-card" ref={heading} tabIndex={-1} className="mb-4 text-lg font-semibold">
            {replaced ? t('newFor', { name: replaced.name }) : t('newMethod')}
          </h2>
          <SaveMethodForm
            {...save}
            returnTo="/wallet"
            onSaved={(method) => {
              setForm('none');
              if (replaced) return void takePlace(replaced, method);
              tell(
                method.verification
                  ? t('accountAdded')
                  : method.type === 'card'
                    ? t('cardSaved')
                    : t('accountSaved'),
              );
              router.refresh();
            }}
            onCancel={openFirst ? undefined : hide}
          />
        </Card>
      )}
    </>
  );
}
