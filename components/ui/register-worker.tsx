'use client';

import { useEffect } from 'react';

/** Registers the worker that says when there is no network. */
export function RegisterWorker() {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Without it everything works but the offline page, so nobody has to hear of a failure.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  }, []);
  return null;
}
