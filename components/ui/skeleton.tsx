import { clsx } from 'clsx';

/** Stands for something that is coming; give it the final size. Silent: say "Loading" once a page. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={clsx('animate-shimmer rounded-lg bg-line/70', className)} />;
}
