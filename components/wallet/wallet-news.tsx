'use client';

import { createContext, use, useRef, useState, type ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';

const News = createContext<(text: string) => void>(() => undefined);

/** Says what has just happened to the wallet, in the live region of `WalletNews`. */
export function useWalletNews(): (text: string) => void {
  return use(News);
}

/**
 * One live region for the whole wallet: what a card had to say is still said when the card is gone.
 * The focus goes there too, as the button that was pressed may be gone as well.
 */
export function WalletNews({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState<string | null>(null);
  const region = useRef<HTMLDivElement>(null);
  const tell = (next: string) => {
    setText(next);
    region.current?.focus();
  };
  return (
    <News value={tell}>
      <div ref={region} role="status" tabIndex={-1} className="outline-none">
        {text ? (
          <Alert tone="money" className="mb-6">
            <p className="font-semibold">{text}</p>
          </Alert>
        ) : null}
      </div>
      {children}
    </News>
  );
}
