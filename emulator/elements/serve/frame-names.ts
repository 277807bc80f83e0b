import { browserFile } from './browser-files';

/** One document of the frames' origin, and who may be framed in it. */
interface FrameDocument {
  /** What its file name begins with: Stripe's own stem, which pages and tests look for. */
  stem: string;
  /** Its script, by the name in `entries.mjs`. */
  script: string;
  /** The document's own title. */
  title: string;
  /** Whether the bank's pages are shown in it. */
  showsBank?: boolean;
}

/** Every frame that Stripe.js opens: a new one needs its line here and its script in `entries.mjs`. */
const frameDocuments = {
  payment: {
    stem: 'elements-inner-payment',
    script: 'payment-frame',
    title: 'Secure payment input',
  },
  card: { stem: 'elements-inner-card', script: 'card-frame', title: 'Secure card input' },
  address: {
    stem: 'elements-inner-address',
    script: 'address-frame',
    title: 'Secure address input',
  },
  // unconfirmed: this stem; no public page or test names it.
  link: {
    stem: 'elements-inner-link-authentication',
    script: 'link-frame',
    title: 'Secure email input',
  },
  controller: { stem: 'controller', script: 'controller-frame', title: 'Stripe controller' },
  challenge: {
    stem: 'three-ds-2-challenge',
    script: 'challenge-frame',
    title: 'Card authentication',
    showsBank: true,
  },
  bankWindow: {
    stem: 'linked-accounts-inner',
    script: 'bank-window',
    title: 'Link a bank account',
  },
  // unconfirmed: this stem, too.
  linkWindow: {
    stem: 'elements-inner-link-sign-in',
    script: 'link-window',
    title: 'Link',
  },
  bankLogin: { stem: 'linked-accounts-oauth', script: 'bank-login', title: 'Bank' },
} as const satisfies Record<string, FrameDocument>;

/** File names of the frame documents. */
export type FrameNames = Record<keyof typeof frameDocuments, string>;

export function frameNames(): FrameNames {
  const names = Object.entries<FrameDocument>(frameDocuments).map(([frame, { stem, script }]) => [
    frame,
    `${stem}-${browserFile(script).hash}.html`,
  ]);
  return Object.fromEntries(names) as FrameNames;
}

/** The document a file name stands for, whatever the hash of its script was. */
export function frameDocument(file: string): FrameDocument | undefined {
  const stem = /^(.+)-[0-9a-f]+\.html$/.exec(file)?.[1];
  return Object.values<FrameDocument>(frameDocuments).find((document) => document.stem === stem);
}

/** Whether a script belongs to one of the frames. */
export function isFrameScript(name: string): boolean {
  return Object.values<FrameDocument>(frameDocuments).some(({ script }) => script === name);
}
