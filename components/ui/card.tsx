import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** A bordered ground for one thing. Give `as` its meaning: `section` and `article` want a name. */
export function Card({
  as: Element = 'div',
  className,
  ...rest
}: { readonly as?: 'div' | 'section' | 'article' | 'aside' } & Omit<
  ComponentProps<'section'>,
  'ref'
>) {
  return (
    <Element
      className={clsx('rounded-2xl border border-line bg-surface p-5 sm:p-6', className)}
      {...rest}
    />
  );
}
