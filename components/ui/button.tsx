import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

export type ButtonTone = 'primary' | 'money' | 'under' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'md' | 'lg' | 'icon';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-ink text-canvas hover:bg-ink/85',
  money: 'bg-money text-on-money hover:bg-money-hover',
  under: 'bg-under text-on-under hover:bg-under-hover',
  secondary: 'border border-line-strong/60 bg-surface text-ink hover:bg-sunken',
  ghost: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
};

// 44 px is the smallest target of any size.
const sizes: Record<ButtonSize, string> = {
  md: 'min-h-11 px-4 py-2 text-sm',
  lg: 'min-h-12 px-6 py-2.5 text-base',
  icon: 'size-11 shrink-0 text-sm',
};

/** Classes of a button, for links and summaries that look like one. */
export function buttonClass(tone: ButtonTone = 'primary', size: ButtonSize = 'md'): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded-lg font-medium transition-colors select-none',
    'disabled:cursor-not-allowed disabled:border-transparent disabled:bg-sunken disabled:text-ink-faint',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    tones[tone],
    sizes[size],
  );
}

interface Look {
  /** `money` only for what pays or saves a way to pay; `under` only for looking underneath. */
  readonly tone?: ButtonTone;
  readonly size?: ButtonSize;
}

/** A button; `type="button"` unless said otherwise, so that it never submits by accident. */
export function Button({
  tone,
  size,
  className,
  type = 'button',
  ...rest
}: Look & ComponentProps<'button'>) {
  return <button type={type} className={clsx(buttonClass(tone, size), className)} {...rest} />;
}

/** A link that looks like a button: it goes somewhere and does nothing. */
export function ButtonLink({ tone, size, className, ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={clsx(buttonClass(tone, size), className)} {...rest} />;
}
