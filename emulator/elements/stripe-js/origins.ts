import type { Origins } from '../../server/contract';
import { DEFAULT_NAMESPACE, namespaceOf } from '../../server/namespace';
import type { FrameNames } from '../serve/frame-names';
import type { Quirks } from '../quirks/quirks';

/** What the server puts around the script it serves. */
export interface ServedOrigins extends Origins {
  frameNames: FrameNames;
  /** The release train in the script's address; `v3` for the one before all trains. */
  train: string;
  /** The settings of the emulator, and of its platforms where theirs differ. */
  quirks: Quirks;
  quirksOf: Readonly<Record<string, Quirks>>;
  /** The platform that keys of the page belong to, unless they name one. */
  namespace: string | null;
}

declare const EMULATOR: ServedOrigins;

/** Where this copy of Stripe.js came from, and where its frames are. */
export const served: ServedOrigins = EMULATOR;

/** The key as it is sent: of the script's namespace, where the address of the script names one. */
export function ownKey(apiKey: string): string {
  const { namespace } = served;
  const named = namespaceOf(apiKey) !== DEFAULT_NAMESPACE;
  return namespace === null || named ? apiKey : `${apiKey}_ns_${namespace}`;
}

/** How frames opened with a key behave, as its platform was set when the page was loaded. */
export function quirksFor(apiKey: string): Quirks {
  const namespace = namespaceOf(apiKey);
  return Object.hasOwn(served.quirksOf, namespace)
    ? (served.quirksOf[namespace] ?? served.quirks)
    : served.quirks;
}
