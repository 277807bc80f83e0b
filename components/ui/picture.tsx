import { clsx } from 'clsx';

interface PictureProps {
  readonly src: string;
  /** Empty beside a name that says the same. */
  readonly alt?: string;
  /** True for what is first on screen. */
  readonly priority?: boolean;
  readonly className?: string;
}

/** A square drawing from `public/`. Keeps its ratio before it has come. */
export function Picture({ src, alt = '', priority = false, className }: PictureProps) {
  return (
    // The drawings are SVG of a few kilobytes: there is nothing for an image server to optimise.
    // eslint-disable-next-line @next/next/no-img-element
    <img
      src={src}
      alt={alt}
      width={400}
      height={400}
      loading={priority ? 'eager' : 'lazy'}
      fetchPriority={priority ? 'high' : undefined}
      decoding="async"
      className={clsx('block aspect-square bg-sunken object-cover', className)}
    />
  );
}
