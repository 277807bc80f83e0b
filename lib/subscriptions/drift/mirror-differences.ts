/** What differs between a mirror as its account has it and as the platform wants it, in words. */
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { MirrorDifference } from '../../model/mirror-views';
import type { subscriptions } from '../../store/schema';
import type { AccountSubscription, KeptMethod } from '../../stripe/account-billing';
import { idOf } from '../../stripe/fields';
import type { PlatformMethod } from '../../stripe/platform-stripe';
import { sameCard } from '../sync/same-card';
import { differencesOfTerms, type AgreedTerms } from './agreed-terms';

export interface WantedMirror {
  readonly row: AgreedTerms & Pick<typeof subscriptions.$inferSelect, 'status'>;
  /** What it is to be charged to; null when that was taken away: then it is to be charged to nothing. */
  readonly method: PlatformMethod | null;
  /** True of a clone of another saved method, however alike: a card may be in a wallet twice. */
  readonly isOfAnother: (clone: string) => boolean;
}

/** One Subscription, beside its Customer; this is null when it is not there. */
export function differencesOfMirror(
  wanted: WantedMirror,
  there: AccountSubscription | null,
  customer: Pick<CustomerThere, 'attached' | 'offered'> | null,
): MirrorDifference[] {
  const { status } = wanted.row;
  if (!there) {
    return [
      {
        kind: 'gone',
        text: `Stripe has no such Subscription on this account, Souk says ${status ?? 'nothing'}.`,
        remedy: 'Repair has it ended here: nothing can be charged for it any more.',
      },
    ];
  }
  const found: MirrorDifference[] = [];
  if (there.status !== status) {
    found.push({
      kind: 'status',
      text: `Stripe says ${there.status}, Souk says ${status ?? 'nothing'}.`,
    });
  }
  if (there.ended_at !== null) return found;
  return [
    ...found,
    ...differencesOfTerms(wanted.row, there),
    ...differencesOfMethod(wanted, idOf(there.default_payment_method), customer),
  ];
}

function differencesOfMethod(
  { method, isOfAnother }: WantedMirror,
  charged: string | null,
  customer: Pick<CustomerThere, 'attached' | 'offered'> | null,
): MirrorDifference[] {
  const found: MirrorDifference[] = [];
  const attached = customer?.attached ?? [];
  const clone = attached.find(({ id }) => id === charged);
  if (!method) {
    if (charged) {
      found.push({
        kind: 'method',
        text: `Charged to ${nameOf(clone)}, which is in the wallet no more.`,
      });
    }
  } else if (!charged || !clone) {
    const why = charged ? 'a method that is not attached' : 'nothing';
    found.push({ kind: 'method', text: `Charged to ${why}, not to ${nameOf(method)}.` });
  } else if (!sameCard(method, clone)) {
    found.push(differenceOfCards(method, clone));
  } else if (isOfAnother(clone.id)) {
    const text = `Charged to a copy of a second ${nameOf(clone)}, not of the one that is wanted.`;
    found.push({ kind: 'method', text });
  }
  if (!charged && customer?.offered) {
    const offered = nameOf(attached.find(({ id }) => id === customer.offered));
    found.push({
      kind: 'default',
      text: `Charged to nothing, so to the Customer’s default: ${offered}.`,
    });
  }
  return found;
}

function differenceOfCards(method: PlatformMethod, clone: KeptMethod): MirrorDifference {
  if (nameOf(method) !== nameOf(clone)) {
    return { kind: 'method', text: `Charged to ${nameOf(clone)}, not to ${nameOf(method)}.` };
  }
  if (expiryOf(method) !== expiryOf(clone)) {
    return {
      kind: 'details',
      text: `Its copy of ${nameOf(method)} expires ${expiryOf(clone)}, the card ${expiryOf(method)}.`,
    };
  }
  return { kind: 'details', text: `Its copy of ${nameOf(method)} has other billing details.` };
}

export interface WantedCustomer {
  readonly name: string;
  readonly email: string;
  /** What live Subscriptions there are charged to, or are just about to be. */
  readonly charged: ReadonlySet<string>;
  /** Why what is attached stays: somebody else charges it, or may do; null where nobody does. */
  readonly whyHeld: (method: string) => string | null;
  /** The same of what does not look like one of the buyer's own cards, now or in the past. */
  readonly whyKept: (method: KeptMethod) => string | null;
  /** Whether anything is charged there at all; else its name does not matter. */
  readonly isUsed: boolean;
}

export interface CustomerThere {
  readonly name: string | null;
  readonly email: string | null;
  readonly offered: string | null;
  readonly attached: readonly KeptMethod[];
}

/** One Customer, with all that is attached to it. */
export function differencesOfCustomer(
  wanted: WantedCustomer,
  there: CustomerThere | null,
): MirrorDifference[] {
  if (!there) {
    return wanted.isUsed ? [{ kind: 'missing', text: 'The Customer was deleted there.' }] : [];
  }
  const found: MirrorDifference[] = [];
  if (wanted.isUsed && there.name !== wanted.name) {
    found.push({
      kind: 'buyer',
      text: `The Customer is called “${there.name ?? ''}”, the buyer “${wanted.name}”.`,
    });
  }
  if (wanted.isUsed && there.email !== wanted.email) {
    found.push({
      kind: 'buyer',
      text: `The Customer’s e-mail is ${there.email ?? 'empty'}, the buyer’s ${wanted.email}.`,
    });
  }
  // Without one, what is not charged to a Subscription's own method asks for one: nothing is wrong.
  if (there.offered && !wanted.charged.has(there.offered)) {
    const offered = nameOf(there.attached.find(({ id }) => id === there.offered));
    const left = wanted.whyHeld(there.offered);
    const nobody = left ? 'mirror' : 'subscription';
    const text = `The Customer’s default is ${offered}, which no ${nobody} is charged to.`;
    found.push({ kind: 'default', text, ...(left ? { left } : {}) });
  }
  for (const method of there.attached) {
    if (wanted.charged.has(method.id)) continue;
    const left = wanted.whyKept(method);
    found.push(
      left
        ? { kind: 'foreign', text: `${nameOf(method)} is attached, and not by Souk.`, left }
        : { kind: 'extra', text: `A copy of ${nameOf(method)} too many is attached.` },
    );
  }
  return found;
}

function nameOf(method: PlatformMethod | KeptMethod | undefined): string {
  if (!method) return 'an unknown method';
  const { type, card, us_bank_account: bank } = method;
  return cardName(
    { brand: card?.brand ?? type, last4: card?.last4 ?? bank?.last4 ?? '' },
    englishWords('cards'),
  );
}

const expiryOf = ({ card }: PlatformMethod | KeptMethod): string =>
  card ? `${card.exp_month}/${card.exp_year}` : 'never';
