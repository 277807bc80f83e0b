/**
 * What travels between the merchant's page and the emulator's frames. Card digits never do: a frame
 * sends only what Stripe.js itself tells a page (docs.stripe.com/js/element/events/on_change).
 */
import { calm, readQuirks, writeQuirks, type Quirks } from '../quirks/quirks';

/** The two sides' vocabulary: what the page may ask, and what the frame may tell. */
export interface Contract {
  /** Page to frame, answered. */
  requests: Record<string, { ask: unknown; answer: unknown }>;
  /** Frame to page, not answered. */
  events: Record<string, unknown>;
}

export type Envelope =
  /** The frame is listening. */
  | { kind: 'hello'; channel: string }
  | { kind: 'request'; channel: string; id: number; name: string; payload: unknown }
  | { kind: 'answer'; channel: string; id: number; payload: unknown }
  /** The request could not be carried out at all; ordinary errors are answers. */
  | { kind: 'failure'; channel: string; id: number; message: string }
  | { kind: 'event'; channel: string; name: string; payload: unknown };

/** Reads a message that may come from anybody. */
export function readEnvelope(data: unknown, channel: string): Envelope | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Partial<Envelope>;
  if (message.channel !== channel || typeof message.kind !== 'string') return undefined;
  return message as Envelope;
}

/** What a frame is told in the fragment of its own address, where no server sees it. */
export interface FrameAddress {
  channel: string;
  /** The page's origin: the only one the frame speaks to. */
  page: string;
  apiKey: string;
  stripeAccount?: string;
  apiVersion?: string;
  locale: string;
  /** How the frame differs from a current, calm one. */
  quirks: Quirks;
}

/** Writes a fragment, with the keys that real frames carry in front. */
export function writeAddress(componentName: string, address: FrameAddress): string {
  const fragment = new URLSearchParams({
    componentName,
    keyMode: 'test',
    apiKey: address.apiKey,
    referrer: address.page,
    controllerId: address.channel,
    locale: address.locale,
  });
  if (address.stripeAccount) fragment.set('stripeAccount', address.stripeAccount);
  if (address.apiVersion) fragment.set('apiVersion', address.apiVersion);
  writeQuirks(address.quirks, fragment);
  return fragment.toString();
}

/** Reads `location.hash`. Throws when the frame was opened by hand, without a page. */
export function readAddress(hash: string): FrameAddress {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const need = (name: string): string => {
    const value = fragment.get(name);
    if (!value) throw new Error(`This frame is opened by Stripe.js; its address lacks ${name}.`);
    return value;
  };
  const stripeAccount = fragment.get('stripeAccount');
  const apiVersion = fragment.get('apiVersion');
  return {
    channel: need('controllerId'),
    page: need('referrer'),
    apiKey: need('apiKey'),
    locale: fragment.get('locale') ?? 'en',
    ...(stripeAccount ? { stripeAccount } : {}),
    ...(apiVersion ? { apiVersion } : {}),
    quirks: { ...calm, ...readQuirks(fragment) },
  };
}
