'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { SaveMethodForm } from '@/components/stripe/save-method-form';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useWalletNews } from './wallet-news';

interface AddCardProps {
  /** True in an empty wallet: there is nothing else to do here. */
  readonly openFirst: boolean;
  readonly save: SaveCardSetting;
}

/** The button that opens the form; closing hides it, so that a typed card is not lost. */
export function AddCard({ openFirst, save }: AddCardProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const tell = useWalletNews();
  const [form, setForm] = useState<'none' | 'open' | 'hidden'>(openFirst ? 'open' : 'none');
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(false);

  // The button has gone with the press: its form takes the focus over.
  useEffect(() => {
    if (form === 'open' && asked.current) heading.current?.focus();
  }, [form]);

  function open() {
    asked.current = true;
    setForm('open');
  }

  return (
    <>
      {form === 'open' ? null : (
        <Button tone="secondary" aria-disabled={!hydrated || undefined} onClick={open}>
          <Plus aria-hidden className="size-4" />
          Add a card or bank account
        </Button>
      )}
      {form === 'none' ? null : (
        <Card
          as="section"
          aria-labelledby="add-card"
          className={form === 'hidden' ? 'hidden' : undefined}
        >
          <h2 id="add-card" ref={heading} tabIndex={-1} className="mb-4 text-lg font-semibold">
            New card or bank account
          </h2>
          <SaveMethodForm
            {...save}
            returnTo="/wallet"
            onSaved={(method) => {
              setForm('none');
              tell(
                method.verification
                  ? 'Bank account added. Verify it, then it can pay.'
                  : method.type === 'card'
                    ? 'Card saved'
                    : 'Bank account saved',
              );
              router.refresh();
            }}
            onCancel={openFirst ? undefined : () => setForm('hidden')}
          />
        </Card>
      )}
    </>
  );
}
