/** What is said in e-mails, as plain text and as HTML. They name a card by its last digits alone. */
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

interface Reader {
  readonly name: string;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const foot =
  'Souk is a demo: nothing was sold and no money moved. You get this because you bought on Souk.';

/** To the buyer of a leg that was paid. `origin` is where Souk is reached. */
export function receiptMail(receipt: ReceiptView, { name }: Reader, origin: string): Written {
  const { seller, amount } = receipt;
  return written(`Your receipt from ${seller.name}, ${receipt.number}`, {
    title: `${seller.name} · ${amount.text}`,
    greeting: `Hello ${name},`,
    paragraphs: [
      `${seller.name} charged your ${receipt.card} ${amount.text} on ${day.format(new Date(receipt.paidAt))}. Thank you.`,
    ],
    lines: [
      ...receipt.lines.map((line) => ({
        name: line.name,
        about: lineText(line),
        amount: line.amount.text,
      })),
      { name: 'Paid', about: '', amount: `${amount.text} ${amount.currency.toUpperCase()}` },
    ],
    facts: [
      ['Receipt', receipt.number],
      ['Paid with', receipt.card],
      ['On your statement', receipt.statement],
      ['Charge', receipt.chargeId],
    ],
    link: {
      words: 'See the receipt',
      href: `${origin}/orders/${receipt.orderId}/receipts/${receipt.legId}`,
    },
    foot,
  });
}

interface GivenBack {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly seller: string;
  readonly card: string;
  readonly statement: string;
  readonly amount: Price;
  /** False when it is a part. */
  readonly all: boolean;
}

/** To the buyer who got money back. */
export function refundMail(refund: GivenBack, { name }: Reader, origin: string): Written {
  const { seller, amount, card } = refund;
  return written(`${amount.text} back from ${seller}, ${refund.orderNumber}`, {
    title: `${amount.text} back`,
    greeting: `Hello ${name},`,
    paragraphs: [
      `${seller} gave ${amount.text} back to your ${card}${refund.all ? '' : ', a part of what you paid'}. ` +
        'Your bank may take some days to show it.',
    ],
    lines: [],
    facts: [
      ['Order', refund.orderNumber],
      ['Back to', card],
      ['On your statement', refund.statement],
    ],
    link: { words: 'See the order', href: `${origin}/orders/${refund.orderId}` },
    foot,
  });
}

function written(subject: string, letter: Letter): Written {
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
