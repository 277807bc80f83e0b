'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const LazyToaster = dynamic(() => import('./lazy-toaster'), { ssr: false });

/** The place where toasts appear. Its script comes when the page has nothing better to do. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), 1500);
    const now = () => setWanted(true);
    window.addEventListener('souk:toast', now);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('souk:toast', now);
    };
  }, []);

  return wanted ? <LazyToaster /> : null;
}
