import type { Origins } from '../../server/contract';
import type { FrameNames } from '../serve/frame-names';

/** What the server puts around the script it serves. */
export interface ServedOrigins extends Origins {
  frameNames: FrameNames;
}

declare const EMULATOR: ServedOrigins;

/** Where this copy of Stripe.js came from, and where its frames are. */
export const served: ServedOrigins = EMULATOR;

/** `?input_ids=Field` in the script's address gives the inputs the ids of pages before 2025. */
export const inputIds: string | undefined = readInputIds();

function readInputIds(): string | undefined {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return undefined;
  const asked = new URL(script.src, window.location.href).searchParams.get('input_ids');
  return asked === 'Field' ? 'Field-' : undefined;
}
