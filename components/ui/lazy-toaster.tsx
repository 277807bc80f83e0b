'use client';

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { takeToasts, type ToastText } from './show-toast';
import { ButtonLink } from './button';

function say({ message, link }: ToastText) {
  toast.custom((id) => (
    <div className="flex w-[min(22rem,calc(100vw-2rem))] items-center gap-3 rounded-xl border border-line bg-surface py-2 ps-4 pe-2 text-sm text-ink shadow-card">
      <span className="min-w-0 flex-1">{message}</span>
      {link ? (
        <ButtonLink tone="secondary" href={link.href} onClick={() => toast.dismiss(id)}>
          {link.text}
        </ButtonLink>
      ) : null}
    </div>
  ));
}

/** Sonner with our look: loaded lazily, shows what was said before it came, then what comes. */
export default function LazyToaster() {
  useEffect(() => {
    const drain = () => takeToasts().forEach(say);
    drain();
    window.addEventListener('souk:toast', drain);
    return () => window.removeEventListener('souk:toast', drain);
  }, []);

  const isRtl = document.documentElement.dir === 'rtl';
  return (
    <Toaster
      dir={isRtl ? 'rtl' : 'ltr'}
      position={isRtl ? 'bottom-left' : 'bottom-right'}
      duration={6000}
      visibleToasts={3}
    />
  );
}
