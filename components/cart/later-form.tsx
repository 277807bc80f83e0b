'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonTone } from '@/components/ui/button';
import type { LaterAct } from './cart-action-props';

interface LaterFormProps {
  readonly act: LaterAct;
  readonly variantId: string;
  /** How many it is about, for the way back. */
  readonly quantity: number;
  readonly submit: (form: FormData) => Promise<void>;
  /** With script, in place of sending the form. */
  readonly onAct: () => void;
  /** What a screen reader says in place of the words on the button. */
  readonly name: string;
  readonly tone?: ButtonTone;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** One change of what is saved for later, as a tiny form: works before the script has come, too. */
export function LaterForm(props: LaterFormProps) {
  const { act, variantId, quantity, submit, onAct, name, tone = 'ghost', children } = props;
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        onAct();
      }}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value={quantity} />
      <Button
        type="submit"
        tone={tone}
        aria-label={name}
        disabled={props.disabled}
        className={props.className}
      >
        {children}
      </Button>
    </form>
  );
}
