import type { Origins } from '../../server/contract';
import { namespaceOf } from '../../server/namespace';
import type { FrameNames } from '../serve/frame-names';
import type { Quirks } from '../quirks/quirks';

/** What the server puts around the script it serves. */
export interface ServedOrigins extends Origins {
  frameNames: FrameNames;
  /** The settings of the emulator, and of its platforms where theirs differ. */
  quirks: Quirks;
  quirksOf: Readonly<Record<string, Quirks>>;
}

declare const EMULATOR: ServedOrigins;

/** Where this copy of Stripe.js came from, and where its frames are. */
export const served: ServedOrigins = EMULATOR;

/** How frames opened with a key behave, as its platform was set when the page was loaded. */
export function quirksFor(apiKey: string): Quirks {
  const namespace = namespaceOf(apiKey);
  return Object.hasOwn(served.quirksOf, namespace)
    ? (served.quirksOf[namespace] ?? served.quirks)
    : served.quirks;
}
