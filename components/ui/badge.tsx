import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

export type Tone = 'neutral' | 'money' | 'under' | 'danger' | 'caution';

const tones: Record<Tone, string> = {
  neutral: 'border-line bg-sunken text-ink-soft',
  money: 'border-money-line bg-money-soft text-money-ink',
  under: 'border-under-line bg-under-soft text-under-ink',
  danger: 'border-danger-line bg-danger-soft text-danger-ink',
  caution: 'border-caution-line bg-caution-soft text-caution-ink',
};

/** A short word about a thing; the word says it, the colour only repeats it. */
export function Badge({
  tone = 'neutral',
  className,
  ...rest
}: { readonly tone?: Tone } & ComponentProps<'span'>) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full border px-2.5 py-0.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
      {...rest}
    />
  );
}
