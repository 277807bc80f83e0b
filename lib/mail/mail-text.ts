/** What is said in e-mails, as plain text and as HTML. They name a card by its last digits alone. */
import { formatDay } from '../language/formats';
import type { Language } from '../language/languages';
import { wordsIn } from '../language/texts';
import { lineText, type ReceiptView } from '../model/receipt';
import type { Price } from '../model/views';
import { htmlMail } from './html-mail';

export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail before it is set: the same words for both kinds of reader. */
export interface Letter {
  readonly language: Language;
  readonly title: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** Name, a smaller line below it, and what it comes to. */
  readonly lines: readonly {
    readonly name: string;
    readonly about: string;
    readonly amount: string;
  }[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly link: { readonly words: string; readonly href: string };
  readonly foot: string;
}

export interface Reader {
  readonly name: string;
  /** What they read. */
  readonly language: Language;
}

/** To the buyer of a leg that was paid. `origin` is where Souk is reached. */
export function receiptMail(
  receipt: ReceiptView,
  { name, language }: Reader,
  origin: string,
): Written {
  const t = wordsIn(language, 'mails');
  const { amount, card } = receipt;
  const seller = receipt.seller.name;
  return written(t('receiptSubject', { seller, number: receipt.number }), {
    language,
    title: `${seller} · ${amount.text}`,
    greeting: t('hello', { name }),
    paragraphs: [
      t('charged', {
        ...{ seller, card, amount: amount.text },
        day: formatDay(receipt.paidAt, language),
      }),
    ],
    lines: [
      ...receipt.lines.map((line) => ({
        name: line.name,
        about: lineText(line),
        amount: line.amount.text,
      })),
      { name: t('paid'), about: '', amount: `${amount.text} ${amount.currency.toUpperCase()}` },
    ],
    facts: [
      [t('receipt'), receipt.number],
      [t('paidWith'), card],
      [t('onStatement'), receipt.statement],
      [t('charge'), receipt.chargeId],
    ],
    link: {
      words: t('seeReceipt'),
      href: `${origin}/orders/${receipt.orderId}/receipts/${receipt.legId}`,
    },
    foot: t('foot'),
  });
}

interface PaidPlan {
  readonly subscriptionId: string;
  readonly seller: string;
  /** Of the invoice. */
  readonly number: string;
  readonly card: string;
  readonly statement: string;
  readonly chargeId: string;
  readonly name: string;
  /** What was paid for, in words. */
  readonly period: string;
  readonly amount: Price;
  /** ISO. */
  readonly paidAt: string;
  /** How it goes on, in a sentence. */
  readonly next: string | null;
}

/** To the buyer of a plan, for each payment: the first one and every renewal. */
export function planMail(paid: PaidPlan, { name, language }: Reader, origin: string): Written {
  const t = wordsIn(language, 'mails');
  const { seller, number, card, amount } = paid;
  return written(t('receiptSubject', { seller, number }), {
    language,
    title: `${seller} · ${amount.text}`,
    greeting: t('hello', { name }),
    paragraphs: [
      t('charged', { seller, card, amount: amount.text, day: formatDay(paid.paidAt, language) }),
      ...(paid.next ? [paid.next] : []),
    ],
    lines: [
      { name: paid.name, about: paid.period, amount: amount.text },
      { name: t('paid'), about: '', amount: `${amount.text} ${amount.currency.toUpperCase()}` },
    ],
    facts: [
      [t('invoice'), number],
      [t('paidWith'), card],
      [t('onStatement'), paid.statement],
      [t('charge'), paid.chargeId],
    ],
    link: {
      words: t('seeSubscription'),
      href: `${origin}/subscriptions/${paid.subscriptionId}`,
    },
    foot: t('foot'),
  });
}

interface PaidPlus {
  /** What it is called. */
  readonly name: string;
  readonly amount: Price;
  /** Null where Stripe did not say. */
  readonly card: string | null;
  /** ISO. */
  readonly paidAt: string;
  readonly paidUntil: string;
  readonly chargeId: string | null;
}

/** To a new member of what the platform sells itself. */
export function plusMail(paid: PaidPlus, { name, language }: Reader, origin: string): Written {
  const t = wordsIn(language, 'mails');
  const amount = paid.amount.text;
  const until = t('plusUntil', { plus: paid.name, day: formatDay(paid.paidUntil, language) });
  return written(t('plusSubject', { plus: paid.name }), {
    language,
    title: `${paid.name} · ${amount}`,
    greeting: t('hello', { name }),
    paragraphs: [
      ...(paid.card
        ? [
            t('charged', {
              ...{ seller: 'Souk', card: paid.card, amount },
              day: formatDay(paid.paidAt, language),
            }),
          ]
        : []),
      until,
    ],
    lines: [
      {
        name: t('paid'),
        about: paid.name,
        amount: `${amount} ${paid.amount.currency.toUpperCase()}`,
      },
    ],
    facts: [
      ...(paid.card ? [[t('paidWith'), paid.card] as const] : []),
      ...(paid.chargeId ? [[t('charge'), paid.chargeId] as const] : []),
    ],
    link: { words: t('seePlus', { plus: paid.name }), href: `${origin}/plus` },
    foot: t('foot'),
  });
}

interface GivenBack {
  /** An order, or a subscription with its invoice. */
  readonly of: { readonly orderId: string } | { readonly subscriptionId: string };
  /** The order's, or the invoice's. */
  readonly number: string;
  readonly seller: string;
  readonly card: string;
  readonly statement: string;
  readonly amount: Price;
  /** False when it is a part. */
  readonly all: boolean;
}

/** To the buyer who got money back. */
export function refundMail(refund: GivenBack, { name, language }: Reader, origin: string): Written {
  const t = wordsIn(language, 'mails');
  const { seller, card } = refund;
  const amount = refund.amount.text;
  return written(t('refundSubject', { amount, seller, number: refund.number }), {
    language,
    title: t('back', { amount }),
    greeting: t('hello', { name }),
    paragraphs: [
      refund.all
        ? t('gaveBack', { seller, amount, card })
        : t('gavePart', { seller, amount, card }),
    ],
    lines: [],
    facts: [
      [t('orderId' in refund.of ? 'order' : 'invoice'), refund.number],
      [t('backTo'), card],
      [t('onStatement'), refund.statement],
    ],
    link:
      'orderId' in refund.of
        ? { words: t('seeOrder'), href: `${origin}/orders/${refund.of.orderId}` }
        : {
            words: t('seeSubscription'),
            href: `${origin}/subscriptions/${refund.of.subscriptionId}`,
          },
    foot: t('foot'),
  });
}

/** A letter in both kinds, under its subject. */
export function written(subject: string, letter: Letter): Written {
  return { subject, text: plainMail(letter), html: htmlMail(letter) };
}

function plainMail(letter: Letter): string {
  const lines = letter.lines.map(({ name, about, amount }) =>
    about ? `${name} (${about}): ${amount}` : `${name}: ${amount}`,
  );
  const facts = letter.facts.map(([name, value]) => `${name}: ${value}`);
  const parts = [
    letter.greeting,
    ...letter.paragraphs,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    facts.join('\n'),
    `${letter.link.words}: ${letter.link.href}`,
    letter.foot,
  ];
  return `${parts.join('\n\n')}\n`;
}
