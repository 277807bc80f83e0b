'use client';

import { createContext, use, useState, type ReactNode } from 'react';
import type { SavedMethodId } from '@/lib/model/ids';

/** The card in whose place a new one is being added. */
export interface Replaced {
  readonly id: SavedMethodId;
  readonly name: string;
}

interface Replacing {
  readonly replaced: Replaced | null;
  readonly replace: (method: Replaced | null) => void;
}

const Context = createContext<Replacing>({ replaced: null, replace: () => undefined });

/** Which card the form for a new one is to take the place of: asked for at a card, filled in below. */
export function useReplacing(): Replacing {
  return use(Context);
}

export function ReplacingProvider({ children }: { readonly children: ReactNode }) {
  const [replaced, replace] = useState<Replaced | null>(null);
  return <Context value={{ replaced, replace }}>{children}</Context>;
}
