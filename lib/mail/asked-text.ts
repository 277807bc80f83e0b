/** What is said in e-mails about a bank that asks for its buyer. */
import { formatTime } from '../language/formats';
import { wordsIn } from '../language/texts';
import type { LegId, OrderId } from '../model/ids';
import type { OrderLineView } from '../model/order-views';
import { lineText } from '../model/receipt';
import type { Price } from '../model/views';
import { written, type Reader, type Written } from './mail-text';

interface Asked {
  readonly orderId: OrderId;
  readonly legId: LegId;
  /** The order's. */
  readonly number: string;
  readonly seller: string;
  readonly card: string;
  readonly lines: readonly OrderLineView[];
  readonly amount: Price;
  /** True where all sellers of the order are paid together, or none. */
  readonly together: boolean;
  /** When it is given up. */
  readonly until: Date;
}

/**
 * To the buyer of a leg that waits for them. It links to their own order, which asks who they are: the
 * mail itself opens nothing, whoever reads it.
 */
export function askedMail(asked: Asked, { name, language }: Reader, origin: string): Written {
  const t = wordsIn(language, 'mails');
  const s = wordsIn(language, 'subscriptions');
  const { seller, number, card, amount } = asked;
  const time = formatTime(asked.until, language);
  return written(t('askedSubject', { seller, number }), {
    language,
    title: s('bankWants', { seller, amount: amount.text }),
    greeting: t('hello', { name }),
    paragraphs: [
      s('confirmThere', { card }),
      asked.together ? t('elseAllCanceled', { time }) : t('elseGivenUp', { seller, time }),
      t('signInThere'),
    ],
    lines: [
      ...asked.lines.map((line) => ({
        name: line.name,
        about: lineText(line),
        amount: line.amount.text,
      })),
      { name: t('toConfirm'), about: '', amount: coded(amount) },
    ],
    facts: [
      [t('seller'), seller],
      [t('order'), number],
      [t('card'), card],
    ],
    link: { words: t('confirmIt'), href: `${origin}/orders/${asked.orderId}#leg-${asked.legId}` },
    foot: t('foot'),
  });
}

interface AskedPlan {
  /** Where it is confirmed. */
  readonly page: string;
  /** Of the invoice. */
  readonly number: string;
  readonly seller: string;
  readonly card: string;
  readonly name: string;
  readonly variant: string;
  readonly amount: Price;
  readonly title: string;
  /** What to do, and what comes of it if nothing is done. */
  readonly story: readonly string[];
}

/** The same to a subscriber. */
export function askedPlanMail(
  asked: AskedPlan,
  { name, language }: Reader,
  origin: string,
): Written {
  const t = wordsIn(language, 'mails');
  const { seller, number, card, amount } = asked;
  return written(t('askedSubject', { seller, number }), {
    language,
    title: asked.title,
    greeting: t('hello', { name }),
    paragraphs: [...asked.story, t('signInThere')],
    lines: [
      { name: asked.name, about: asked.variant, amount: amount.text },
      { name: t('toConfirm'), about: '', amount: coded(amount) },
    ],
    facts: [
      [t('seller'), seller],
      [t('invoice'), number],
      [t('card'), card],
    ],
    link: { words: t('confirmIt'), href: `${origin}${asked.page}` },
    foot: t('foot'),
  });
}

const coded = ({ text, currency }: Price): string => `${text} ${currency.toUpperCase()}`;
