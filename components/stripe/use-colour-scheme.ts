import { useSyncExternalStore } from 'react';

export type ColourScheme = 'light' | 'dark';

const query = '(prefers-color-scheme: dark)';

function subscribe(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** The reader's scheme, kept up to date; `light` while rendering on the server. */
export function useColourScheme(): ColourScheme {
  return useSyncExternalStore<ColourScheme>(
    subscribe,
    () => (window.matchMedia(query).matches ? 'dark' : 'light'),
    () => 'light',
  );
}
