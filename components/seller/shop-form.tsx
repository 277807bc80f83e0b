'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { Field } from '@/components/ui/field';
import { TextArea } from '@/components/ui/text-area';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';

interface ShopFormProps {
  readonly tagline: string;
  readonly about: string;
  readonly place: string;
  /** Empty: made of the shop's name. */
  readonly statementName: string;
  readonly madeOfName: string;
}

/** Changes what a shop says of itself. */
export function ShopForm({ madeOfName, ...stored }: ShopFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ readonly text: string; readonly wrong: boolean } | null>(null);
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (told) message.current?.focus();
  }, [told]);

  async function keep(form: HTMLFormElement) {
    setBusy(true);
    setTold(null);
    const kept = await callApi('PATCH', '/api/seller/shop', Object.fromEntries(new FormData(form)));
    setBusy(false);
    if (!kept.ok) return setTold({ text: kept.message, wrong: true });
    setTold({ text: 'Kept. Your Stripe account follows in a moment.', wrong: false });
    router.refresh();
  }

  return (
    <form
      data-needs-script
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void keep(event.currentTarget);
      }}
    >
      <Field
        id="tagline"
        name="tagline"
        label="What you sell"
        hint="One line, for your page and for Stripe."
        autoComplete="off"
        minLength={2}
        maxLength={140}
        required
        readOnly={!hydrated}
        defaultValue={stored.tagline}
      />
      <TextArea
        id="about"
        name="about"
        label="About you (optional)"
        rows={5}
        maxLength={500}
        readOnly={!hydrated}
        defaultValue={stored.about}
      />
      <Field
        id="place"
        name="place"
        label="Town"
        autoComplete="off"
        maxLength={60}
        required
        readOnly={!hydrated}
        defaultValue={stored.place}
      />
      <Field
        id="statementName"
        name="statementName"
        label="Name on buyers’ statements (optional)"
        hint={`2 to 10 letters, digits, blanks, dots or dashes, before the order’s number. Without, it is ${madeOfName}.`}
        autoComplete="off"
        pattern="[A-Za-z0-9][A-Za-z0-9 .\-]{1,9}"
        title="2 to 10 letters, digits, blanks, dots or dashes"
        maxLength={10}
        className="uppercase"
        readOnly={!hydrated}
        defaultValue={stored.statementName}
      />
      {told ? (
        <Alert
          ref={message}
          role={told.wrong ? 'alert' : 'status'}
          tabIndex={-1}
          tone={told.wrong ? 'danger' : 'money'}
          title={told.wrong ? 'Nothing was changed' : undefined}
        >
          {told.text}
        </Alert>
      ) : null}
      <BusyButton
        type={hydrated ? 'submit' : 'button'}
        tone="primary"
        busy={busy}
        busyText="Keeping…"
      >
        Keep changes
      </BusyButton>
    </form>
  );
}
