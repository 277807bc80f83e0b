'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';

interface LineFormProps {
  readonly variantId: string;
  /** How many there shall be; 0 removes. */
  readonly quantity: number;
  /** How many there are, for the undo. */
  readonly before: number;
  readonly name: string;
  readonly submit: (form: FormData) => Promise<void>;
  /** With script, in place of sending the form. */
  readonly onChange: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

/** One change of a line as a tiny form: a press works before the script has come, too. */
export function LineForm({
  variantId,
  quantity,
  before,
  name,
  submit,
  onChange,
  disabled,
  children,
  className,
}: LineFormProps) {
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        if (!disabled) onChange();
      }}
    >
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value={quantity} />
      <input type="hidden" name="before" value={before} />
      <Button
        type="submit"
        tone="ghost"
        size="icon"
        aria-label={name}
        // Not `disabled`: the button that reaches the last one keeps the keyboard's place.
        aria-disabled={disabled || undefined}
        className={className}
      >
        {children}
      </Button>
    </form>
  );
}
